import { normalizeEmail } from '../email-address.ts'
import { refused } from '../api-error.ts'
import { finishDirectSignIn } from './finish-sign-in.ts'
import type { Grant } from './grant.ts'

/**
 * Signs somebody in by a code of six digits that `POST /user_management/magic_auth` made. A code is for one sign-in.
 *
 * @throws ApiError 400 `invalid_one_time_code` or `one_time_code_expired`, 403 `organization_selection_required`
 */
export const exchangeMagicCode: Grant = async (call, fields) => {
  const code = fields.required('code')
  const email = normalizeEmail(fields.required('email'))
  const { store, clock } = call.realm
  const record = [...store.magicAuths.values()].find((known) => known.code === code && known.email === email)
  const user = record && store.user(record.userId)
  if (record === undefined || user === undefined) {
    throw refused('Invalid one-time code.', 'invalid_one_time_code')
  }
  if (clock.now() >= record.expiresAt) {
    throw refused(`One-time code for '${email}' has expired.`, 'one_time_code_expired')
  }
  store.magicAuths.delete(record.id)
  // Who has the code has the mailbox.
  user.email_verified = true
  return finishDirectSignIn(call, user, 'MagicAuth')
}
