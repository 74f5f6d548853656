import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import {
  AuthKitCore,
  SessionEncryptionError,
  createWorkOSClient,
  sessionEncryption,
} from '../../../../src/runtime/session/index.ts'
import type { AuthKitConfig, Session, SessionEncryption } from '../../../../src/runtime/session/index.ts'
import { canShareWork } from '../../../../src/runtime/session/share-work.ts'
import { caught } from '../support/caught.ts'
import { makeSigningKey, signToken } from '../support/signing-key.ts'
import type { SigningKey, TokenOptions } from '../support/signing-key.ts'
import { tokensSignedBy } from '../support/token-answer.ts'
import { user } from '../support/user.ts'
import { validConfig } from '../support/valid-config.ts'
import { WorkOSServer } from '../support/workos-server.ts'

const NOW = new Date('2026-03-01T12:00:00.000Z').getTime()
const MINUTE = 60_000

let key: SigningKey
let stranger: SigningKey
let server: WorkOSServer
let core: AuthKitCore

function makeCore(
  encryption: SessionEncryption = sessionEncryption,
  config: Partial<AuthKitConfig> = {},
): AuthKitCore {
  const client = createWorkOSClient(validConfig, { fetch: server.fetch })
  return new AuthKitCore({ ...validConfig, ...config }, client, encryption, { fetch: server.fetch })
}

async function makeSession(options: TokenOptions = {}, signer = key): Promise<Session> {
  return { accessToken: await signToken(signer, options), refreshToken: 'refresh_0', user }
}

