/** Names of the failures of the API, as `@workos-inc/node` has them. */
export type WorkOSApiErrorName =
  | 'AuthenticationException'
  | 'BadRequestException'
  | 'ConflictException'
  | 'GenericServerException'
  | 'NotFoundException'
  | 'OauthException'
  | 'ParseError'
  | 'RateLimitExceededException'
  | 'UnauthorizedException'
  | 'UnprocessableEntityException'

/** What the API said besides its status. A field is there when the failure of that name has it. */
export interface WorkOSApiErrorDetails {
  /** WorkOS' own code, for example `sso_required`; not one of `AuthKitErrorCode`. */
  code?: string | undefined
  /** RFC 6749, section 5.2. */
  error?: string | undefined
  errorDescription?: string | undefined
  errors?: unknown[] | undefined
  /** Seconds to wait before another try. */
  retryAfter?: number | null | undefined
  pendingAuthenticationToken?: string | undefined
  /** The whole body, parsed. */
  rawData?: unknown
  /** The body and status of an answer that isn't JSON. */
  rawBody?: string | undefined
  rawStatus?: number | undefined
}

/**
 * The API said no. It has the names and fields of the exceptions of `@workos-inc/node`, so code that looks at
 * `error.name` or `error.status` needs no change when it moves from one client to the other.
 */
export class WorkOSApiError extends Error implements WorkOSApiErrorDetails {
  override readonly name: WorkOSApiErrorName
  readonly status: number
  /** WorkOS support asks for it; empty when the answer had none. */
  readonly requestID: string
  declare readonly code?: string
  declare readonly error?: string
  declare readonly errorDescription?: string
  declare readonly errors?: unknown[]
  declare readonly retryAfter?: number | null
  declare readonly pendingAuthenticationToken?: string
  declare readonly rawData?: unknown
  declare readonly rawBody?: string
  declare readonly rawStatus?: number

  constructor(
    name: WorkOSApiErrorName,
    message: string,
    { status, requestID, ...details }: WorkOSApiErrorDetails & { status: number; requestID: string },
  ) {
    super(message)
    this.name = name
    this.status = status
    this.requestID = requestID
    for (const [key, value] of Object.entries(details)) {
      // What a log has no business with can be read, but isn't printed with the rest of the error.
      Object.defineProperty(this, key, { value, enumerable: !UNPRINTED.has(key), configurable: true })
    }
  }
}

const UNPRINTED: ReadonlySet<string> = new Set<keyof WorkOSApiErrorDetails>([
  'pendingAuthenticationToken',
  'rawBody',
  'rawData',
])

/** Codes with which the token endpoint asks for one more step of the user. */
const AUTHENTICATION_CODES: ReadonlySet<string | undefined> = new Set([
  'email_verification_required',
  'organization_selection_required',
  'mfa_enrollment',
  'mfa_challenge',
  'mfa_verification',
  'radar_email_challenge',
  'radar_sms_challenge',
  'sso_required',
])

/** Tells from an answer what went wrong. */
export function toApiError(response: Response, text: string, path: string): WorkOSApiError {
  const { status, headers } = response
  const requestID = headers.get('x-request-id') ?? ''
  const base = { status, requestID }
  const body = parseBody(text)
  const message = textOf(body?.['message'])
  const code = textOf(body?.['code'])
  const error = textOf(body?.['error'])

  switch (status) {
    case 401:
      return new WorkOSApiError(
        'UnauthorizedException',
        'WorkOS could not authorize the request. Maybe your API key (WORKOS_API_KEY) is invalid?',
        base,
      )
    case 404:
      return new WorkOSApiError('NotFoundException', message ?? `WorkOS has nothing at ${path}.`, {
        ...base,
        code,
      })
    case 409:
      return new WorkOSApiError('ConflictException', message ?? error ?? 'WorkOS reports a conflict.', {
        ...base,
        code,
      })
    case 422:
      return new WorkOSApiError(
        'UnprocessableEntityException',
        message ?? error ?? 'WorkOS could not process the request.',
        { ...base, code },
      )
    case 429: {
      const retryAfter = headers.get('retry-after')
      return new WorkOSApiError('RateLimitExceededException', message ?? 'Too many requests to WorkOS.', {
        ...base,
        rawData: body,
        retryAfter: retryAfter ? Number(retryAfter) : null,
      })
    }
    default:
      return body ? fromBody(base, body, { message, code, error }) : notJson(base, text)
  }
}

function fromBody(
  base: { status: number; requestID: string },
  body: Record<string, unknown>,
  { message, code, error }: Record<'message' | 'code' | 'error', string | undefined>,
): WorkOSApiError {
  const errorDescription = textOf(body['error_description'])
  const rawData = body
  const authenticationCode = [code, error].find((candidate) => AUTHENTICATION_CODES.has(candidate))
  if (authenticationCode) {
    return new WorkOSApiError('AuthenticationException', message ?? errorDescription ?? authenticationCode, {
      ...base,
      rawData,
      code: authenticationCode,
      pendingAuthenticationToken: textOf(body['pending_authentication_token']),
    })
  }
  if (error || errorDescription) {
    return new WorkOSApiError('OauthException', `Error: ${error}\nError Description: ${errorDescription}`, {
      ...base,
      rawData,
      error,
      errorDescription,
    })
  }
  if (code && Array.isArray(body['errors'])) {
    const errors: unknown[] = body['errors']
    return new WorkOSApiError('BadRequestException', message ?? 'WorkOS refused the request.', {
      ...base,
      code,
      errors,
    })
  }
  return new WorkOSApiError(
    'GenericServerException',
    message ?? `WorkOS answered with status ${base.status}.`,
    {
      ...base,
      rawData,
      code,
    },
  )
}

function notJson(base: { status: number; requestID: string }, text: string): WorkOSApiError {
  return new WorkOSApiError('ParseError', `WorkOS answered with status ${base.status}, and not with JSON.`, {
    ...base,
    rawBody: text,
    rawStatus: base.status,
  })
}

function parseBody(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? { ...body } : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
