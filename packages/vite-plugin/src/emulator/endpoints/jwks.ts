import { apiResponse, notFound } from '../api-error.ts'
import type { Endpoint } from '../endpoint.ts'

/** `GET /sso/jwks/:clientId`: the public keys that access tokens are verified with (RFC 7517, section 5). */
export const jwks: Endpoint = async ({ params, realm }) => {
  if (params.clientId !== realm.clientId) throw notFound()
  const keys = await realm.keys.all()
  return apiResponse({ keys: keys.map(({ publicJwk }) => publicJwk) })
}
