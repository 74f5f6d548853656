import type { SessionRecord } from './store/records.ts'

/** Longest age of a session in seconds: 30 days, then the user signs in again. */
export const MAX_SESSION_AGE = 2_592_000

/** @param now milliseconds since the epoch */
export function sessionStatus(
  { createdAt, endedAt }: Pick<SessionRecord, 'createdAt' | 'endedAt'>,
  now: number,
): 'active' | 'expired' | 'revoked' {
  if (endedAt !== null) return 'revoked'
  return now >= createdAt + MAX_SESSION_AGE * 1000 ? 'expired' : 'active'
}
