import { AuthKitError, OAuthProviderError } from '../session/index.ts'

/**
 * Why a sign-in ended at the callback without a session.
 *
 * - `denied`: the user, or a policy of theirs, said no.
 * - `provider`: AuthKit answered with another error; `OAuthProviderError` carries it.
 * - `expired`: it took too long, or this browser no longer has the cookie it started with.
 * - `invalid`: the request isn't one that AuthKit's redirect makes.
 * - `configuration`: this app's settings are incomplete.
 * - `unavailable`: WorkOS couldn't be reached.
 * - `unknown`: anything else, `onSuccess` of the app included.
 */
export type CallbackErrorCategory =
  | 'denied'
  | 'provider'
  | 'expired'
  | 'invalid'
  | 'configuration'
  | 'unavailable'
  | 'unknown'

/** Sorts an error of the callback, for an `onError` that shows different pages. */
export function categorizeCallbackError(error: unknown): CallbackErrorCategory {
  if (error instanceof OAuthProviderError) return error.error === 'access_denied' ? 'denied' : 'provider'
  if (error instanceof AuthKitError) return categorizeByCode(error)
  return categorizeApiError(error)
}

/** HTTP status of the default answer: 400 for what the visitor's request lacks, 500 for what this server lacks. */
export const STATUS_BY_CATEGORY: Readonly<Record<CallbackErrorCategory, 400 | 500>> = {
  denied: 400,
  provider: 400,
  expired: 400,
  invalid: 400,
  configuration: 500,
  unavailable: 500,
  unknown: 500,
}

function categorizeByCode({ code, cause }: AuthKitError): CallbackErrorCategory {
  switch (code) {
    case 'ERR_STATE_COOKIE_MISSING':
    case 'ERR_STATE_EXPIRED':
    case 'ERR_SEAL_EXPIRED':
      return 'expired'
    case 'ERR_AUTHORIZATION_CODE_MISSING':
    case 'ERR_STATE_MISMATCH':
    case 'ERR_STATE_MALFORMED':
    case 'ERR_SEAL_INVALID':
      return 'invalid'
    case 'ERR_CONFIG_INVALID':
    case 'ERR_CONFIG_MISSING':
    case 'ERR_LOCAL_AUTHKIT_IN_PRODUCTION':
    case 'ERR_MIDDLEWARE_MISSING':
      return 'configuration'
    case 'ERR_API_RESPONSE':
    case 'ERR_API_TIMEOUT':
    case 'ERR_API_UNREACHABLE':
      return 'unavailable'
    default:
      return categorizeApiError(cause)
  }
}

/** Errors of the WorkOS API carry its HTTP status, and for OAuth ones its `error` (RFC 6749, section 5.2). */
function categorizeApiError(error: unknown): CallbackErrorCategory {
  if (typeof error !== 'object' || error === null) return 'unknown'
  if ('error' in error && error.error === 'invalid_grant') return 'expired'
  if (!('status' in error) || typeof error.status !== 'number') return 'unknown'
  // WorkOS doesn't know the API key. An error of `onSuccess` may have a status, too, but not this name.
  if ('name' in error && error.name === 'UnauthorizedException') return 'configuration'
  return error.status >= 500 || error.status === 429 ? 'unavailable' : 'unknown'
}
