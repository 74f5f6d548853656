import { getConfig } from '../session/index.ts'
import { readCookieNames } from '../session/cookies/parse-cookies.ts'
import { chunkIndex } from '../session/cookies/session-chunks.ts'
import { tryDecodeClaims } from '../session/tokens/token-claims.ts'
import { getAuthkit } from './authkit.ts'
import type { AuthService } from './authkit.ts'
import { getRequestStateOrNull } from './context.ts'
import { rememberEndedSession } from './ended-sessions.ts'
import { reportEvent } from './events/report-event.ts'
import { refusePrefetch } from './refuse-prefetch.ts'
import type { RequestState } from './request-state.ts'
import { setCookiesOf } from './response-cookies.ts'
import { createUnsentResponse } from './unsent-response.ts'

/** An ended session: where WorkOS ends its own part of it, and the cookies that end ours. */
export interface EndedSession {
  /** `null` when nobody was signed in: there is nothing to end at WorkOS. */
  logoutUrl: string | null
  /** Set-Cookie values. */
  cookies: string[]
}

/**
 * Ends the session of a request: from here on `auth()` answers that nobody is signed in. A session cookie that
 * isn't good any more is cleared too.
 *
 * @param returnTo absolute URL that WorkOS sends the browser to; left out, the one set in its dashboard
 */
export async function endSession(request: Request, returnTo: string | undefined): Promise<EndedSession> {
  const authkit = await getAuthkit()
  const state = getRequestStateOrNull()
  if (state) refusePrefetch(state)
  const { auth, isUnknown } = state ?? (await readAuth(authkit, request))
  state?.cookies.assertOpen(getConfig('cookieName'))
  if (state) state.auth = { user: null }
  const sessionId =
    auth.user === null && isUnknown ? await sealedSessionId(authkit, request) : auth.user && auth.sessionId
  if (sessionId) {
    rememberEndedSession(sessionId)
    const { logoutUrl, ...written } = await authkit.signOut(sessionId, { returnTo, request })
    reportEvent({ type: 'sign-out', userId: auth.user?.id, sessionId })
    return { logoutUrl, cookies: setCookiesOf(written) }
  }
  const cookieName = getConfig('cookieName')
  const hasCookie = readCookieNames(request.headers.get('cookie')).some(
    (name) => name === cookieName || chunkIndex(cookieName, name) !== undefined,
  )
  return {
    logoutUrl: null,
    cookies: hasCookie ? setCookiesOf(await authkit.clearSession(createUnsentResponse(), { request })) : [],
  }
}

async function readAuth(
  authkit: AuthService,
  request: Request,
): Promise<Pick<RequestState, 'auth' | 'isUnknown'>> {
  const { auth, error } = await authkit.withAuth(request)
  return { auth, isUnknown: error?.code === 'ERR_TOKEN_REFRESH_FAILED' }
}

/** The session goes on at WorkOS, which can't be asked for a new token: the old one, out of our own seal, names it. */
async function sealedSessionId(authkit: AuthService, request: Request): Promise<string | undefined> {
  const session = await authkit.getSession(request)
  return session === null ? undefined : tryDecodeClaims(session.accessToken)?.sid
}
