import { expect, test } from 'vitest'

import {
  AuthKitConfigError,
  AuthKitError,
  OAuthProviderError,
  OAuthStateMismatchError,
  PKCECookieMissingError,
  SessionEncryptionError,
} from '../../../src/runtime/session/index.ts'
import { categorizeCallbackError, STATUS_BY_CATEGORY } from '../../../src/runtime/start/callback-error.ts'

test.each([
  [new OAuthProviderError('access_denied', 'No'), 'denied', 400],
  [new OAuthProviderError('server_error'), 'provider', 400],
  [new AuthKitError('x', undefined, undefined, 'ERR_AUTHORIZATION_CODE_MISSING'), 'invalid', 400],
  [new OAuthStateMismatchError('x'), 'invalid', 400],
  [new SessionEncryptionError('x'), 'invalid', 400],
  [new SessionEncryptionError('x', undefined, 'ERR_STATE_EXPIRED'), 'expired', 400],
  [new PKCECookieMissingError('x'), 'expired', 400],
  [new AuthKitConfigError('x', 'ERR_CONFIG_MISSING'), 'configuration', 500],
  [new AuthKitError('x', undefined, undefined, 'ERR_API_TIMEOUT'), 'unavailable', 500],
  [new AuthKitError('x', Object.assign(new Error('y'), { status: 502 })), 'unavailable', 500],
  [Object.assign(new Error('x'), { status: 400, error: 'invalid_grant' }), 'expired', 400],
  [Object.assign(new Error('x'), { status: 429 }), 'unavailable', 500],
  [Object.assign(new Error('x'), { status: 401, name: 'UnauthorizedException' }), 'configuration', 500],
  [Object.assign(new Error('of the app'), { status: 401 }), 'unknown', 500],
  [new AuthKitError('x', undefined, undefined, 'ERR_API_RESPONSE'), 'unavailable', 500],
  [Object.assign(new Error('x'), { status: 404 }), 'unknown', 500],
  [new Error('of the app'), 'unknown', 500],
  ['a string', 'unknown', 500],
  [undefined, 'unknown', 500],
] as const)('%o is %s: %i', (error, category, status) => {
  expect(categorizeCallbackError(error)).toBe(category)
  expect(STATUS_BY_CATEGORY[category]).toBe(status)
})
