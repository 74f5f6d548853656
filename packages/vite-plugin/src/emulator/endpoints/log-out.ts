import { signOutProblem } from '../allowed-redirect.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { PageError } from '../html/error-page.ts'
import { redirect } from '../redirect.ts'
import { singleParameters } from '../single-parameters.ts'
import type { SessionRecord } from '../store/records.ts'

/**
 * `GET /user_management/sessions/logout`: ends a session and sends the browser back to the app. `return_to` may be an
 * absolute URL on this machine or on an allowed origin, or a path of the app that the session belongs to; without it
 * the browser goes to that app's start page. A seed with `signOutRedirects` makes those the only absolute URLs.
 *
 * The session ends even when `return_to` is refused: who asked to be signed out must not stay signed in.
 *
 * @throws PageError when there is nowhere to go
 */
export const logOut: Endpoint = (call) => {
  const query = singleParameters(call.url.searchParams, ['session_id', 'return_to'])
  const sessionId = query.get('session_id')
  const session = sessionId === undefined ? undefined : call.realm.store.sessions.get(sessionId)
  if (session !== undefined) {
    const { userId, flow } = session.signIn
    session.endedAt ??= call.realm.clock.now()
    call.note({ sessionId: session.id, userId, ...(flow !== null && { flow }) })
    call.realm.changed()
  }
  if (query.problems.length > 0) throw invalidLogOut(...query.problems)
  if (sessionId === undefined) throw invalidLogOut('session_id is missing.')
  return redirect(302, returnUrl(query.get('return_to'), session, call).href)
}

function returnUrl(returnTo: string | undefined, session: SessionRecord | undefined, { realm }: Call): URL {
  if (returnTo !== undefined && URL.canParse(returnTo)) {
    const problem = signOutProblem(returnTo, realm)
    if (problem === undefined) return new URL(returnTo)
    throw invalidLogOut(problem)
  }
  const appOrigin = session?.signIn.appOrigin ?? null
  if (appOrigin === null) {
    throw invalidLogOut('This session is not known here, so it is not known either which app to return to.')
  }
  const url = URL.canParse(returnTo ?? '/', appOrigin) ? new URL(returnTo ?? '/', appOrigin) : undefined
  if (url?.origin === appOrigin) return url
  throw invalidLogOut(`return_to is "${returnTo}"; it must be an absolute URL or a path of the app.`)
}

function invalidLogOut(...problems: string[]): PageError {
  return new PageError(400, 'This sign-out request is not valid', problems)
}
