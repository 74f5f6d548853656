import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { describe, expect, test } from 'vitest'

import { createLocalAuthKit } from '../../src/emulator/index.ts'
import {
  authorizeUrl,
  BASE_URL,
  createPkce,
  createTestAuthKit,
  exchangeCode,
  location,
  refresh,
  signIn,
  START,
  submit,
} from './sign-in-flow.ts'

async function keySet(fetch: (request: Request) => Promise<Response>): Promise<JSONWebKeySet> {
  const response = await fetch(new Request(`${BASE_URL}/sso/jwks/client_local`))
  return (await response.json()) as JSONWebKeySet
}

describe('the whole way', () => {
  test('page, form, exchange, verified token, refresh, logout', async () => {
    const { authKit, clock } = createTestAuthKit()
    const pkce = createPkce()
    const url = authorizeUrl({ code_challenge: pkce.challenge })

    const page = await authKit.fetch(new Request(url))
    expect(page.status).toBe(200)

    const callback = await submit(authKit, url, { user_id: 'user_local_alice' })
    expect(callback.status).toBe(303)
    expect(location(callback).origin + location(callback).pathname).toBe(
      'http://localhost:3000/api/auth/callback',
    )
    expect(location(callback).searchParams.get('state')).toBe('the state')
    const code = location(callback).searchParams.get('code') ?? ''

    const first = await exchangeCode(authKit, code, pkce)
    expect(first).toStrictEqual({
      status: 200,
      body: {
        user: {
          object: 'user',
          id: 'user_local_alice',
          email: 'alice@example.com',
          email_verified: true,
          name: 'Alice Andersson',
          first_name: 'Alice',
          last_name: 'Andersson',
          profile_picture_url: null,
          last_sign_in_at: '2026-11-21T12:00:00.000Z',
          locale: null,
          external_id: null,
          metadata: {},
          created_at: '2026-01-01T00:00:00.000Z',
          updated_at: '2026-01-01T00:00:00.000Z',
        },
        organization_id: 'org_local_example',
        access_token: expect.any(String) as string,
        refresh_token: expect.stringMatching(/^refresh_[\w-]{43}$/) as string,
        authentication_method: 'MagicAuth',
      },
    })

    const keys = createLocalJWKSet(await keySet(authKit.fetch))
    const options = { algorithms: ['RS256'], currentDate: new Date(clock.now()) }
    const verified = await jwtVerify(String(first.body.access_token), keys, options)
    const sessionId = String(verified.payload.sid)
    expect(verified.payload).toStrictEqual({
      iss: `${BASE_URL}/user_management/client_local`,
      sub: 'user_local_alice',
      sid: expect.stringMatching(/^session_/) as string,
      jti: expect.any(String) as string,
      iat: START / 1000,
      exp: START / 1000 + 300,
      auth_time: START / 1000,
      org_id: 'org_local_example',
      role: 'admin',
      roles: ['admin'],
      permissions: ['posts:read', 'posts:write'],
      entitlements: [],
      feature_flags: [],
    })

    clock.advance(300)
    const expired = { ...options, currentDate: new Date(clock.now()) }
    await expect(jwtVerify(String(first.body.access_token), keys, expired)).rejects.toMatchObject({
      code: 'ERR_JWT_EXPIRED',
    })

    const second = await refresh(authKit, first.body.refresh_token)
    const again = await jwtVerify(String(second.body.access_token), keys, expired)
    expect(again.payload).toMatchObject({ sid: sessionId, auth_time: START / 1000, iat: START / 1000 + 300 })
    expect(again.payload.jti).not.toBe(verified.payload.jti)
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token)

    const logout = await authKit.fetch(
      new Request(
        `${BASE_URL}/user_management/sessions/logout?session_id=${sessionId}&return_to=${encodeURIComponent('http://localhost:3000/bye')}`,
      ),
    )
    expect(logout.status).toBe(302)
    expect(logout.headers.get('location')).toBe('http://localhost:3000/bye')

    expect(await refresh(authKit, second.body.refresh_token)).toStrictEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Session has already ended.' },
    })
  })

  test('makes its own key when it is given none, and keeps it', async () => {
    const authKit = createLocalAuthKit()
    const [first, second] = await Promise.all([keySet(authKit.fetch), keySet(authKit.fetch)])
    expect(first.keys).toHaveLength(1)
    expect(second).toStrictEqual(first)
    expect(first.keys[0]).toMatchObject({
      kty: 'RSA',
      alg: 'RS256',
      use: 'sig',
      kid: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(first.keys[0]).not.toHaveProperty('d')
  })

  test.each([
    ['the root', 'http://localhost:4100'],
    ['a mount path', 'http://localhost:3000/__authkit'],
    ['a deep mount path', 'https://app.localhost/a/b%20c'],
  ])('works at %s', async (_, baseUrl) => {
    const { authKit } = createTestAuthKit()
    const response = await authKit.fetch(new Request(authorizeUrl({}, baseUrl)))
    const keys = await authKit.fetch(new Request(`${baseUrl}/sso/jwks/client_local`))
    expect([response.status, keys.status]).toStrictEqual([200, 200])
  })

  test('has credentials of its own when it is given some', async () => {
    const { authKit } = createTestAuthKit({ clientId: 'client_mine', apiKey: 'sk_mine' })
    expect(authKit).toMatchObject({ clientId: 'client_mine', apiKey: 'sk_mine' })
    expect((await authKit.fetch(new Request(authorizeUrl()))).status).toBe(400)
    expect((await authKit.fetch(new Request(authorizeUrl({ client_id: 'client_mine' })))).status).toBe(200)
  })

  test('knows who is in the seed', async () => {
    const { authKit } = createTestAuthKit({
      seed: { users: [{ id: 'user_1', email: 'Zoe@Example.com' }], organizations: [] },
    })
    const body = await signIn(authKit, { user_id: 'user_1' })
    expect(body).toMatchObject({ user: { id: 'user_1', email: 'zoe@example.com', name: null } })
    expect(body).not.toHaveProperty('organization_id')
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses an access token lifetime of %s', (accessTokenLifetime) => {
    expect(() => createLocalAuthKit({ accessTokenLifetime })).toThrow(/"accessTokenLifetime" must be/)
  })
})

