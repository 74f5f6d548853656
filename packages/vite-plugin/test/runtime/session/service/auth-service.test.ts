import { beforeAll, beforeEach, describe, expect, test } from 'vitest'

import {
  AuthKitCore,
  AuthService,
  createWorkOSClient,
  sessionEncryption,
} from '../../../../src/runtime/session/index.ts'
import type {
  AuthKitConfig,
  SessionEncryption,
  SessionStorage,
  WorkOSClient,
} from '../../../../src/runtime/session/index.ts'
import { RequestStorage, requestWith } from '../support/request-storage.ts'
import { makeSigningKey, signToken } from '../support/signing-key.ts'
import type { SigningKey, TokenOptions } from '../support/signing-key.ts'
import { user } from '../support/user.ts'
import { validConfig } from '../support/valid-config.ts'
import { WorkOSServer } from '../support/workos-server.ts'

let key: SigningKey
let server: WorkOSServer
let client: WorkOSClient
let core: AuthKitCore
let service: AuthService<Request, Response>

beforeAll(async () => {
  key = await makeSigningKey()
})

beforeEach(() => {
  server = new WorkOSServer(key)
  client = createWorkOSClient(validConfig, { fetch: server.fetch })
  core = new AuthKitCore(validConfig, client, sessionEncryption, { fetch: server.fetch })
  service = makeService()
})

function makeService(
  config: Partial<AuthKitConfig> = {},
  storage: SessionStorage<Request, Response> = new RequestStorage({ ...validConfig, ...config }),
  encryption: SessionEncryption = sessionEncryption,
): AuthService<Request, Response> {
  return new AuthService({ ...validConfig, ...config }, storage, client, encryption, { fetch: server.fetch })
}

async function signedIn(options: TokenOptions = {}): Promise<Request> {
  const session = { accessToken: await signToken(key, options), refreshToken: 'refresh_0', user }
  return requestWith({ 'wos-session': await core.encryptSession(session) })
}

describe('withAuth', () => {
  test('nobody without a cookie, and nothing else to say', async () => {
    await expect(service.withAuth(requestWith())).resolves.toStrictEqual({ auth: { user: null } })
  })

  test('the user of a good session, and nothing to save', async () => {
    const request = await signedIn({
      claims: { org_id: 'org_1', role: 'admin', feature_flags: ['dark'], team: 'red' },
    })

    const result = await service.withAuth<{ team: string }>(request)

    expect(result).toMatchObject({
      auth: {
        user,
        sessionId: 'session_1',
        refreshToken: 'refresh_0',
        organizationId: 'org_1',
        role: 'admin',
        featureFlags: ['dark'],
        claims: { team: 'red' },
      },
    })
    expect(Object.keys(result)).toEqual(['auth'])
    expect(server.tokenRequests).toEqual([])
  })

  test('the user of a session that had to be refreshed, and its new seal', async () => {
    const { auth, refreshedSessionData } = await service.withAuth(await signedIn({ expiresIn: -1 }))

    expect(auth).toMatchObject({ user, refreshToken: 'refresh_1' })
    await expect(core.decryptSession(refreshedSessionData ?? '')).resolves.toMatchObject({
      refreshToken: 'refresh_1',
    })
    await expect(
      service.withAuth(requestWith({ 'wos-session': refreshedSessionData ?? '' })),
    ).resolves.toMatchObject({
      auth: { user },
    })
    expect(server.tokenRequests).toHaveLength(1)
  })

  test.each([
    ['garbage', 'garbage', 'ERR_SEAL_INVALID'],
    ['another version', 'x~7', 'ERR_SEAL_VERSION'],
  ])('nobody, with the reason, for %s', async (_name, cookie, code) => {
    await expect(service.withAuth(requestWith({ 'wos-session': cookie }))).resolves.toMatchObject({
      auth: { user: null },
      error: { name: 'SessionEncryptionError', code },
    })
  })

  test.each([
    ['an ended session', 400, { error: 'invalid_grant' }, 'ERR_TOKEN_REFRESH_REJECTED'],
    ['a server on fire', 500, {}, 'ERR_TOKEN_REFRESH_FAILED'],
  ])('nobody, with the reason, for %s', async (_name, status, body, code) => {
    server.answers.push(() => Response.json(body, { status }))

    await expect(service.withAuth(await signedIn({ expiresIn: -1 }))).resolves.toMatchObject({
      auth: { user: null },
      error: { name: 'TokenRefreshError', code, userId: 'user_1' },
    })
  })

  test('nobody, with the reason, when the storage fails', async () => {
    class BrokenStorage extends RequestStorage {
      override getSession(): Promise<string | null> {
        return Promise.reject(new Error('disk on fire'))
      }
    }

    await expect(
      makeService({}, new BrokenStorage(validConfig)).withAuth(requestWith()),
    ).resolves.toMatchObject({
      auth: { user: null },
      error: { name: 'AuthKitError', code: 'ERR_AUTHKIT', cause: { message: 'disk on fire' } },
    })
  })
})

