import { WorkOS } from '@workos-inc/node'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { createWorkOSClient } from '../../../../src/runtime/session/index.ts'
import type { WorkOSClient } from '../../../../src/runtime/session/index.ts'
import { caught } from '../support/caught.ts'
import { makeSigningKey } from '../support/signing-key.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { user } from '../support/user.ts'
import { WorkOSServer, apiUser } from '../support/workos-server.ts'

const API_KEY = 'sk_example_123'
const code = { clientId: 'client_123', code: 'code_1', codeVerifier: 'verifier_1' }
const refresh = { clientId: 'client_123', refreshToken: 'refresh_0' }

let key: SigningKey
let server: WorkOSServer
let client: WorkOSClient

beforeAll(async () => {
  key = await makeSigningKey()
})

beforeEach(() => {
  server = new WorkOSServer(key)
  client = createWorkOSClient({ apiKey: API_KEY }, { fetch: server.fetch })
})

describe('addresses', () => {
  test.each([
    [{}, 'https://api.workos.com/'],
    [{ apiHostname: 'api.example.com' }, 'https://api.example.com/'],
    [{ apiHostname: 'emulator.test', apiHttps: false, apiPort: 4100 }, 'http://emulator.test:4100/'],
    [{ apiPort: 8443 }, 'https://api.workos.com:8443/'],
    [{ apiBaseUrl: 'http://localhost:3000/__authkit' }, 'http://localhost:3000/__authkit/'],
    [{ apiBaseUrl: 'http://localhost:3000/__authkit/' }, 'http://localhost:3000/__authkit/'],
    [{ apiBaseUrl: 'https://a.example', apiHostname: 'b.example', apiPort: 1 }, 'https://a.example/'],
  ])('of %j begin with %s', (config, base) => {
    const { userManagement } = createWorkOSClient({ apiKey: API_KEY, ...config })

    expect(userManagement.getJwksUrl('client_123')).toBe(`${base}sso/jwks/client_123`)
    expect(userManagement.getLogoutUrl({ sessionId: 's' })).toBe(
      `${base}user_management/sessions/logout?session_id=s`,
    )
    expect(
      userManagement.getAuthorizationUrl({
        provider: 'authkit',
        clientId: 'c',
        redirectUri: 'r',
        state: 's',
        codeChallenge: 'x',
        codeChallengeMethod: 'S256',
      }),
    ).toMatch(`${base}user_management/authorize?`)
  })

  test('requests go there too', async () => {
    await createWorkOSClient(
      { apiKey: API_KEY, apiBaseUrl: 'http://localhost:3000/__authkit' },
      {
        fetch: (url, init) => {
          expect(url).toBe('http://localhost:3000/__authkit/user_management/authenticate')
          return server.fetch('http://localhost/user_management/authenticate', init)
        },
      },
    ).userManagement.authenticateWithCode(code)

    expect(server.tokenRequests).toHaveLength(1)
  })
})

describe('the logout URL', () => {
  test.each([
    [{ sessionId: 'session_1' }, 'session_id=session_1'],
    [{ sessionId: 'session_1', returnTo: '/' }, 'session_id=session_1&return_to=%2F'],
    [
      { sessionId: 'a b', returnTo: 'https://a.example/?b=c d' },
      'session_id=a+b&return_to=https%3A%2F%2Fa.example%2F%3Fb%3Dc+d',
    ],
    [{ sessionId: 'session_1', returnTo: '' }, 'session_id=session_1'],
  ])('%j', (options, query) => {
    const url = client.userManagement.getLogoutUrl(options)

    expect(url).toBe(`https://api.workos.com/user_management/sessions/logout?${query}`)
    expect(url).toBe(new WorkOS(API_KEY).userManagement.getLogoutUrl(options))
  })
})

test.each([
  ['sessionId', () => client.userManagement.getLogoutUrl({ sessionId: '' })],
  ['clientId', () => client.userManagement.getJwksUrl('')],
  ['codeVerifier', () => client.userManagement.authenticateWithCode({ ...code, codeVerifier: '' })],
  ['id', () => client.organizations.getOrganization('')],
])('an empty %s is a mistake of the caller', async (option, call) => {
  const error = await caught(call)

  expect(error).toBeInstanceOf(TypeError)
  expect(error).toHaveProperty('message', `"${option}" must not be empty.`)
  expect(server.requests).toEqual([])
})

describe('requests', () => {
  test('for a code', async () => {
    await client.userManagement.authenticateWithCode(code)
    const [request] = server.tokenRequests

    expect(request).toMatchObject({ method: 'POST', path: '/user_management/authenticate' })
    expect(JSON.stringify(request?.body)).toBe(
      '{"grant_type":"authorization_code","client_id":"client_123","client_secret":"sk_example_123","code":"code_1","code_verifier":"verifier_1"}',
    )
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer sk_example_123',
      'content-type': 'application/json',
    })
  })

  test('for a refresh token, without an organization', async () => {
    await client.userManagement.authenticateWithRefreshToken(refresh)

    expect(JSON.stringify(server.tokenRequests[0]?.body)).toBe(
      '{"grant_type":"refresh_token","client_id":"client_123","client_secret":"sk_example_123","refresh_token":"refresh_0"}',
    )
  })

  test('for a refresh token, with an organization', async () => {
    await client.userManagement.authenticateWithRefreshToken({ ...refresh, organizationId: 'org_1' })

    expect(server.tokenRequests[0]?.body).toMatchObject({ organization_id: 'org_1' })
  })

  test('for an organization', async () => {
    await expect(client.organizations.getOrganization('org_1')).resolves.toEqual({
      id: 'org_1',
      name: 'Example Org',
    })
    expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/organizations/org_1' })
    expect(server.requests[0]?.headers.get('authorization')).toBe('Bearer sk_example_123')
  })

  test('an organization id cannot lead elsewhere', async () => {
    await caught(() => client.organizations.getOrganization('../users/user_1'))

    expect(server.requests[0]?.path).toBe('/organizations/..%2Fusers%2Fuser_1')
  })
})

