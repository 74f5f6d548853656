import { refused } from '../api-error.ts'
import { isPassword } from '../password.ts'
import { finishDirectSignIn } from './finish-sign-in.ts'
import type { Grant } from './grant.ts'

/**
 * Signs somebody in by email address and password: of the seed, or set by the API.
 *
 * @throws ApiError 400 `invalid_credentials`, 403 `organization_selection_required`
 */
export const exchangePassword: Grant = async (call, fields) => {
  const email = fields.required('email')
  const password = fields.required('password')
  const { store } = call.realm
  const user = store.userByEmail(email)
  if (user === undefined || !(await isPassword(store, user.id, password))) {
    throw refused(`Invalid credentials for '${email}'.`, 'invalid_credentials')
  }
  return finishDirectSignIn(call, user, 'Password')
}
