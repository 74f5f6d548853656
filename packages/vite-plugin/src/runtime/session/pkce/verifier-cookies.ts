/** What the names of all verifier cookies start with. */
export const PKCE_COOKIE_PREFIX = 'wos-auth-verifier'

/** How many sign-ins one browser may have under way before the older ones are forgotten. */
export const DEFAULT_MAX_PENDING_PKCE_COOKIES = 5

/** Name of the verifier cookie that belongs to a sealed state. */
export function getPKCECookieNameForState(_state: string): string {
  throw new Error('not written yet')
}

/** Whether a cookie is a verifier cookie. */
export function isPKCEVerifierCookieName(name: string): boolean {
  return name === PKCE_COOKIE_PREFIX || name.startsWith(`${PKCE_COOKIE_PREFIX}-`)
}

/** Which verifier cookies to clear now that `keep` has been set. */
export function selectStalePKCEVerifierCookieNames(
  names: Iterable<string>,
  { keep, max = DEFAULT_MAX_PENDING_PKCE_COOKIES }: { keep: string; max?: number | undefined },
): string[] {
  const others = new Set<string>()
  for (const name of names) if (name !== keep && isPKCEVerifierCookieName(name)) others.add(name)
  return others.size + 1 <= max ? [] : [...others]
}
