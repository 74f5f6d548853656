import type { UserRecord } from './store/records.ts'

/** A failure with an answer of its own. `fetch` turns it into that answer; nothing else catches it. */
export abstract class LocalAuthKitError extends Error {
  /** What the event log calls it. */
  readonly code: string | undefined = undefined

  abstract toResponse(): Response
}

/** How the token endpoint writes an error: RFC 6749, section 5.2. */
export interface OAuthErrorBody {
  error: string
  error_description: string
}

/** How every other endpoint of the WorkOS API writes an error, and the token endpoint one that isn't of OAuth's. */
export interface ResourceErrorBody {
  message: string
  code?: string
  entity_id?: string
  /** What is wrong with the fields of a body. */
  errors?: readonly FieldError[]
  /** What a sign-in that can go on goes on with. */
  pending_authentication_token?: string
  email?: string
  user?: UserRecord
  organizations?: readonly { id: string; name: string }[]
}

/** What is wrong with one field of a body. */
export interface FieldError {
  field: string
  code: 'required' | 'invalid'
  message: string
}

/** An error answer of the API, in the shape that the vendor's SDKs parse. */
export class ApiError extends LocalAuthKitError {
  readonly status: number
  readonly body: OAuthErrorBody | ResourceErrorBody
  readonly headers: Readonly<Record<string, string>>
  override readonly code: string | undefined

  constructor(
    status: number,
    body: OAuthErrorBody | ResourceErrorBody,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super('error' in body ? body.error_description : body.message)
    this.name = 'ApiError'
    this.status = status
    this.body = body
    this.headers = headers
    this.code = 'error' in body ? body.error : body.code
  }

  override toResponse(): Response {
    return apiResponse(this.body, this.status, this.headers)
  }
}

/** An answer of the API. Each has an `X-Request-ID`, which the SDKs put into their errors. */
export function apiResponse(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, {
    status,
    headers: {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': `req_${crypto.randomUUID()}`,
      ...headers,
    },
  })
}

export function invalidRequest(description: string, status: 400 | 413 = 400): ApiError {
  return new ApiError(status, { error: 'invalid_request', error_description: description })
}

export function invalidGrant(description: string): ApiError {
  return new ApiError(400, { error: 'invalid_grant', error_description: description })
}

/** 401, by which the SDKs say that the credentials are wrong. */
export function invalidClient(description: string): ApiError {
  return new ApiError(401, { error: 'invalid_client', error_description: description })
}

export function unauthorized(): ApiError {
  return new ApiError(401, { message: 'Unauthorized' })
}

/** No such endpoint. */
export function notFound(): ApiError {
  return new ApiError(404, { message: 'Not Found' })
}

/** What an API error can be about. */
export type EntityKind =
  | 'User'
  | 'Organization'
  | 'Organization Membership'
  | 'Session'
  | 'Magic Auth'
  | 'Role'
  | 'Permission'

/** The endpoint is there, what it was asked for is not. */
export function entityNotFound(kind: EntityKind, id: string): ApiError {
  return new ApiError(404, {
    message: `${kind} not found: '${id}'.`,
    code: 'entity_not_found',
    entity_id: id,
  })
}

/** What is to be made is there already. */
export function conflict(message: string, code: string): ApiError {
  return new ApiError(409, { message, code })
}

/** A request that is understood and can't be done: 400 with a code. */
export function refused(message: string, code: string, status: 400 | 403 = 400): ApiError {
  return new ApiError(status, { message, code })
}

/** The body is JSON, but not what the endpoint takes. */
export function unprocessable(errors: readonly FieldError[]): ApiError {
  return new ApiError(422, { message: 'Validation failed.', code: 'unprocessable_entity', errors })
}

export function methodNotAllowed(allowed: readonly string[]): ApiError {
  return new ApiError(405, { message: 'Method Not Allowed' }, { allow: allowed.join(', ') })
}
