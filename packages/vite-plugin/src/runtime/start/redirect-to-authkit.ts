import type { AuthorizationOptions } from '../session/pkce/authorization.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { getRequestStateOrNull } from './context.ts'
import { sendCookies } from './response-cookies.ts'

/** Begins a sign-in and answers with the redirect to AuthKit, which carries the verifier cookie. */
export async function redirectToAuthKit(request: Request, options: AuthorizationOptions): Promise<Response> {
  const flow = await beginSignIn(request, options)
  const state = getRequestStateOrNull()
  // Rather than a session that was refreshed in this request: whoever comes here is about to get another one.
  if (state) state.mattersMost = flow.cookieName
  const headers = { 'cache-control': 'no-store', location: flow.url }
  return sendCookies(new Response(null, { status: 302, headers }), flow.cookies)
}
