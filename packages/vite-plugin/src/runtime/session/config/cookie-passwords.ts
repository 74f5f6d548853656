import type { AuthKitConfig } from './auth-kit-config.ts'

/** The passwords that unseal what an app has sealed. The first of them seals. */
export function cookiePasswords({
  cookiePassword,
  previousCookiePasswords = [],
}: Pick<AuthKitConfig, 'cookiePassword' | 'previousCookiePasswords'>): readonly [string, ...string[]] {
  return [cookiePassword, ...previousCookiePasswords]
}
