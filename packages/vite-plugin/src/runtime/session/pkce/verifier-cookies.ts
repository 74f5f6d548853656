import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { CookieOptions } from '../cookies/cookie-options.ts'
import { isSameSiteNone, isSecureUrl } from '../cookies/cookie-security.ts'
import { fnv1a32 } from '../fnv1a.ts'
import { PKCE_STATE_LIFETIME } from './pkce-state.ts'

/** What the names of all verifier cookies start with. */
export const PKCE_COOKIE_PREFIX = 'wos-auth-verifier'

/** How many sign-ins one browser may have under way before the older ones are forgotten. */
export const DEFAULT_MAX_PENDING_PKCE_COOKIES = 5

/** Name of the verifier cookie of the sign-in with this sealed state: one for each sign-in. */
export function getPKCECookieNameForState(state: string): string {
  return `${PKCE_COOKIE_PREFIX}-${fnv1a32(state)}`
}

/** Whether a cookie is a verifier cookie. */
export function isPKCEVerifierCookieName(name: string): boolean {
  return name === PKCE_COOKIE_PREFIX || name.startsWith(`${PKCE_COOKIE_PREFIX}-`)
}

/**
 * Which verifier cookies to clear once `keep` has been set: none up to `max` of them, `keep` included (default
 * {@link DEFAULT_MAX_PENDING_PKCE_COOKIES}); above it, all but `keep`, in the order of their names in `names`.
 */
export function selectStalePKCEVerifierCookieNames(
  names: Iterable<string>,
  { keep, max = DEFAULT_MAX_PENDING_PKCE_COOKIES }: { keep: string; max?: number | undefined },
): string[] {
  const others = new Set<string>()
  for (const name of names) if (name !== keep && isPKCEVerifierCookieName(name)) others.add(name)
  return others.size + 1 <= max ? [] : [...others]
}

/**
 * Attributes of a verifier cookie. The callback is a cross-site navigation, which `SameSite=Strict` cookies don't
 * take part in, so `strict` becomes `lax` here.
 *
 * @param redirectUri callback URL of this sign-in, when it isn't the configured one
 */
export function getPKCECookieOptions(
  config: Pick<AuthKitConfig, 'redirectUri' | 'cookieSameSite' | 'cookieDomain'>,
  redirectUri: string = config.redirectUri,
): CookieOptions {
  const none = isSameSiteNone(config.cookieSameSite)
  return {
    path: '/',
    httpOnly: true,
    secure: none || isSecureUrl(redirectUri),
    sameSite: none ? 'none' : 'lax',
    maxAge: PKCE_STATE_LIFETIME,
    ...(config.cookieDomain ? { domain: config.cookieDomain } : {}),
  }
}
