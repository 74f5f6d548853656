import { getConfig } from '../session/index.ts'
import type { AuthResult } from '../session/index.ts'
import { getRequestState } from './context.ts'
import { reportFailedRefresh, reportRefresh } from './events/report-refresh.ts'
import { refusePrefetch } from './refuse-prefetch.ts'
import { rememberRefresh } from './refreshed-sessions.ts'
import { readAuth } from './request-state.ts'
import type { RequestState } from './request-state.ts'
import { sendCookies, setCookiesOf } from './response-cookies.ts'
import { reportLargeSession } from './session-size.ts'
import { createUnsentResponse } from './unsent-response.ts'

/**
 * Exchanges the tokens of this request's session for new ones and saves them. From here on `auth()` answers with
 * the new session.
 *
 * @param organizationId the organization to be signed in to; left out, the session stays where it is
 * @throws TokenRefreshError when WorkOS doesn't give new tokens; AuthKitError `ERR_RESPONSE_BEGUN` when they couldn't
 *   be saved any more, with nothing exchanged
 */
export async function refreshSession(organizationId?: string): Promise<AuthResult> {
  const state = getRequestState()
  const exchange = exchangeTokens(state, organizationId)
  state.exchanges.add(exchange)
  try {
    return await exchange
  } catch (error) {
    reportFailedRefresh(error)
    throw error
  } finally {
    state.exchanges.delete(exchange)
  }
}

async function exchangeTokens(state: RequestState, organizationId: string | undefined): Promise<AuthResult> {
  const current = readAuth(state)
  if (current.user === null) return { user: null }
  // New tokens for the same session are what any page gets that comes with an expired one.
  if (organizationId !== undefined) refusePrefetch(state)
  // An exchange spends the refresh token in the browser's cookie.
  state.cookies.assertOpen(getConfig('cookieName'))
  const { accessToken, refreshToken, user, impersonator } = current
  const refreshed = await state.authkit.refreshSession(
    { accessToken, refreshToken, user, ...(impersonator && { impersonator }) },
    organizationId,
  )
  const saved = await state.authkit.saveSession(createUnsentResponse(), refreshed.encryptedSession)
  const cookies = setCookiesOf(saved)
  reportLargeSession(cookies, refreshed.auth)
  if (rememberRefresh(refreshed.auth)) reportRefresh(refreshed.auth, 'asked')
  sendCookies(new Response(), cookies)
  state.auth = refreshed.auth
  return refreshed.auth
}
