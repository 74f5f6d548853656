import { AuthKitError } from '../../session/errors.ts'
import type { AuthenticationResponse } from '../../session/index.ts'
import { tryDecodeClaims } from '../../session/tokens/token-claims.ts'
import { categorizeCallbackError } from '../callback-error.ts'
import { noteMissingVerifier, noteVerifier } from '../lost-cookies.ts'
import { readInterruptedSignIn } from '../restart-sign-in.ts'
import { reportEvent } from './report-event.ts'
import { toReportedError } from './reported-error.ts'

/**
 * Reports a sign-in.
 *
 * @returns the id of its session
 */
export function reportSignIn(answer: AuthenticationResponse): string | undefined {
  const { user, organizationId, authenticationMethod, accessToken, impersonator } = answer
  const sessionId = tryDecodeClaims(accessToken)?.sid
  const isImpersonated = impersonator !== undefined
  noteVerifier()
  reportEvent({
    type: 'sign-in',
    userId: user.id,
    sessionId,
    organizationId,
    authenticationMethod,
    isImpersonated,
  })
  return sessionId
}

/** Reports a callback that began no session; and that cookies get lost, when it isn't the first without its own. */
export async function reportFailedSignIn(
  request: Request,
  thrown: unknown,
  isRestarted: boolean,
): Promise<void> {
  const category = categorizeCallbackError(thrown)
  reportEvent({ type: 'callback-failed', category, isRestarted, error: toReportedError(thrown) })
  if (!(thrown instanceof AuthKitError) || thrown.code !== 'ERR_STATE_COOKIE_MISSING') return
  const state = new URL(request.url).searchParams.get('state')
  // Anybody can open the callback with a made-up state.
  if (state !== null && (await readInterruptedSignIn(request)) !== undefined) noteMissingVerifier(state)
}
