import { describe, expect, test } from 'vitest'

import { createWorkOSClient, sessionEncryption } from '../../../../src/runtime/session/index.ts'
import type { GetAuthorizationUrlOptions, WorkOSClient } from '../../../../src/runtime/session/index.ts'
import { createAuthorization } from '../../../../src/runtime/session/pkce/create-authorization.ts'
import { unsealState } from '../../../../src/runtime/session/pkce/pkce-state.ts'
import { serializeCookie } from '../../../../src/runtime/session/cookies/serialize-cookie.ts'
import { validConfig } from '../support/valid-config.ts'

const client = createWorkOSClient(validConfig)

function create(options: GetAuthorizationUrlOptions = {}, config = validConfig) {
  return createAuthorization(client, config, sessionEncryption, options)
}

async function remembered(sealed: string) {
  return unsealState(sessionEncryption, validConfig.cookiePassword, sealed)
}

describe('what a sign-in remembers', () => {
  test('its path and its custom state, verifier and nonce', async () => {
    const { sealedState } = await create({ returnPathname: '/a?b=1', state: 'mine' })

    await expect(remembered(sealedState)).resolves.toMatchObject({
      returnPathname: '/a?b=1',
      customState: 'mine',
      codeVerifier: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\da-f-]{36}$/),
    })
  })

  test('its own callback URL', async () => {
    const redirectUri = 'http://localhost:3000/cb'
    const { sealedState, url, cookieOptions } = await create({ redirectUri })

    await expect(remembered(sealedState)).resolves.toMatchObject({ redirectUri })
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(redirectUri)
    expect(cookieOptions.secure).toBe(false)
  })

  test('not the configured callback URL, which would only make the cookie longer', async () => {
    const { sealedState, url } = await create({ redirectUri: validConfig.redirectUri })

    await expect(remembered(sealedState)).resolves.toMatchObject({ redirectUri: undefined })
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(validConfig.redirectUri)
  })
})

describe('the URL', () => {
  test('carries the seal and the challenge, and the cookie carries the same seal', async () => {
    const { url, sealedState, cookieName, cookieOptions } = await create()
    const query = new URL(url).searchParams

    expect(query.get('state')).toBe(sealedState)
    expect(query.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(query.get('code_challenge_method')).toBe('S256')
    expect(query.get('client_id')).toBe(validConfig.clientId)
    expect(cookieName).toMatch(/^wos-auth-verifier-[\da-f]{8}$/)
    expect(cookieOptions).toEqual({ path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: 600 })
  })

  test('carries max_age, when asked for, and zero too', async () => {
    expect(new URL((await create({ maxAge: 60 })).url).searchParams.get('max_age')).toBe('60')
    expect(new URL((await create({ maxAge: 0 })).url).searchParams.get('max_age')).toBe('0')
  })

  test('the client sees no maxAge option that was not given', async () => {
    const seen: object[] = []
    const recorder: WorkOSClient = {
      ...client,
      userManagement: {
        ...client.userManagement,
        getAuthorizationUrl: (parameters) => {
          seen.push(parameters)
          return 'https://x.example'
        },
      },
    }

    await createAuthorization(recorder, validConfig, sessionEncryption, {})

    expect(seen).toEqual([expect.not.objectContaining({ maxAge: expect.anything() })])
    expect(seen[0]).not.toHaveProperty('maxAge')
  })

  test('two sign-ins share nothing', async () => {
    const [one, two] = await Promise.all([create(), create()])

    expect(one.sealedState).not.toBe(two.sealedState)
    expect(one.cookieName).not.toBe(two.cookieName)
  })

  test('a client that makes PKCE pairs is asked for one', async () => {
    const pair = {
      codeVerifier: 'their-verifier',
      codeChallenge: 'their-challenge',
      codeChallengeMethod: 'S256',
    } as const
    const theirs: WorkOSClient = { ...client, pkce: { generate: async () => pair } }

    const { url, sealedState } = await createAuthorization(theirs, validConfig, sessionEncryption, {})

    expect(new URL(url).searchParams.get('code_challenge')).toBe('their-challenge')
    await expect(remembered(sealedState)).resolves.toMatchObject({ codeVerifier: 'their-verifier' })
  })

  test('a client that makes none is not needed for one', async () => {
    const { userManagement, organizations } = client

    const { sealedState } = await createAuthorization(
      { userManagement, organizations },
      validConfig,
      sessionEncryption,
      {},
    )

    await expect(remembered(sealedState)).resolves.toMatchObject({
      codeVerifier: expect.stringMatching(/^[\w-]{43}$/),
    })
  })
})

describe('size', () => {
  test('a custom state of 2,048 bytes is fine', async () => {
    await expect(create({ state: 'x'.repeat(2048) })).resolves.toHaveProperty('url')
  })

  test.each([
    ['ASCII', 'x'.repeat(2049)],
    ['two bytes each', 'é'.repeat(1025)],
  ])('one byte more is not (%s)', async (_name, state) => {
    await expect(create({ state })).rejects.toMatchObject({
      name: 'PKCEPayloadTooLargeError',
      code: 'ERR_STATE_TOO_LARGE',
      message: expect.stringContaining('2048'),
    })
  })

  test('the whole cookie is what counts', async () => {
    await expect(
      create({ state: 'x'.repeat(2048), returnPathname: `/${'y'.repeat(1000)}` }),
    ).rejects.toMatchObject({
      name: 'PKCEPayloadTooLargeError',
      message: expect.stringContaining('3800'),
    })
  })

  test('a long cookie domain leaves less room', async () => {
    const options = { state: 'x'.repeat(2048), returnPathname: `/${'y'.repeat(300)}` }
    const cookieDomain = `${'sub.'.repeat(60)}example.com`

    const { cookieName, sealedState, cookieOptions } = await create(options)

    expect(serializeCookie(cookieName, sealedState, cookieOptions).length).toBeLessThan(3800)
    await expect(create(options, { ...validConfig, cookieDomain })).rejects.toMatchObject({
      code: 'ERR_STATE_TOO_LARGE',
    })
  })
})
