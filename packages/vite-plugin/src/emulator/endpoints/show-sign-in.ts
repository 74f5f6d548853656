import { flowOf, parseAuthorizeRequest, type AuthorizeRequest } from '../authorize-request.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { PageError } from '../html/error-page.ts'
import { signInPage, type SignInProblem } from '../html/sign-in-page.ts'
import type { UserChoice } from '../html/user-button.ts'
import { sendCode, refuseSignIn, sendError } from '../sign-in/authorize-answer.ts'
import { placesOf, placesOfAll, type Place } from '../sign-in/places.ts'
import { rememberedSignIn } from '../sign-in/remembered-sign-in.ts'
import { startingMembership } from '../starting-membership.ts'
import type { UserRecord } from '../store/records.ts'

/**
 * `GET /user_management/authorize`: the sign-in page. A request that needs no page, or can't be answered on one, is
 * answered at the redirect URI, with a code or with the error codes of WorkOS.
 *
 * @throws PageError when the request is malformed: the app's developer must see it, and the redirect URI may be the
 * malformed part
 */
export const showSignIn: Endpoint = (call) => {
  const request = authorizeRequest(call)
  const answer = refusal(call, request) ?? signInNext(call, request) ?? answerToNone(call, request)
  if (answer !== undefined) return answer
  // Made while the user reads the page: the exchange that follows then does not wait for it.
  void call.realm.keys.current()
  return renderSignIn(call, request)
}

/** @throws PageError with everything that is wrong with the query */
export function authorizeRequest({ url, realm, note }: Call): AuthorizeRequest {
  const parsed = parseAuthorizeRequest(url.searchParams, realm)
  if (!parsed.ok) throw new PageError(400, 'This sign-in request is not valid', parsed.problems)
  const { redirectUri } = parsed.value
  const flow = flowOf(parsed.value)
  note({ redirectUri: redirectUri.origin + redirectUri.pathname, ...(flow !== undefined && { flow }) })
  return parsed.value
}

/** The answer to a request that no user can be chosen for. */
export function refusal(call: Call, request: AuthorizeRequest): Response | undefined {
  const { failure } = call
  if (failure?.error !== undefined) {
    return sendError(call, request, 302, failure.error, failure.errorDescription)
  }
  const { provider, connectionId, organizationId } = request
  if (connectionId !== undefined) {
    return refuseSignIn(call, request, 302, 'connection_invalid', 'The local AuthKit has no SSO connections.')
  }
  if (organizationId !== undefined && call.realm.store.organization(organizationId) === undefined) {
    return refuseSignIn(call, request, 302, 'organization_invalid')
  }
  if (provider !== undefined) return undefined
  return organizationId === undefined
    ? refuseSignIn(
        call,
        request,
        302,
        'invalid_connection_selector',
        'provider is missing: send provider=authkit.',
      )
    : refuseSignIn(
        call,
        request,
        302,
        'organization_invalid',
        'No connection associated with organization: send provider=authkit.',
      )
}

/** The answer when the control said who signs in next. */
function signInNext(call: Call, request: AuthorizeRequest): Response | undefined {
  const { store, signIns } = call.realm
  const next = signIns.take()
  const user = next && store.user(next.user)
  if (next === undefined || user === undefined) return undefined
  const wanted = next.organizationId ?? request.organizationId
  const membership = startingMembership(user.id, wanted, call.realm)
  if (membership === undefined) {
    const description = `${user.email} is not a member of ${wanted}.`
    return refuseSignIn(call, request, 302, 'access_denied', description)
  }
  const organizationId = membership?.organizationId ?? null
  call.realm.changed()
  return sendCode(call, request, { userId: user.id, organizationId, impersonator: next.impersonator }, 302)
}

/** The answer to `prompt=none`, which shows no page: a code for who signed in with this browser before, if anyone. */
export function answerToNone(call: Call, request: AuthorizeRequest): Response | undefined {
  if (request.prompt !== 'none') return undefined
  const remembered = rememberedSignIn(call, request)
  if (remembered === undefined) return refuseSignIn(call, request, 302, 'login_required')
  call.realm.changed()
  return sendCode(call, request, remembered, 302)
}

/** The page, with a problem of the last attempt if there was one. */
export function renderSignIn(call: Call, request: AuthorizeRequest, problem?: SignInProblem): Response {
  const { store } = call.realm
  const { organizationId } = request
  const placesByUser = placesOfAll(organizationId, store)
  return signInPage({
    request,
    users: store.users.all().flatMap((user) => choiceOf(user, placesByUser(user.id)) ?? []),
    remembered: rememberedChoice(call, request),
    organization: organizationId === undefined ? undefined : store.organization(organizationId)?.name,
    query: call.url.searchParams,
    problem,
  })
}

function rememberedChoice(call: Call, request: AuthorizeRequest): UserChoice | undefined {
  const { store } = call.realm
  const remembered = rememberedSignIn(call, request)
  const user = remembered && store.user(remembered.userId)
  if (user === undefined) return undefined
  return choiceOf(user, placesOf(user.id, remembered?.organizationId ?? undefined, store))
}

/** `undefined` for who is not a member of the organization that was asked for. */
function choiceOf(
  { id, email, name }: UserRecord,
  places: readonly Place[] | undefined,
): UserChoice | undefined {
  if (places === undefined) return undefined
  return { id, email, name, role: places[0]?.role, organizations: places.map((place) => place.name) }
}
