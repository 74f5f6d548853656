import { BoundedCache } from '../session/cache/bounded-cache.ts'

/** How many ended sessions are remembered. */
export const MAX_ENDED_SESSIONS = 1_000

/** Ids of sessions that were ended in this process. Each is used once, so none comes back. */
const ended = new BoundedCache<true>({ maxEntries: MAX_ENDED_SESSIONS, maxBytes: Infinity })

/** Remembers that a session is over, for requests that began before and are still under way. */
export function rememberEndedSession(sessionId: string): void {
  ended.set(sessionId, true, { bytes: 0, expiresAt: Infinity })
}

/** Whether a session was ended in this process. */
export function hasEnded(sessionId: string | undefined): boolean {
  return sessionId !== undefined && ended.get(sessionId) === true
}