describe('what is not there', () => {
  test.each([
    ['GET', '/', 404, { message: 'Not Found' }],
    ['GET', '/user_management', 404, { message: 'Not Found' }],
    ['GET', '/user_management/authorize/', 404, { message: 'Not Found' }],
    ['POST', '/user_management/authorize/device', 404, { message: 'Not Found' }],
    ['GET', '/user_management/users/', 404, { message: 'Not Found' }],
    ['GET', '/user_management/users/%E0%A4%A', 404, { message: 'Not Found' }],
    ['GET', '/sso/jwks/client_other', 404, { message: 'Not Found' }],
    ['DELETE', '/user_management/authorize', 405, { message: 'Method Not Allowed' }],
    ['GET', '/user_management/authenticate', 405, { message: 'Method Not Allowed' }],
    ['POST', '/user_management/sessions/logout', 405, { message: 'Method Not Allowed' }],
    ['PATCH', '/user_management/users/user_local_alice', 405, { message: 'Method Not Allowed' }],
    ['POST', '/organizations/org_local_example', 405, { message: 'Method Not Allowed' }],
    ['POST', '/sso/jwks/client_local', 405, { message: 'Method Not Allowed' }],
  ])('%s %s is answered with %i', async (method, path, status, body) => {
    const { authKit } = createTestAuthKit()
    const response = await authKit.fetch(new Request(BASE_URL + path, { method }))
    expect(response.status).toBe(status)
    expect(await response.json()).toStrictEqual(body)
    expect(response.headers.get('x-request-id')).toMatch(/^req_/)
  })

  test('a wrong method is told the right ones', async () => {
    const { authKit } = createTestAuthKit()
    const response = await authKit.fetch(new Request(authorizeUrl(), { method: 'PATCH' }))
    expect(response.headers.get('allow')).toBe('GET, POST')
  })

  test('HEAD is answered as GET', async () => {
    const { authKit } = createTestAuthKit()
    const response = await authKit.fetch(new Request(authorizeUrl(), { method: 'HEAD' }))
    expect(response.status).toBe(200)
  })
})
