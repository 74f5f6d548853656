/**
 * Every stable error code of the runtime. A closed list: branch on it instead of on a message. docs/errors.md says
 * what each means and what to do.
 */
export type AuthKitErrorCode =
  | 'ERR_AUTHKIT'
  | 'ERR_API_RESPONSE'
  | 'ERR_API_TIMEOUT'
  | 'ERR_API_UNREACHABLE'
  | 'ERR_AUTHORIZATION_CODE_MISSING'
  | 'ERR_CONFIG_INVALID'
  | 'ERR_CONFIG_MISSING'
  | 'ERR_LOCAL_AUTHKIT_IN_PRODUCTION'
  | 'ERR_MIDDLEWARE_MISSING'
  | 'ERR_NOT_ALLOWED'
  | 'ERR_NOT_A_VERIFIER_COOKIE'
  | 'ERR_NOT_SIGNED_IN'
  | 'ERR_PREFETCH'
  | 'ERR_PROVIDER'
  | 'ERR_RESPONSE_BEGUN'
  | 'ERR_SEAL_EXPIRED'
  | 'ERR_SEAL_FAILED'
  | 'ERR_SEAL_INVALID'
  | 'ERR_SEAL_VERSION'
  | 'ERR_SESSION_INCOMPLETE'
  | 'ERR_SESSION_MALFORMED'
  | 'ERR_SESSION_TOO_LARGE'
  | 'ERR_SESSION_UNKNOWN'
  | 'ERR_STATE_COOKIE_MISSING'
  | 'ERR_STATE_EXPIRED'
  | 'ERR_STATE_MALFORMED'
  | 'ERR_STATE_MISMATCH'
  | 'ERR_STATE_TOO_LARGE'
  | 'ERR_TOKEN_INVALID'
  | 'ERR_TOKEN_REFRESH_FAILED'
  | 'ERR_TOKEN_REFRESH_REJECTED'

/**
 * Base class of every error the toolkit throws on purpose.
 *
 * `name`, `message`, `cause` and `data` are those of `@workos/authkit-session`; `code` is ours.
 */
export class AuthKitError extends Error {
  override name = 'AuthKitError'
  /** Stable code of the failure. */
  readonly code: AuthKitErrorCode
  /** What led to this error, if anything. Always an own property, also when `undefined`. */
  override cause: unknown
  /** Facts about the failure that are safe to log: never a token, a password or a key. */
  data: Record<string, unknown> | undefined

  constructor(
    message: string,
    cause?: unknown,
    data?: Record<string, unknown>,
    code: AuthKitErrorCode = 'ERR_AUTHKIT',
  ) {
    super(message)
    this.code = code
    this.cause = cause
    this.data = data
  }
}

/** The configuration is incomplete, wrong or not allowed here. The message names each variable and where to set it. */
export class AuthKitConfigError extends AuthKitError {
  override name = 'AuthKitConfigError'
  declare readonly code: 'ERR_CONFIG_INVALID' | 'ERR_CONFIG_MISSING' | 'ERR_LOCAL_AUTHKIT_IN_PRODUCTION'

  constructor(message: string, code: AuthKitConfigError['code'], data?: Record<string, unknown>) {
    super(message, undefined, data, code)
  }
}

/** Sealing or unsealing failed, or what came out is not what was put in. */
export class SessionEncryptionError extends AuthKitError {
  override name = 'SessionEncryptionError'
  declare readonly code:
    | 'ERR_SEAL_EXPIRED'
    | 'ERR_SEAL_FAILED'
    | 'ERR_SEAL_INVALID'
    | 'ERR_SEAL_VERSION'
    | 'ERR_SESSION_INCOMPLETE'
    | 'ERR_SESSION_MALFORMED'
    | 'ERR_STATE_EXPIRED'
    | 'ERR_STATE_MALFORMED'

