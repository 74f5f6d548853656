import { describe, expect, test } from 'vitest'

import {
  AuthKitConfigError,
  AuthKitError,
  OAuthProviderError,
  OAuthStateMismatchError,
  PKCECookieMissingError,
  PKCEPayloadTooLargeError,
  SessionEncryptionError,
  TokenRefreshError,
  TokenValidationError,
} from '../../../src/runtime/session/index.ts'

describe('the base', () => {
  test('keeps what it is given', () => {
    const cause = new Error('why')
    const error = new AuthKitError('what', cause, { where: 'here' })

    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'AuthKitError',
      message: 'what',
      cause,
      data: { where: 'here' },
      code: 'ERR_AUTHKIT',
    })
  })

  test('has cause and data even when there are none', () => {
    const error = new AuthKitError('what')

    expect(Object.hasOwn(error, 'cause')).toBe(true)
    expect(Object.hasOwn(error, 'data')).toBe(true)
    expect([error.cause, error.data]).toEqual([undefined, undefined])
  })
})

test.each([
  [SessionEncryptionError, 'SessionEncryptionError', 'ERR_SEAL_INVALID'],
  [TokenValidationError, 'TokenValidationError', 'ERR_TOKEN_INVALID'],
  [TokenRefreshError, 'TokenRefreshError', 'ERR_TOKEN_REFRESH_FAILED'],
  [OAuthStateMismatchError, 'OAuthStateMismatchError', 'ERR_STATE_MISMATCH'],
  [PKCECookieMissingError, 'PKCECookieMissingError', 'ERR_STATE_COOKIE_MISSING'],
  [PKCEPayloadTooLargeError, 'PKCEPayloadTooLargeError', 'ERR_STATE_TOO_LARGE'],
] as const)('%o has its name, its code and its cause', (Class, name, code) => {
  const cause = new Error('why')
  const error = new Class('what', cause)

  expect(error).toBeInstanceOf(Class)
  expect(error).toBeInstanceOf(AuthKitError)
  expect(error).toMatchObject({ name, code, message: 'what', cause })
  expect(String(error)).toBe(`${name}: what`)
})

test('a refresh error says whose session it was', () => {
  expect(new TokenRefreshError('what', undefined, { userId: 'user_1', sessionId: 's' })).toMatchObject({
    userId: 'user_1',
    sessionId: 's',
  })
  expect(new TokenRefreshError('what')).toMatchObject({ userId: undefined, sessionId: undefined })
})

test('a configuration error needs a code', () => {
  expect(new AuthKitConfigError('what', 'ERR_CONFIG_MISSING')).toMatchObject({
    name: 'AuthKitConfigError',
    code: 'ERR_CONFIG_MISSING',
  })
})

test('an error of the provider keeps its parameters', () => {
  expect(new OAuthProviderError('access_denied', 'no')).toMatchObject({
    name: 'OAuthProviderError',
    code: 'ERR_PROVIDER',
    data: { error: 'access_denied', errorDescription: 'no' },
  })
})