beforeAll(async () => {
  ;[key, stranger] = await Promise.all([makeSigningKey(), makeSigningKey()])
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  server = new WorkOSServer(key)
  core = makeCore()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('verifyToken', () => {
  test.each([
    ['in force', () => signToken(key), true],
    ['run out', () => signToken(key, { expiresIn: -1 }), false],
    ['forged', () => signToken(stranger), false],
    ['garbage', () => 'garbage', false],
    ['three words', () => 'a.b.c', false],
  ])('%s: %j', async (_name, make, expected) => {
    await expect(core.verifyToken(await make())).resolves.toBe(expected)
  })

  test('false while the keys cannot be had', async () => {
    server.keySetAnswers.push(() => new Response('', { status: 500 }))

    await expect(core.verifyToken(await signToken(key))).resolves.toBe(false)
  })
})

describe('claims', () => {
  test('are read from any token, verified or not, own ones included', async () => {
    const token = await signToken(stranger, { expiresIn: -600, claims: { team: 'red' } })

    const claims = core.parseTokenClaims<{ team: string }>(token)

    expect(claims).toMatchObject({ sub: 'user_1', sid: 'session_1', exp: NOW / 1000 - 600, team: 'red' })
    expect(claims.team.length).toBe(3)
  })

  test.each(['garbage', '', 'a.b.c'])('of %j cannot be read', async (token) => {
    expect(await caught(() => core.parseTokenClaims(token))).toMatchObject({
      name: 'TokenValidationError',
      code: 'ERR_TOKEN_INVALID',
      message: expect.stringContaining('Invalid token'),
      cause: expect.any(Error),
    })
  })
})

describe('isTokenExpiring', () => {
  test.each([
    ['5 seconds left', 5, undefined, true],
    ['10 seconds left', 10, undefined, true],
    ['11 seconds left', 11, undefined, false],
    ['an hour left', 3600, undefined, false],
    ['over', -1, undefined, true],
    ['150 seconds left of a buffer of 180', 150, 180, true],
    ['5 seconds left of a buffer of 0', 5, 0, false],
  ])('%s: %j', async (_name, expiresIn, buffer, expected) => {
    expect(core.isTokenExpiring(await signToken(key, { expiresIn }), buffer)).toBe(expected)
  })

  test('never without an end', async () => {
    expect(core.isTokenExpiring(await signToken(key, { claims: { exp: undefined } }))).toBe(false)
  })

  test('is no question for garbage', () => {
    expect(() => core.isTokenExpiring('garbage')).toThrow('Invalid token')
  })
})

describe('sealing a session', () => {
  test('and opening it gives it back', async () => {
    const session = {
      ...(await makeSession()),
      impersonator: { email: 'admin@example.com', reason: 'support' },
    }

    await expect(core.decryptSession(await core.encryptSession(session))).resolves.toStrictEqual(session)
  })

  test('has no end of its own', async () => {
    const sealed = await core.encryptSession(await makeSession())
    vi.setSystemTime(NOW + 400 * 24 * 60 * MINUTE)

    await expect(core.decryptSession(sealed)).resolves.toMatchObject({ refreshToken: 'refresh_0' })
  })

  test('leaves out what does not belong there', async () => {
    const session = { ...(await makeSession()), organizationId: 'org_1' }

    await expect(core.decryptSession(await core.encryptSession(session))).resolves.not.toHaveProperty(
      'organizationId',
    )
  })

  test.each<[string, (sealed: Promise<string>) => Promise<string>, string]>([
    ['altered', async (sealed) => (await sealed).replace('Fe26.2*1', 'Fe26.2*2'), 'ERR_SEAL_INVALID'],
    ['of another version', async (sealed) => (await sealed).replace('~2', '~1'), 'ERR_SEAL_VERSION'],
    [
      'of a sign-in state',
      () => sessionEncryption.sealData({ nonce: 'n' }, { password: validConfig.cookiePassword }),
      'ERR_SESSION_MALFORMED',
    ],
    [
      'of nothing',
      () => sessionEncryption.sealData({}, { password: validConfig.cookiePassword }),
      'ERR_SESSION_MALFORMED',
    ],
  ])('what is %s is refused', async (_name, change, code) => {
    const sealed = makeSession().then((session) => core.encryptSession(session))

    await expect(core.decryptSession(await change(sealed))).rejects.toMatchObject({
      name: 'SessionEncryptionError',
      code,
    })
  })

  test('with an encryption of the app', async () => {
    const encryption: SessionEncryption = {
      sealData: async (data) => JSON.stringify(data),
      unsealData: async <T>(sealed: string) => JSON.parse(sealed) as T,
    }
    const session = await makeSession()
    const subject = makeCore(encryption)

    await expect(subject.encryptSession(session)).resolves.toBe(JSON.stringify(session))
    await expect(subject.decryptSession(JSON.stringify(session))).resolves.toEqual(session)
  })

  test('with one that fails', async () => {
    const cause = new Error('HSM on fire')
    const encryption: SessionEncryption = {
      sealData: () => Promise.reject(cause),
      unsealData: () => Promise.reject(cause),
    }
    const subject = makeCore(encryption)

    for (const error of [
      await caught(async () => subject.encryptSession(await makeSession())),
      await caught(() => subject.decryptSession('x')),
    ]) {
      expect(error).toBeInstanceOf(SessionEncryptionError)
      expect(error).toHaveProperty('cause', cause)
    }
  })
})

describe('a session whose token is good', () => {
  test('stays as it is', async () => {
    const session = await makeSession({ claims: { org_id: 'org_1' } })

    const result = await core.validateAndRefresh(session)

    expect(result).toMatchObject({
      valid: true,
      refreshed: false,
      claims: { sid: 'session_1', org_id: 'org_1' },
    })
    expect(result.session).toBe(session)
    expect(server.tokenRequests).toEqual([])
  })

  test('is refreshed by force, in its organization', async () => {
    const result = await core.validateAndRefresh(await makeSession({ claims: { org_id: 'org_1' } }), {
      force: true,
    })

    expect(result).toMatchObject({ refreshed: true, session: { refreshToken: 'refresh_1' } })
    expect(server.tokenRequests[0]?.body).toMatchObject({
      refresh_token: 'refresh_0',
      organization_id: 'org_1',
    })
  })
})

describe('a session whose token has run out', () => {
  test('is refreshed, its claims are those of the new token', async () => {
    server.claims = { role: 'admin' }

    const result = await core.validateAndRefresh(await makeSession({ expiresIn: -1 }))

    expect(result).toMatchObject({ valid: true, refreshed: true, claims: { role: 'admin' } })
    expect(result.session).toStrictEqual({ accessToken: expect.any(String), refreshToken: 'refresh_1', user })
    await expect(core.verifyToken(result.session.accessToken)).resolves.toBe(true)
  })

  test.each([
    ['stays in its organization', 'org_1', undefined, 'org_1'],
    ['has none', undefined, undefined, undefined],
    ['moves to the one asked for', 'org_1', 'org_2', 'org_2'],
  ])('%s', async (_name, before, asked, sent) => {
    await core.validateAndRefresh(await makeSession({ expiresIn: -1, claims: { org_id: before } }), {
      organizationId: asked,
    })

    expect(server.tokenRequests[0]?.body['organization_id']).toBe(sent)
  })

  test.skipIf(!canShareWork())('is refreshed once for several requests at once', async () => {
    const session = await makeSession({ expiresIn: -1 })

    const results = await Promise.all([1, 2, 3].map(() => core.validateAndRefresh(session)))

    expect(server.tokenRequests).toHaveLength(1)
    expect(new Set(results.map((result) => result.session.accessToken)).size).toBe(1)
  })

  test('cannot be, and says whose it was', async () => {
    server.answers.push(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))

    await expect(core.validateAndRefresh(await makeSession({ expiresIn: -1 }))).rejects.toMatchObject({
      name: 'TokenRefreshError',
      code: 'ERR_TOKEN_REFRESH_REJECTED',
      userId: 'user_1',
      sessionId: 'session_1',
      cause: { name: 'OauthException', error: 'invalid_grant' },
    })
  })
})

describe('a session whose token is forged', () => {
  test('is refreshed, and its organization is not believed', async () => {
    const result = await core.validateAndRefresh(await makeSession({ claims: { org_id: 'org_9' } }, stranger))

    expect(result.refreshed).toBe(true)
    expect(server.tokenRequests[0]?.body).not.toHaveProperty('organization_id')
  })

  test('is refreshed even when it is no token at all', async () => {
    await expect(
      core.validateAndRefresh({ accessToken: 'garbage', refreshToken: 'refresh_0', user }),
    ).resolves.toMatchObject({ refreshed: true })
  })
})

describe('a new token', () => {
  test('that does not verify is handed out as one that is not to be trusted', async () => {
    server.answers.push(tokensSignedBy(stranger))

    const result = await core.validateAndRefresh(await makeSession({ expiresIn: -1 }))

    expect(result).toMatchObject({ refreshed: true, verified: false })
    expect(result.untrusted).toMatchObject({
      name: 'TokenRefreshError',
      code: 'ERR_TOKEN_REFRESH_FAILED',
      message: expect.stringContaining("the new access token doesn't verify"),
    })
  })

  test('that is no token at all is a failure for the moment', async () => {
    server.answers.push(() => Response.json({ user, access_token: 'garbage', refresh_token: 'refresh_1' }))

    await expect(core.validateAndRefresh(await makeSession({ expiresIn: -1 }))).rejects.toMatchObject({
      code: 'ERR_TOKEN_REFRESH_FAILED',
    })
  })

  test('of WorkOS is to be trusted', async () => {
    const result = await core.validateAndRefresh(await makeSession({ expiresIn: -1 }))

    expect(result).not.toHaveProperty('untrusted')
  })

  test('that has run out already, by a clock here that is fast, is kept', async () => {
    server.claims = { exp: NOW / 1000 - 60 }

    await expect(core.validateAndRefresh(await makeSession({ expiresIn: -1 }))).resolves.toMatchObject({
      refreshed: true,
      claims: { exp: NOW / 1000 - 60 },
    })
  })

  test('is kept while the keys cannot be had', async () => {
    const session = await makeSession({ expiresIn: -1 })
    server.keySetAnswers.push(() => new Response('', { status: 500 }))

    await expect(core.validateAndRefresh(session)).resolves.toMatchObject({ refreshed: true })
    expect(server.keySetRequests).toHaveLength(1)
  })
})

describe('while the keys of WorkOS cannot be had', () => {
  beforeEach(() => {
    server.keySetAnswers.push(() => new Response('', { status: 503 }))
  })

  test('sessions stay, without a single refresh', async () => {
    const session = await makeSession()

    const results = await Promise.all(Array.from({ length: 20 }, () => core.validateAndRefresh(session)))

    expect(results.every((result) => !result.refreshed && result.claims.sid === 'session_1')).toBe(true)
    expect(server.tokenRequests).toEqual([])
    expect(server.keySetRequests).toHaveLength(canShareWork() ? 1 : 20)
  })

  test('one whose token has run out is refreshed, in its organization', async () => {
    await core.validateAndRefresh(await makeSession({ expiresIn: -1, claims: { org_id: 'org_1' } }))

    expect(server.tokenRequests[0]?.body).toMatchObject({ organization_id: 'org_1' })
  })

  test('one whose token has no end is refreshed', async () => {
    await expect(
      core.validateAndRefresh(await makeSession({ claims: { exp: undefined } })),
    ).resolves.toMatchObject({ refreshed: true })
  })
})

describe('the issuer', () => {
  test('is checked when configured', async () => {
    const strict = makeCore(sessionEncryption, { issuer: 'https://auth.example.com' })

    await expect(strict.verifyToken(await signToken(key))).resolves.toBe(false)
    await expect(
      strict.verifyToken(await signToken(key, { claims: { iss: 'https://auth.example.com' } })),
    ).resolves.toBe(true)
  })
})

test('a rate limit is waited for, then the session is refreshed', async () => {
  const waits: number[] = []
  server.answers.push(() => Response.json({}, { status: 429, headers: { 'retry-after': '3' } }))
  const client = createWorkOSClient(validConfig, { fetch: server.fetch })
  const patient = new AuthKitCore(validConfig, client, sessionEncryption, {
    fetch: server.fetch,
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
    },
  })

  await expect(patient.refreshTokens('refresh_0')).resolves.toMatchObject({ refreshToken: 'refresh_1', user })
  expect(waits).toEqual([3000])
})

describe('verifyCallbackState', () => {
  test.each([
    ['no state', undefined, 'x', 'OAuthStateMismatchError', 'ERR_STATE_MISMATCH'],
    ['an empty state', '', 'x', 'OAuthStateMismatchError', 'ERR_STATE_MISMATCH'],
    ['no cookie', 'x', undefined, 'PKCECookieMissingError', 'ERR_STATE_COOKIE_MISSING'],
    ['an empty cookie', 'x', '', 'PKCECookieMissingError', 'ERR_STATE_COOKIE_MISSING'],
    ['another cookie', 'x', 'y', 'OAuthStateMismatchError', 'ERR_STATE_MISMATCH'],
    ['a cookie that begins alike', 'x', 'xy', 'OAuthStateMismatchError', 'ERR_STATE_MISMATCH'],
    ['the same, but no seal', 'x', 'x', 'SessionEncryptionError', 'ERR_SEAL_INVALID'],
  ])('%s', async (_name, stateFromUrl, cookieValue, name, code) => {
    await expect(core.verifyCallbackState({ stateFromUrl, cookieValue })).rejects.toMatchObject({
      name,
      code,
    })
  })
})
