import { getConfig } from '../session/index.ts'
import { readCookie } from '../session/cookies/parse-cookies.ts'
import { getAuthkit } from './authkit.ts'
import { getRequestStateOrNull } from './context.ts'
import { setCookiesOf } from './response-cookies.ts'

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
  const auth = state?.auth ?? (await authkit.withAuth(request)).auth
  state?.cookies.assertOpen(getConfig('cookieName'))
  if (state) state.auth = { user: null }
  if (auth.user !== null && auth.sessionId) {
    const { logoutUrl, ...written } = await authkit.signOut(auth.sessionId, { returnTo })
    return { logoutUrl, cookies: setCookiesOf(written) }
  }
  const hasCookie = readCookie(request.headers.get('cookie'), getConfig('cookieName')) !== null
  return {
    logoutUrl: null,
    cookies: hasCookie ? setCookiesOf(await authkit.clearSession(new Response())) : [],
  }
}
