import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type * as Session from '../../../../src/runtime/session/index.ts'
import { RequestStorage, requestWith } from '../support/request-storage.ts'
import { makeSigningKey, signToken } from '../support/signing-key.ts'
import { user } from '../support/user.ts'
import { validConfig, validEnv } from '../support/valid-config.ts'
import { WorkOSServer } from '../support/workos-server.ts'

// The configuration and the client belong to the process: each test gets its own.
let session: typeof Session

beforeEach(async () => {
  vi.resetModules()
  session = await import('../../../../src/runtime/session/index.ts')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

function stubEnvironment(changes: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries({ ...validEnv, ...changes })) vi.stubEnv(name, value)
}

const sessionStorageFactory = (config: Session.AuthKitConfig): RequestStorage => new RequestStorage(config)

test('has every method of the service', () => {
  expect(Object.keys(session.createAuthService({ sessionStorageFactory })).toSorted()).toEqual([
    'clearPendingVerifier',
    'clearPendingVerifierByName',
    'clearSession',
    'createAuthorization',
    'createSignIn',
    'createSignUp',
    'getSession',
    'getWorkOS',
    'handleCallback',
    'hasEndedElsewhere',
    'refreshSession',
    'saveSession',
    'signOut',
    'switchOrganization',
    'withAuth',
  ])
})

describe('the first use', () => {
  test('makes everything, from the whole configuration, once', async () => {
    stubEnvironment({ WORKOS_COOKIE_SAMESITE: 'none', WORKOS_COOKIE_DOMAIN: 'example.com' })
    const made: Session.AuthKitConfig[] = []
    const service = session.createAuthService({
      sessionStorageFactory: (config) => {
        made.push(config)
        return new RequestStorage(config)
      },
    })
    expect(made).toEqual([])

    const saved = await service.saveSession(undefined, 'seal')
    await service.getSession(requestWith())

    expect(made).toMatchObject([
      { clientId: validConfig.clientId, cookieSameSite: 'none', cookieDomain: 'example.com' },
    ])
    expect(saved.headers).toEqual({
      'Set-Cookie':
        'wos-session=seal; Path=/; Domain=example.com; Max-Age=34560000; HttpOnly; Secure; SameSite=None',
    })
  })

  test('throws at once while the configuration is incomplete, and works when it no longer is', () => {
    const service = session.createAuthService({ sessionStorageFactory })

    expect(() => service.getSession(requestWith())).toThrow('WORKOS_CLIENT_ID is required')
    expect(() => service.getWorkOS()).toThrow('WORKOS_CLIENT_ID is required')
    stubEnvironment()
    expect(service.getWorkOS()).toHaveProperty('userManagement')
  })

  test('throws for the local AuthKit in production', () => {
    stubEnvironment({ WORKOS_CLIENT_ID: 'client_local', NODE_ENV: 'production' })
    const service = session.createAuthService({ sessionStorageFactory })

    expect(() => service.withAuth(requestWith())).toThrow(
      expect.objectContaining({ code: 'ERR_LOCAL_AUTHKIT_IN_PRODUCTION' }),
    )
  })
})

describe('parts', () => {
  test('of the app are used', async () => {
    stubEnvironment()
    const client = session.createWorkOSClient({ apiKey: 'sk_mine' })
    const service = session.createAuthService({
      sessionStorageFactory,
      clientFactory: () => client,
      encryptionFactory: () => ({
        sealData: () => Promise.resolve('mine'),
        unsealData: () => Promise.reject(new Error('mine')),
      }),
    })

    const { url } = await service.createSignIn(undefined)

    expect(service.getWorkOS()).toBe(client)
    expect(new URL(url).searchParams.get('state')).toBe('mine')
    await expect(service.getSession(requestWith({ 'wos-session': 'x' }))).rejects.toMatchObject({
      cause: { message: 'mine' },
    })
  })

  test('are the common ones otherwise', () => {
    stubEnvironment()

    expect(session.createAuthService({ sessionStorageFactory }).getWorkOS()).toBe(session.getWorkOS())
  })

  test('every method reaches the service', async () => {
    stubEnvironment()
    const service = session.createAuthService({ sessionStorageFactory })

    await expect(service.withAuth(requestWith())).resolves.toEqual({ auth: { user: null } })
    await expect(service.clearSession(new Response())).resolves.toHaveProperty('headers')
    await expect(service.signOut('session_1')).resolves.toHaveProperty('logoutUrl')
    await expect(service.createAuthorization(undefined, { screenHint: 'sign-up' })).resolves.toHaveProperty(
      'url',
    )
    await expect(service.createSignUp(undefined)).resolves.toHaveProperty('url')
    await expect(service.clearPendingVerifier(undefined, { state: 's' })).resolves.toHaveProperty('headers')
    await expect(
      service.clearPendingVerifierByName(undefined, { cookieName: 'wos-auth-verifier-1' }),
    ).resolves.toHaveProperty('headers')
    await expect(
      service.handleCallback(requestWith(), new Response(), { code: 'c', state: undefined }),
    ).rejects.toMatchObject({ name: 'OAuthStateMismatchError' })
  })
})

describe('the memory of verified sessions', () => {
  /** How often a service unseals, for two requests with one cookie. */
  async function countUnseals(): Promise<number> {
    const key = await makeSigningKey()
    let unseals = 0
    const service = session.createAuthService({
      sessionStorageFactory,
      encryptionFactory: () => ({
        sealData: (data, options) => session.sessionEncryption.sealData(data, options),
        unsealData: (sealed, options) => {
          unseals += 1
          return session.sessionEncryption.unsealData(sealed, options)
        },
      }),
      dependencies: { fetch: new WorkOSServer(key).fetch },
    })
    const tokens = { accessToken: await signToken(key), refreshToken: 'refresh_0' }
    const sealed = await session.sessionEncryption.sealData(
      { ...tokens, user },
      { password: validConfig.cookiePassword },
    )
    for (let visit = 0; visit < 2; visit++) {
      await expect(service.withAuth(requestWith({ 'wos-session': sealed }))).resolves.toMatchObject({
        auth: { user },
      })
    }
    return unseals
  }

  test('is on', async () => {
    stubEnvironment()

    await expect(countUnseals()).resolves.toBe(1)
  })

  test.each(['WORKOS_SESSION_CACHE_MAX_ENTRIES', 'WORKOS_SESSION_CACHE_MAX_BYTES'])(
    '%s=0 switches it off',
    async (variable) => {
      stubEnvironment({ [variable]: '0' })

      await expect(countUnseals()).resolves.toBe(2)
    },
  )

  test.each([{ sessionCacheMaxEntries: 0 }, { sessionCacheMaxBytes: 0 }])(
    'configure(%j) switches it off',
    async (values) => {
      stubEnvironment()
      session.configure(values)

      await expect(countUnseals()).resolves.toBe(2)
    },
  )
})

describe('getWorkOS', () => {
  test('is one client, made from the configuration of its first use', () => {
    session.configure({ apiKey: 'sk_1', apiHostname: 'api.one.example', apiPort: 8443 })
    const client = session.getWorkOS()
    session.configure({ apiHostname: 'api.two.example' })

    expect(session.getWorkOS()).toBe(client)
    expect(client.userManagement.getJwksUrl('c')).toBe('https://api.one.example:8443/sso/jwks/c')
  })

  test('takes a whole base URL', () => {
    session.configure({ apiKey: 'sk_1', apiBaseUrl: 'http://localhost:3000/__authkit' })

    expect(session.getWorkOS().userManagement.getJwksUrl('c')).toBe(
      'http://localhost:3000/__authkit/sso/jwks/c',
    )
  })

  test('without an API key throws, and works later', () => {
    expect(() => session.getWorkOS()).toThrow(expect.objectContaining({ code: 'ERR_CONFIG_MISSING' }))
    session.configure({ apiKey: 'sk_1' })
    expect(session.getWorkOS()).toHaveProperty('userManagement')
  })
})
