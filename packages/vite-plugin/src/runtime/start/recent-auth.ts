/** How long ago the user last signed in actively. */
export type RecentAuth =
  | { authenticatedAt: null; isStale: true }
  | { authenticatedAt: Date; isStale: boolean }

/**
 * Judges an authentication time. Without one, the answer is stale; exactly at the limit it is still fresh.
 *
 * @param authTime seconds since the epoch (`auth_time` of OpenID Connect Core, section 2)
 * @param maxAge seconds
 * @param now seconds since the epoch
 */
export function judgeRecentAuth(authTime: unknown, maxAge: number, now: number): RecentAuth {
  if (typeof authTime !== 'number' || !Number.isFinite(authTime)) {
    return { authenticatedAt: null, isStale: true }
  }
  return { authenticatedAt: new Date(authTime * 1000), isStale: !(now - authTime <= maxAge) }
}
