import { apiResponse, ApiError, invalidClient, invalidRequest } from '../api-error.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { exchangeCode } from '../grants/authorization-code.ts'
import { exchangeRefreshToken } from '../grants/refresh-token.ts'
import type { Grant, GrantFields } from '../grants/grant.ts'
import { readBody } from '../read-body.ts'

/** The grants by `grant_type`. */
const GRANTS: Readonly<Record<string, Grant>> = {
  authorization_code: exchangeCode,
  refresh_token: exchangeRefreshToken,
}

/**
 * `POST /user_management/authenticate`: the token endpoint. The body is JSON; the client is known by `client_id` and
 * `client_secret`, the API key.
 *
 * @throws ApiError in the shape of RFC 6749, section 5.2
 */
export const authenticate: Endpoint = async (call) => {
  const fields = await readFields(call)
  const grantType = fields.required('grant_type')
  assertClient(fields, call)
  const grant = Object.hasOwn(GRANTS, grantType) ? GRANTS[grantType] : undefined
  if (grant === undefined) {
    throw new ApiError(400, {
      error: 'unsupported_grant_type',
      error_description: `The local AuthKit knows the grant types ${Object.keys(GRANTS).join(' and ')}.`,
    })
  }
  return apiResponse(await grant(call, fields))
}

async function readFields({ request }: Call): Promise<GrantFields> {
  const text = await readBody(request)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw invalidRequest('The body is not valid JSON.')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidRequest('The body is not a JSON object.')
  }
  const values = new Map<string, unknown>(Object.entries(body))
  const optional = (name: string): string | undefined => {
    const value = values.get(name)
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value !== 'string') throw invalidRequest(`${name} must be a string.`)
    return value
  }
  return {
    optional,
    required(name) {
      const value = optional(name)
      if (value === undefined) throw invalidRequest(`${name} is missing.`)
      return value
    },
  }
}

function assertClient(fields: GrantFields, { realm }: Call): void {
  if (fields.optional('client_id') !== realm.clientId) throw invalidClient('Invalid client ID.')
  if (fields.optional('client_secret') !== realm.apiKey) throw invalidClient('Invalid client secret.')
}
