import type { AuthKitConfig } from '../../../../src/runtime/session/index.ts'

/** A complete configuration, as the provider would resolve it. */
export const validConfig: AuthKitConfig = {
  clientId: 'client_123',
  apiKey: 'sk_example_123',
  redirectUri: 'https://app.example.com/api/auth/callback',
  cookiePassword: 'a password of more than thirty-two characters',
  cookieName: 'wos-session',
  cookieMaxAge: 34_560_000,
  apiHttps: true,
}

/** {@link validConfig} as environment variables. */
export const validEnv: Record<string, string> = {
  WORKOS_CLIENT_ID: validConfig.clientId,
  WORKOS_API_KEY: validConfig.apiKey,
  WORKOS_REDIRECT_URI: validConfig.redirectUri,
  WORKOS_COOKIE_PASSWORD: validConfig.cookiePassword,
}
