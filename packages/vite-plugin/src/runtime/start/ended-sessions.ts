/** How many ended sessions are remembered. */
export const MAX_ENDED_SESSIONS = 1_000

/** Ids of sessions that were ended in this process, oldest first. Each is used once, so none comes back. */
const ended = new Set<string>()

/** Remembers that a session is over, for requests that began before and are still under way. */
export function rememberEndedSession(sessionId: string): void {
  ended.add(sessionId)
  if (ended.size <= MAX_ENDED_SESSIONS) return
  for (const oldest of ended) {
    ended.delete(oldest)
    break
  }
}

/** Whether a session was ended in this process. */
export function hasEnded(sessionId: string | undefined): boolean {
  return sessionId !== undefined && ended.has(sessionId)
}