  constructor(message: string, cause?: unknown, code: SessionEncryptionError['code'] = 'ERR_SEAL_INVALID') {
    super(message, cause, undefined, code)
  }
}

/** An access token can't be decoded, or doesn't verify. */
export class TokenValidationError extends AuthKitError {
  override name = 'TokenValidationError'
  declare readonly code: 'ERR_TOKEN_INVALID'

  constructor(message: string, cause?: unknown) {
    super(message, cause, undefined, 'ERR_TOKEN_INVALID')
  }
}

/**
 * WorkOS didn't give new tokens.
 *
 * `ERR_TOKEN_REFRESH_REJECTED`: it said no, and will say no again; the session is over.
 * `ERR_TOKEN_REFRESH_FAILED`: it couldn't be reached or didn't know; a later try may succeed.
 */
export class TokenRefreshError extends AuthKitError {
  override name = 'TokenRefreshError'
  declare readonly code: 'ERR_TOKEN_REFRESH_FAILED' | 'ERR_TOKEN_REFRESH_REJECTED'
  readonly userId: string | undefined
  readonly sessionId: string | undefined

  constructor(
    message: string,
    cause?: unknown,
    context?: TokenRefreshContext,
    code: TokenRefreshError['code'] = 'ERR_TOKEN_REFRESH_FAILED',
  ) {
    super(message, cause, undefined, code)
    this.userId = context?.userId
    this.sessionId = context?.sessionId
  }
}

/** Whose session was being refreshed; carried by {@link TokenRefreshError} for logs. */
export interface TokenRefreshContext {
  userId?: string | undefined
  sessionId?: string | undefined
}

/** The `state` of the callback is absent, or isn't the one this browser started with. */
export class OAuthStateMismatchError extends AuthKitError {
  override name = 'OAuthStateMismatchError'
  declare readonly code: 'ERR_STATE_MISMATCH'

  constructor(message: string, cause?: unknown) {
    super(message, cause, undefined, 'ERR_STATE_MISMATCH')
  }
}

/** The browser didn't send the verifier cookie of this sign-in. */
export class PKCECookieMissingError extends AuthKitError {
  override name = 'PKCECookieMissingError'
  declare readonly code: 'ERR_STATE_COOKIE_MISSING'

  constructor(message: string, cause?: unknown) {
    super(message, cause, undefined, 'ERR_STATE_COOKIE_MISSING')
  }
}

/** What the caller wants carried through the sign-in doesn't fit in a cookie. */
export class PKCEPayloadTooLargeError extends AuthKitError {
  override name = 'PKCEPayloadTooLargeError'
  declare readonly code: 'ERR_STATE_TOO_LARGE'

  constructor(message: string, cause?: unknown) {
    super(message, cause, undefined, 'ERR_STATE_TOO_LARGE')
  }
}

/**
 * AuthKit answered the authorization request with an error (RFC 6749, section 4.1.2.1),
 * for example `access_denied` when the user cancels.
 */
export class OAuthProviderError extends AuthKitError {
  override name = 'OAuthProviderError'
  declare readonly code: 'ERR_PROVIDER'
  /** The `error` parameter. Written by whoever made the link: escape it before showing it. */
  readonly error: string
  /** The `error_description` parameter, if any. Written by whoever made the link. */
  readonly errorDescription: string | undefined

  constructor(error: string, errorDescription?: string) {
    super(
      errorDescription ? `AuthKit answered "${error}": ${errorDescription}` : `AuthKit answered "${error}".`,
      undefined,
      { error, errorDescription },
      'ERR_PROVIDER',
    )
    this.error = error
    this.errorDescription = errorDescription
  }
}

/** Every error class of the toolkit; narrow it by `code`. */
export type AnyAuthKitError =
  | AuthKitConfigError
  | SessionEncryptionError
  | TokenValidationError
  | TokenRefreshError
  | OAuthStateMismatchError
  | PKCECookieMissingError
  | PKCEPayloadTooLargeError
  | OAuthProviderError
