import { apiResponse, ApiError, invalidClient, invalidRequest } from '../api-error.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { exchangeCode } from '../grants/authorization-code.ts'
import type { Grant, GrantFields } from '../grants/grant.ts'
import { exchangeMagicCode } from '../grants/magic-code.ts'
import { selectOrganization } from '../grants/organization-selection.ts'
import { exchangePassword } from '../grants/password.ts'
import { exchangeRefreshToken } from '../grants/refresh-token.ts'
import { readBody } from '../read-body.ts'

/** The grants by `grant_type`. */
const GRANTS: Readonly<Record<string, Grant>> = {
  authorization_code: exchangeCode,
  refresh_token: exchangeRefreshToken,
  password: exchangePassword,
  'urn:workos:oauth:grant-type:magic-auth:code': exchangeMagicCode,
  'urn:workos:oauth:grant-type:organization-selection': selectOrganization,
}

/**
 * `POST /user_management/authenticate`: the token endpoint. The body is JSON or a form, which WorkOS takes too; the
 * client is known by `client_id` and `client_secret`, the API key.
 *
 * @throws ApiError in the shape of RFC 6749, section 5.2; errors that are WorkOS' own have a `code` and a `message`
 */
export const authenticate: Endpoint = async (call) => {
  const fields = await readFields(call)
  const grantType = fields.required('grant_type')
  call.note({ grantType })
  assertClient(fields, call)
  const grant = Object.hasOwn(GRANTS, grantType) ? GRANTS[grantType] : undefined
  if (grant === undefined) {
    throw new ApiError(400, {
      error: 'unsupported_grant_type',
      error_description: `The local AuthKit knows the grant types ${Object.keys(GRANTS).join(', ')}.`,
    })
  }
  return apiResponse(await grant(call, fields))
}

async function readFields({ request }: Call): Promise<GrantFields> {
  const text = await readBody(request)
  const isForm = mediaType(request) === 'application/x-www-form-urlencoded'
  const values = isForm ? formValues(text) : jsonValues(text)
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

function mediaType(request: Request): string | undefined {
  return request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
}

/** @throws ApiError when a field is repeated (RFC 6749, section 3.2) */
function formValues(text: string): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (values.has(name)) throw invalidRequest(`${name} is there more than once.`)
    values.set(name, value)
  }
  return values
}

function jsonValues(text: string): Map<string, unknown> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw invalidRequest('The body is not valid JSON.')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidRequest('The body is not a JSON object.')
  }
  return new Map<string, unknown>(Object.entries(body))
}

function assertClient(fields: GrantFields, { realm }: Call): void {
  if (fields.optional('client_id') !== realm.clientId) throw invalidClient('Invalid client ID.')
  if (fields.optional('client_secret') !== realm.apiKey) throw invalidClient('Invalid client secret.')
}
