import { describe, expect, test } from 'vitest'

import { TokenRefreshError, WorkOSApiError } from '../../../../src/runtime/session/index.ts'
import { caught } from '../support/caught.ts'
import { limited, Scene, tokens } from '../support/refresh-scene.ts'
import { user } from '../support/user.ts'

describe('one refresh', () => {
  test('gives the new tokens and the user, and nothing else', async () => {
    await expect(new Scene(tokens).refresh()).resolves.toStrictEqual({
      accessToken: tokens.accessToken,
      refreshToken: 'next',
      user,
      impersonator: undefined,
    })
  })

  test('sends the token, the client and the organization', async () => {
    const scene = new Scene(tokens)
    await scene.refresh('old', 'org_2')

    expect(scene.requests).toEqual([{ clientId: 'client_123', refreshToken: 'old', organizationId: 'org_2' }])
  })

  test('keeps the impersonator', async () => {
    const impersonator = { email: 'admin@example.com', reason: 'support' }

    await expect(new Scene({ ...tokens, impersonator }).refresh()).resolves.toMatchObject({ impersonator })
  })

  test('that fails says whose session it was, and why', async () => {
    const cause = new TypeError('fetch failed')

    const error = await caught(() =>
      new Scene(cause).refresh('old', undefined, { userId: 'user_1', sessionId: 's' }),
    )

    expect(error).toBeInstanceOf(TokenRefreshError)
    expect(error).toMatchObject({
      cause,
      userId: 'user_1',
      sessionId: 's',
      message: expect.stringContaining('fetch failed'),
    })
  })

  test('that brings no JWT leaves the token to be redeemed again', async () => {
    const scene = new Scene({ ...tokens, accessToken: '<html>' }, tokens)

    await expect(scene.refresh()).resolves.toMatchObject({ accessToken: '<html>' })
    await expect(scene.refresh()).resolves.toMatchObject({ accessToken: tokens.accessToken })
    expect(scene.requests).toHaveLength(2)
  })

  test.each<[string, Error, string]>([
    ['no network', new TypeError('fetch failed'), 'ERR_TOKEN_REFRESH_FAILED'],
    [
      'a bad API key: not the fault of the session',
      new WorkOSApiError('UnauthorizedException', 'no', { status: 401, requestID: '' }),
      'ERR_TOKEN_REFRESH_FAILED',
    ],
    [
      'an error of the server',
      new WorkOSApiError('GenericServerException', 'no', { status: 500, requestID: '' }),
      'ERR_TOKEN_REFRESH_FAILED',
    ],
    [
      'a spent token or an ended session',
      new WorkOSApiError('OauthException', 'no', { status: 400, requestID: '', error: 'invalid_grant' }),
      'ERR_TOKEN_REFRESH_REJECTED',
    ],
    [
      'another step is required',
      new WorkOSApiError('AuthenticationException', 'no', {
        status: 403,
        requestID: '',
        code: 'sso_required',
      }),
      'ERR_TOKEN_REFRESH_REJECTED',
    ],
    [
      'another OAuth error',
      new WorkOSApiError('OauthException', 'no', { status: 400, requestID: '', error: 'invalid_client' }),
      'ERR_TOKEN_REFRESH_FAILED',
    ],
  ])('%s', async (_name, cause, code) => {
    await expect(new Scene(cause).refresh()).rejects.toMatchObject({ name: 'TokenRefreshError', code, cause })
  })
})

describe('a rate limit', () => {
  test.each([
    [2, 2],
    [5, 5],
    [10, 10],
    [300, 10],
    [0.3, 1],
    [0, 1],
    [-5, 1],
    [Infinity, 1],
    [Number.NaN, 1],
    [null, 1],
  ])('of %j seconds is waited for: %j', async (retryAfter, seconds) => {
    const scene = new Scene(limited(retryAfter), tokens)

    await expect(scene.refresh()).resolves.toMatchObject({ accessToken: tokens.accessToken })
    expect(scene.waits).toEqual([seconds * 1000])
    expect(scene.requests).toHaveLength(2)
  })

  test('is waited for once only', async () => {
    const first = limited(1)
    const second = limited(1)
    const scene = new Scene(first, second, tokens)

    const error = await caught(() => scene.refresh())

    expect(error).toMatchObject({
      name: 'TokenRefreshError',
      code: 'ERR_TOKEN_REFRESH_FAILED',
      message: expect.stringContaining('after rate-limit retry'),
    })
    expect(error).toHaveProperty('cause', second)
    expect(second.cause).toBe(first)
    expect(scene.requests).toHaveLength(2)
  })

  test('stays in the chain of causes when the second try fails otherwise', async () => {
    const first = limited(1)
    const second = new Error('server on fire')

    const error = await caught(() => new Scene(first, second).refresh())

    expect(error).toMatchObject({ cause: { message: 'server on fire', cause: first } })
  })

  test('does not replace the cause that the second failure has', async () => {
    const second = new Error('what', { cause: 'why' })

    await caught(() => new Scene(limited(1), second).refresh())

    expect(second.cause).toBe('why')
  })

  test('of the official SDK is known by its name', async () => {
    const theirs = Object.assign(new Error('Too many requests'), {
      name: 'RateLimitExceededException',
      retryAfter: 3,
    })
    const scene = new Scene(theirs, tokens)

    await scene.refresh()

    expect(scene.waits).toEqual([3000])
  })
})