describe('answers', () => {
  test('are written in camel case', async () => {
    server.extra = {
      organization_id: 'org_1',
      authentication_method: 'GoogleOAuth',
      impersonator: { email: 'admin@example.com', reason: null },
      oauth_tokens: {
        provider: 'google',
        access_token: 'a',
        refresh_token: 'r',
        expires_at: 17,
        scopes: ['email'],
      },
      something_new: 7,
    }

    await expect(client.userManagement.authenticateWithCode(code)).resolves.toStrictEqual({
      user,
      accessToken: expect.any(String),
      refreshToken: 'refresh_1',
      organizationId: 'org_1',
      authenticationMethod: 'GoogleOAuth',
      impersonator: { email: 'admin@example.com', reason: null },
      oauthTokens: { accessToken: 'a', refreshToken: 'r', expiresAt: 17, scopes: ['email'] },
      something_new: 7,
    })
  })

  test('have the absent parts of a user filled in', async () => {
    const { name: _name, external_id: _id, metadata: _metadata, locale: _locale, ...bare } = apiUser
    server.extra = { user: bare }

    const { user: mapped } = await client.userManagement.authenticateWithCode(code)

    expect(mapped).toStrictEqual({ ...user, name: null, externalId: null, metadata: {}, locale: null })
  })

  test.each([
    ['no JSON', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['an empty body', () => new Response('')],
    ['no access token', () => Response.json({ user: apiUser, refresh_token: 'r' })],
    ['no refresh token', () => Response.json({ user: apiUser, access_token: 'a' })],
    ['no user', () => Response.json({ access_token: 'a', refresh_token: 'r' })],
    [
      'a user without id',
      () => Response.json({ access_token: 'a', refresh_token: 'r', user: { email: 'a@b.example' } }),
    ],
    ['a list', () => Response.json([])],
  ])('that make no sense are an error: %s', async (_name, answer) => {
    server.answers.push(answer)

    await expect(client.userManagement.authenticateWithCode(code)).rejects.toMatchObject({
      name: 'AuthKitError',
      code: 'ERR_API_RESPONSE',
    })
  })
})

describe('no answer', () => {
  test('nobody there', async () => {
    server.answers.push(() => Promise.reject(new TypeError('fetch failed')))

    await expect(client.userManagement.authenticateWithCode(code)).rejects.toMatchObject({
      code: 'ERR_API_UNREACHABLE',
      message: expect.stringContaining('api.workos.com'),
      cause: expect.any(TypeError),
    })
  })

  test('too late', async () => {
    const impatient = createWorkOSClient(
      { apiKey: API_KEY },
      {
        timeout: 5,
        fetch: (_url, { signal }) =>
          new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
      },
    )

    await expect(impatient.userManagement.authenticateWithCode(code)).rejects.toMatchObject({
      code: 'ERR_API_TIMEOUT',
      message: "WorkOS (api.workos.com) didn't answer within 0.005 seconds.",
    })
  })

  test('a redirect is not followed: the request holds the API key', async () => {
    server.answers.push(
      () => new Response(null, { status: 307, headers: { location: 'https://evil.example' } }),
    )

    const error = await caught(() => client.userManagement.authenticateWithCode(code))

    expect(error).toMatchObject({ name: 'ParseError', status: 307 })
    expect(server.requests).toHaveLength(1)
  })

  test('nor by a real server', async () => {
    const { port, close } = await server.listen()
    server.answers.push(
      () => new Response(null, { status: 307, headers: { location: '/organizations/org_1' } }),
    )
    const ours = createWorkOSClient({
      apiKey: API_KEY,
      apiHostname: '127.0.0.1',
      apiHttps: false,
      apiPort: port,
    })

    await caught(() => ours.userManagement.authenticateWithCode(code))
    await close()

    expect(server.requests).toHaveLength(1)
  })

  test('nothing is tried twice', async () => {
    server.answers.push(() => new Response('', { status: 503 }))

    await caught(() => client.userManagement.authenticateWithRefreshToken(refresh))

    expect(server.requests).toHaveLength(1)
  })
})

describe('beside the official SDK', () => {
  test('the same answer is mapped to the same object', async () => {
    const { port, close } = await server.listen()
    const theirs = new WorkOS(API_KEY, { apiHostname: '127.0.0.1', https: false, port })
    const ours = createWorkOSClient({
      apiKey: API_KEY,
      apiHostname: '127.0.0.1',
      apiHttps: false,
      apiPort: port,
    })
    const body = {
      user: apiUser,
      access_token: 'a',
      refresh_token: 'r',
      organization_id: 'org_1',
      authentication_method: 'Password',
      impersonator: { email: 'admin@example.com', reason: 'support' },
      oauth_tokens: { access_token: 'a', refresh_token: 'r', expires_at: 17, scopes: ['email'] },
      something_new: { deep: true },
    }
    server.answers.push(
      () => Response.json(body),
      () => Response.json(body),
    )

    const [mine, its] = [
      await ours.userManagement.authenticateWithCode(code),
      await theirs.userManagement.authenticateWithCode(code),
    ]
    await close()

    expect(mine).toEqual(its)
    expect(server.tokenRequests[0]?.body).toEqual(server.tokenRequests[1]?.body)
  })

  test('it can be used in our place', () => {
    const theirs: WorkOSClient = new WorkOS(API_KEY)

    expect(theirs.userManagement.getJwksUrl('client_1')).toBe(client.userManagement.getJwksUrl('client_1'))
  })
})
