import { invalidGrant, refused } from '../api-error.ts'
import { issueTokens } from '../issue-tokens.ts'
import { sessionStatus } from '../session-status.ts'
import { noteSession } from './finish-sign-in.ts'
import type { Grant } from './grant.ts'

/**
 * For how many seconds after its exchange a refresh token may be sent again with the same answer: WorkOS' documented
 * grace for requests that race and for retries (https://workos.com/docs/authkit/session-resilience).
 */
export const REPLAY_GRACE = 30

/**
 * Exchanges a refresh token for a new pair; `organization_id` moves the session to another organization of the user.
 *
 * Sent again within {@link REPLAY_GRACE} by an identical request, a token gets the same pair; any other reuse is
 * refused. After the grace a reuse also ends the session: one of the two holders is not the user (RFC 9700, section
 * 4.14.2). WorkOS documents the refusal only; ending the session makes a lost rotation show up in development.
 *
 * @throws ApiError `invalid_grant`, or 400 `organization_membership_not_found`, which does not spend the token
 */
export const exchangeRefreshToken: Grant = async (call, fields) => {
  const { store, clock } = call.realm
  const token = store.refreshTokens.get(fields.required('refresh_token'))
  const requestedOrganizationId = fields.optional('organization_id') ?? null
  const session = token && store.sessions.get(token.sessionId)
  const user = session && store.user(session.signIn.userId)
  if (token === undefined || session === undefined || user === undefined) {
    throw invalidGrant('Invalid refresh token.')
  }
  noteSession(call, session)
  const now = clock.now()
  if (sessionStatus(session, now) !== 'active') throw invalidGrant('Session has already ended.')

  const { exchange } = token
  if (exchange !== null) {
    const isInGrace = now < exchange.at + REPLAY_GRACE * 1000
    if (isInGrace && exchange.requestedOrganizationId === requestedOrganizationId && exchange.answer !== null)
      return exchange.answer
    if (!isInGrace) session.endedAt = now
    throw invalidGrant('Refresh token already exchanged.')
  }

  if (requestedOrganizationId !== null && !store.membership(user.id, requestedOrganizationId)) {
    throw refused('The user is not a member of this organization.', 'organization_membership_not_found')
  }
  // Who was taken out of the organization of the session goes on outside of it.
  const current = token.organizationId
  const kept = current !== null && store.membership(user.id, current) !== undefined ? current : null
  const organizationId = requestedOrganizationId ?? kept
  const answer = issueTokens(call.realm, session, user, organizationId, { baseUrl: call.baseUrl })
  // In the same tick as the check above: of two requests that race, the second finds the answer of the first.
  token.exchange = { at: now, requestedOrganizationId, answer }
  store.keepAnswer(token, now - REPLAY_GRACE * 1000)
  return answer
}
