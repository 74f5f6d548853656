import { apiResponse, entityNotFound } from '../api-error.ts'
import { assertApiKey } from '../bearer.ts'
import type { Endpoint } from '../endpoint.ts'

/** `GET /organizations/:id`, with the API key. */
export const getOrganization: Endpoint = (call) => {
  assertApiKey(call)
  const { id = '' } = call.params
  const organization = call.realm.store.organization(id)
  if (organization === undefined) throw entityNotFound('Organization', id)
  return apiResponse(organization)
}
