import { BoundedCache } from '../session/cache/bounded-cache.ts'
import type { SignedIn } from '../session/index.ts'

/** How many refreshed sessions are remembered. */
export const MAX_REFRESHED_SESSIONS = 1_000

/**
 * How long after a refresh a browser may still send the cookie of before, in milliseconds: pages that load at that moment
 * sent theirs already.
 */
export const COOKIE_DELAY = 5_000

/** How often it must come back after that: an answer may have been lost once, with the page that was waiting for it. */
export const RETURNS_OF_LOST_COOKIE = 2

/** What became of a session whose tokens were renewed here. */
interface RefreshedSession {
  /** The end of its newest access token. */
  readonly token: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** How many pages were asked for with the cookie of before. */
  returns: number
}

/** By session id, until the new access token expires: before that, only a cookie that is older needs a refresh. */
const refreshed = new BoundedCache<RefreshedSession>({
  maxEntries: MAX_REFRESHED_SESSIONS,
  maxBytes: Infinity,
})

/** Remembers a refresh. `false` when it is that of another request, whose tokens this one has got, too. */
export function rememberRefresh({ sessionId, accessToken, claims }: SignedIn): boolean {
  const token = accessToken.slice(-32)
  const known = refreshed.get(sessionId)
  if (known?.token === token) return false
  const expiresAt = (claims.exp ?? 0) * 1000
  refreshed.set(sessionId, { at: Date.now(), returns: 0, ...known, token }, { bytes: 0, expiresAt })
  return true
}

/**
 * Notes that a page was asked for with a session that needs a refresh.
 *
 * @param isRefused whether WorkOS refused it, as it does with tokens that have been spent
 * @returns whether this shows, for the first time, that the cookie of an earlier refresh was lost
 */
export function noteOldCookie(sessionId: string | undefined, isRefused: boolean): boolean {
  const known = sessionId === undefined ? undefined : refreshed.get(sessionId)
  if (known === undefined || Date.now() - known.at < COOKIE_DELAY) return false
  const before = known.returns
  known.returns += isRefused ? RETURNS_OF_LOST_COOKIE : 1
  return before < RETURNS_OF_LOST_COOKIE && known.returns >= RETURNS_OF_LOST_COOKIE
}
