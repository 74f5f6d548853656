import { apiResponse, entityNotFound } from '../api-error.ts'
import { assertApiKey } from '../bearer.ts'
import type { Endpoint } from '../endpoint.ts'

/** `GET /user_management/users/:id`, with the API key. */
export const getUser: Endpoint = (call) => {
  assertApiKey(call)
  const { id = '' } = call.params
  const user = call.realm.store.user(id)
  if (user === undefined) throw entityNotFound('User', id)
  return apiResponse(user)
}