describe('getSession', () => {
  test('null without a cookie', async () => {
    await expect(service.getSession(requestWith())).resolves.toBeNull()
  })

  test('the session, also when its token has run out', async () => {
    await expect(service.getSession(await signedIn({ expiresIn: -1 }))).resolves.toMatchObject({
      user,
      refreshToken: 'refresh_0',
    })
    expect(server.requests).toEqual([])
  })

  test('rejects for what is no session', async () => {
    await expect(service.getSession(requestWith({ 'wos-session': 'x' }))).rejects.toMatchObject({
      name: 'SessionEncryptionError',
    })
  })
})

test('saving and clearing answer as the storage does', async () => {
  const storage = new RequestStorage(validConfig)

  await expect(service.saveSession(undefined, 'seal')).resolves.toEqual(
    await storage.saveSession(undefined, 'seal'),
  )
  await expect(service.clearSession(new Response())).resolves.toEqual(await storage.clearSession(undefined))
})

describe('signOut', () => {
  test('clears the cookie and says where to go', async () => {
    await expect(service.signOut('session_1', { returnTo: 'https://a.example' })).resolves.toEqual({
      logoutUrl:
        'https://api.workos.com/user_management/sessions/logout?session_id=session_1&return_to=https%3A%2F%2Fa.example',
      headers: { 'Set-Cookie': 'wos-session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax' },
    })
    expect(server.requests).toEqual([])
  })

  test('needs a session id', async () => {
    await expect(service.signOut('')).rejects.toThrow(TypeError)
  })
})

describe('a session in hand', () => {
  test('can be refreshed and moved to another organization; nothing is saved', async () => {
    const session = await core.decryptSession(
      (await signedIn()).headers.get('cookie')?.replace('wos-session=', '') ?? '',
    )

    const refreshed = await service.refreshSession(session)
    const moved = await service.switchOrganization(session, 'org_2')

    expect(refreshed.auth).toMatchObject({ user, refreshToken: 'refresh_1' })
    expect(moved.auth).toMatchObject({ organizationId: 'org_2', refreshToken: 'refresh_2' })
    await expect(core.decryptSession(moved.encryptedSession)).resolves.toMatchObject({
      refreshToken: 'refresh_2',
    })
  })
})

describe('starting a sign-in', () => {
  test.each([
    ['createAuthorization', null],
    ['createSignIn', 'sign-in'],
    ['createSignUp', 'sign-up'],
  ] as const)('%s writes the verifier cookie, and only that', async (method, screenHint) => {
    const { url, cookieName, headers } = await service[method](undefined, { returnPathname: '/a' })
    const query = new URL(url).searchParams

    expect(query.get('screen_hint')).toBe(screenHint)
    expect(cookieName).toMatch(/^wos-auth-verifier-[\da-f]{8}$/)
    expect(headers).toEqual({
      'Set-Cookie': `${cookieName}=${query.get('state')}; Path=/; Max-Age=600; HttpOnly; Secure; SameSite=Lax`,
    })
  })

  test('needs no options', async () => {
    await expect(service.createSignIn(undefined)).resolves.toHaveProperty('url')
  })

  test('does not hand out the sealed state beside the URL', async () => {
    await expect(service.createSignIn(undefined)).resolves.not.toHaveProperty('sealedState')
  })

  test('two at once have two cookies', async () => {
    const [one, two] = await Promise.all([service.createSignIn(undefined), service.createSignIn(undefined)])

    expect(one.cookieName).not.toBe(two.cookieName)
  })
})

describe('clearing a verifier cookie', () => {
  test('of a state', async () => {
    await expect(service.clearPendingVerifier(undefined, { state: 'foobar' })).resolves.toEqual({
      headers: {
        'Set-Cookie': 'wos-auth-verifier-bf9cf968=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax',
      },
    })
  })

  test('by its name, which is the same', async () => {
    expect(
      await service.clearPendingVerifierByName(undefined, { cookieName: 'wos-auth-verifier-bf9cf968' }),
    ).toEqual(await service.clearPendingVerifier(undefined, { state: 'foobar' }))
  })

  test('of a sign-in with its own callback URL', async () => {
    await expect(
      service.clearPendingVerifier(undefined, { state: 'foobar', redirectUri: 'http://localhost:3000/cb' }),
    ).resolves.toEqual({
      headers: { 'Set-Cookie': 'wos-auth-verifier-bf9cf968=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax' },
    })
  })

  test.each(['wos-session', '', 'wos-auth-verifierx'])('is refused for %j', async (cookieName) => {
    await expect(service.clearPendingVerifierByName(undefined, { cookieName })).rejects.toMatchObject({
      code: 'ERR_NOT_A_VERIFIER_COOKIE',
      message: `Refusing to clear non-PKCE cookie "${cookieName}".`,
    })
  })

  test('asks the storage before the first await: it may look at the request under way', () => {
    let asked = false
    class Watched extends RequestStorage {
      override clearCookie(...parameters: Parameters<RequestStorage['clearCookie']>) {
        asked = true
        return super.clearCookie(...parameters)
      }
    }

    void makeService({}, new Watched(validConfig)).clearPendingVerifier(undefined, { state: 's' })

    expect(asked).toBe(true)
  })
})

test('the client in use can be had', () => {
  expect(service.getWorkOS()).toBe(client)
})
