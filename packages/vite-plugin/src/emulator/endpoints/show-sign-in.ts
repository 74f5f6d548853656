import { authorizeResponseUrl, parseAuthorizeRequest, type AuthorizeRequest } from '../authorize-request.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { PageError } from '../html/error-page.ts'
import { signInPage, type SignInChoice, type SignInPage } from '../html/sign-in-page.ts'
import type { Realm } from '../realm.ts'
import { redirect } from '../redirect.ts'
import { startingMembership } from '../starting-membership.ts'

/**
 * `GET /user_management/authorize`: the sign-in page. A request that can't be answered on the page is answered at the
 * redirect URI: `prompt=none` with `login_required`, since nobody is signed in here before the page, and an
 * organization that does not exist with WorkOS' `organization_invalid`.
 *
 * @throws PageError when the request is malformed: the app's developer must see it, and the redirect URI may be the
 * malformed part
 */
export const showSignIn: Endpoint = (call) => {
  const request = authorizeRequest(call)
  const refused = refusal(request, call.realm)
  if (refused !== undefined) return refused
  // Made while the user reads the page: the exchange that follows then does not wait for it.
  void call.realm.signingKey()
  return renderSignIn(request, call.realm)
}

/** @throws PageError with everything that is wrong with the query */
export function authorizeRequest({ url, realm }: Call): AuthorizeRequest {
  const parsed = parseAuthorizeRequest(url.searchParams, realm)
  if (!parsed.ok) throw new PageError(400, 'This sign-in request is not valid', parsed.problems)
  return parsed.value
}

/** The answer to a request that no user can be chosen for. */
export function refusal(request: AuthorizeRequest, { store }: Realm): Response | undefined {
  const { organizationId } = request
  if (organizationId !== undefined && store.organization(organizationId) === undefined) {
    return redirect(
      302,
      authorizeResponseUrl(request, {
        error: 'organization_invalid',
        error_description: 'The local AuthKit has no organization with this id.',
      }),
    )
  }
  if (request.prompt !== 'none') return undefined
  return redirect(
    302,
    authorizeResponseUrl(request, {
      error: 'login_required',
      error_description: 'The local AuthKit keeps nobody signed in, so prompt=none can not succeed.',
    }),
  )
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
    return [{ user, role: membership?.role, organization: organization?.name }]
  })
  const organization = organizationId === undefined ? undefined : store.organization(organizationId)
  return signInPage({ request, choices, organization, ...(problem && { problem }) })
}
