import { ApiError } from '../api-error.ts'
import type { Call } from '../endpoint.ts'
import { issueTokens, startSession } from '../issue-tokens.ts'
import { randomToken } from '../random-token.ts'
import type { AuthenticationBody, SessionRecord, SignIn, UserRecord } from '../store/records.ts'

/** Lifetime of a pending authentication token in seconds, WorkOS'. */
export const PENDING_LIFETIME = 600

/** Makes the session of somebody who signed in. */
export function beginSession(call: Call, signIn: SignIn): SessionRecord {
  const session = startSession(call.realm, signIn, requesterOf(call))
  noteSession(call, session)
  return session
}

/** Makes the first tokens of a session. */
export function firstTokens(
  { realm, baseUrl }: Call,
  session: SessionRecord,
  user: UserRecord,
): Promise<AuthenticationBody> {
  return issueTokens(realm, session, user, session.organizationId, { baseUrl })
}

/**
 * Makes the session of somebody who signed in without a page that asks for the organization: in the only one, in none,
 * or, of several, in the one that the app has to ask for.
 *
 * @throws ApiError 403 `organization_selection_required` with a token to go on with
 */
export function finishDirectSignIn(
  call: Call,
  user: UserRecord,
  method: SignIn['method'],
): Promise<AuthenticationBody> {
  const { store, clock } = call.realm
  const memberships = store.membershipsOf(user.id)
  const signIn: SignIn = {
    userId: user.id,
    organizationId: memberships.length === 1 ? (memberships[0]?.organizationId ?? null) : null,
    method,
    impersonator: null,
    authenticatedAt: clock.now(),
    appOrigin: null,
    flow: null,
  }
  if (memberships.length < 2) return firstTokens(call, beginSession(call, signIn), user)
  const token = randomToken('pending_')
  store.pendingAuthentications.set(token, { signIn, expiresAt: clock.now() + PENDING_LIFETIME * 1000 })
  throw new ApiError(403, {
    code: 'organization_selection_required',
    message: 'The user must choose an organization to finish their authentication.',
    pending_authentication_token: token,
    user: { ...user },
    organizations: memberships.flatMap(({ organizationId }) => {
      const organization = store.organization(organizationId)
      return organization === undefined ? [] : [{ id: organization.id, name: organization.name }]
    }),
  })
}

/** Tells the event log whose session a request is about. */
export function noteSession({ note }: Call, { id, signIn, organizationId }: SessionRecord): void {
  note({
    sessionId: id,
    userId: signIn.userId,
    ...(signIn.flow !== null && { flow: signIn.flow }),
    ...(organizationId !== null && { organizationId }),
  })
}

function requesterOf({ request }: Call): { ipAddress: string | null; userAgent: string | null } {
  return { ipAddress: null, userAgent: request.headers.get('user-agent')?.slice(0, 300) ?? null }
}
