import {
  authorizeResponseUrl,
  flowOf,
  parseAuthorizeRequest,
  type AuthorizeRequest,
} from '../authorize-request.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { PageError } from '../html/error-page.ts'
import { signInPage, type SignInChoice, type SignInPage } from '../html/sign-in-page.ts'
import { issueCode } from '../issue-code.ts'
import type { Realm } from '../realm.ts'
import { redirect } from '../redirect.ts'
import { startingMembership } from '../starting-membership.ts'

/**
 * `GET /user_management/authorize`: the sign-in page. A request that can't be answered on the page is answered at the
 * redirect URI, with the error codes of WorkOS.
 *
 * @throws PageError when the request is malformed: the app's developer must see it, and the redirect URI may be the
 * malformed part
 */
export const showSignIn: Endpoint = (call) => {
  const request = authorizeRequest(call)
  const refused = refusal(request, call) ?? signInWithoutPage(request, call)
  if (refused !== undefined) return refused
  // Made while the user reads the page: the exchange that follows then does not wait for it.
  void call.realm.keys.current()
  return renderSignIn(request, call.realm)
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

/** Sends the browser back to the app with an error (RFC 6749, section 4.1.2.1). */
export function errorRedirect(
  request: AuthorizeRequest,
  { note }: Call,
  status: 302 | 303,
  error: string,
  description?: string,
): Response {
  note({ error, ...(description !== undefined && { errorDescription: description }) })
  const result = { error, ...(description !== undefined && { error_description: description }) }
  return redirect(status, authorizeResponseUrl(request, result))
}

/** The answer to a request that no user can be chosen for. */
export function refusal(request: AuthorizeRequest, call: Call): Response | undefined {
  const { failure } = call
  if (failure?.error !== undefined) {
    return errorRedirect(request, call, 302, failure.error, failure.errorDescription)
  }
  const refuse = (error: string, description: string): Response =>
    errorRedirect(request, call, 302, error, description)
  const { provider, connectionId, organizationId } = request
  if (connectionId !== undefined) {
    return refuse('connection_invalid', 'The local AuthKit has no SSO connections.')
  }
  if (organizationId !== undefined && call.realm.store.organization(organizationId) === undefined) {
    return refuse('organization_invalid', 'The local AuthKit has no organization with this id.')
  }
  if (provider === undefined) {
    return organizationId === undefined
      ? refuse('invalid_connection_selector', 'provider is missing: send provider=authkit.')
      : refuse('organization_invalid', 'No connection associated with organization: send provider=authkit.')
  }
  if (request.prompt !== 'none') return undefined
  return refuse('login_required', 'The local AuthKit keeps nobody signed in, so prompt=none can not succeed.')
}

/** The answer when the control said who signs in next. */
function signInWithoutPage(request: AuthorizeRequest, call: Call): Response | undefined {
  const { store, signIns } = call.realm
  const next = signIns.take()
  const user = next && store.user(next.user)
  if (next === undefined || user === undefined) return undefined
  const wanted = next.organizationId ?? request.organizationId
  const membership = startingMembership(user.id, wanted, call.realm)
  if (membership === undefined) {
    return errorRedirect(request, call, 302, 'access_denied', `${user.email} is not a member of ${wanted}.`)
  }
  const organizationId = membership?.organizationId ?? null
  const { impersonator } = next
  const subject = { userId: user.id, organizationId, ...(impersonator !== undefined && { impersonator }) }
  const code = issueCode(request, subject, call.realm)
  call.note({ userId: user.id })
  call.realm.changed()
  return redirect(302, authorizeResponseUrl(request, { code }))
}

/** The page, with a problem of the last attempt if there was one. */
export function renderSignIn(
  request: AuthorizeRequest,
  realm: Realm,
  problem?: NonNullable<SignInPage['problem']>,
): Response {
  const { store } = realm
  const { organizationId } = request
  const choices = store.seedUsers().flatMap((user): SignInChoice[] => {
    const membership = startingMembership(user.id, organizationId, realm)
    if (membership === undefined) return []
    const organization = membership === null ? undefined : store.organization(membership.organizationId)
    return [{ user, role: membership?.roles[0], organization: organization?.name }]
  })
  const organization = organizationId === undefined ? undefined : store.organization(organizationId)
  return signInPage({ request, choices, organization, ...(problem && { problem }) })
}
