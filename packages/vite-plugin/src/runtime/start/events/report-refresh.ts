import { TokenRefreshError } from '../../session/index.ts'
import type { SignedIn } from '../../session/index.ts'
import type { AuthKitEventHandler } from './auth-kit-event.ts'
import { reportEvent } from './report-event.ts'
import { toReportedError } from './reported-error.ts'

/** Reports that a session has new tokens. */
export function reportRefresh(
  { user, sessionId, organizationId }: SignedIn,
  reason: 'expired' | 'asked',
  onEvent?: AuthKitEventHandler,
): void {
  reportEvent({ type: 'refresh', userId: user.id, sessionId, organizationId, reason }, onEvent)
}

/** Failures that have been reported: requests which share a refresh are told of its failure together. */
const reported = new WeakSet<Error>()

/** Reports that a session got no new tokens, once for each attempt; anything else that was thrown is none of its business. */
export function reportFailedRefresh(thrown: unknown, onEvent?: AuthKitEventHandler): void {
  if (!(thrown instanceof TokenRefreshError) || reported.has(thrown)) return
  reported.add(thrown)
  const { userId, sessionId } = thrown
  const category = thrown.code === 'ERR_TOKEN_REFRESH_REJECTED' ? 'refused' : 'unavailable'
  reportEvent(
    { type: 'refresh-failed', category, userId, sessionId, error: toReportedError(thrown) },
    onEvent,
  )
}
