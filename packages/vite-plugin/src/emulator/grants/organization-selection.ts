import { refused } from '../api-error.ts'
import { beginSession, firstTokens } from './finish-sign-in.ts'
import type { Grant } from './grant.ts'

/**
 * Goes on with a sign-in that was answered with `organization_selection_required`. A wrong choice does not spend the
 * token: the app may ask again.
 *
 * @throws ApiError 400 `invalid_pending_authentication_token` or `organization_membership_not_found`
 */
export const selectOrganization: Grant = async (call, fields) => {
  const token = fields.required('pending_authentication_token')
  const organizationId = fields.required('organization_id')
  const { store, clock } = call.realm
  const pending = store.pendingAuthentications.get(token)
  const user = pending && store.user(pending.signIn.userId)
  if (pending === undefined || user === undefined || clock.now() >= pending.expiresAt) {
    throw refused(
      'The pending authentication token is invalid or has expired.',
      'invalid_pending_authentication_token',
    )
  }
  if (store.membership(user.id, organizationId) === undefined) {
    throw refused('The user is not a member of this organization.', 'organization_membership_not_found')
  }
  store.pendingAuthentications.delete(token)
  return firstTokens(call, beginSession(call, { ...pending.signIn, organizationId }), user)
}
