import { decodeJwt, jwtVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import { describe, expect, test } from 'vitest'

import type { LocalAuthKit } from '../../src/emulator/index.ts'
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
} from './sign-in-flow.ts'

interface Answer {
  status: number
  body: Record<string, unknown>
}

async function control(
  authKit: LocalAuthKit,
  path: string,
  body?: unknown,
  init: { method?: string; headers?: Record<string, string>; base?: string } = {},
): Promise<Answer> {
  const { method = body === undefined ? 'GET' : 'POST', headers = {}, base = BASE_URL } = init
  const response = await authKit.fetch(
    new Request(`${base}/control/${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    }),
  )
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

function jwks(authKit: LocalAuthKit): Promise<Response> {
  return authKit.fetch(new Request(`${BASE_URL}/sso/jwks/client_local`))
}

async function verifies(authKit: LocalAuthKit, token: unknown): Promise<boolean> {
  const keys = createLocalJWKSet((await (await jwks(authKit)).json()) as JSONWebKeySet)
  const options = { currentDate: new Date(START) }
  return jwtVerify(String(token), keys, options).then(
    () => true,
    () => false,
  )
}

describe('time', () => {
  test('the lifetime of access tokens', async () => {
    const { authKit } = createTestAuthKit()
    expect((await control(authKit, 'token-lifetime', { seconds: 5 })).body).toMatchObject({
      accessTokenLifetime: 5,
    })
    const { exp = 0, iat = 0 } = decodeJwt(String((await signIn(authKit)).access_token))
    expect(exp - iat).toBe(5)
  })

  test('the clock, by which codes age and tokens are issued', async () => {
    const { authKit } = createTestAuthKit()
    const { refresh_token: token } = await signIn(authKit)
    expect((await control(authKit, 'clock', { advance: 60 })).body).toMatchObject({
      clockOffset: 60_000,
      now: new Date(START + 60_000).toISOString(),
    })
    const { body } = await refresh(authKit, token)
    expect(decodeJwt(String(body.access_token)).iat).toBe(START / 1000 + 60)
    // Beyond the grace of a refresh token, a second use ends the session.
    await control(authKit, 'clock', { advance: 60 })
    expect((await refresh(authKit, token)).body.error_description).toBe('Refresh token already exchanged.')
    await control(authKit, 'clock', { offset: 0 })
    expect((await control(authKit, 'state')).body.clockOffset).toBe(0)
  })

  test('a session ends after 30 days', async () => {
    const { authKit } = createTestAuthKit()
    const { refresh_token: token } = await signIn(authKit)
    authKit.control.advanceClock(2_592_000)
    expect(authKit.control.sessions()[0]?.status).toBe('expired')
    expect((await refresh(authKit, token)).body).toStrictEqual({
      error: 'invalid_grant',
      error_description: 'Session has already ended.',
    })
  })
})

describe('failures', () => {
  test('come as often as was asked for, at that endpoint only', async () => {
    const { authKit } = createTestAuthKit()
    const { refresh_token: token } = await signIn(authKit)
    const asked = { endpoint: 'authenticate', status: 429, retryAfter: 3, times: 2 }
    expect((await control(authKit, 'failures', asked)).body.failures).toStrictEqual([asked])
    expect((await jwks(authKit)).status).toBe(200)
    expect(await refresh(authKit, token)).toStrictEqual({
      status: 429,
      body: { message: 'Too many requests.', code: 'rate_limit_exceeded' },
    })
    expect((await control(authKit, 'state')).body.failures).toStrictEqual([{ ...asked, times: 1 }])
    await refresh(authKit, token)
    expect((await refresh(authKit, token)).status).toBe(200)
  })

  test('tell when to try again', async () => {
    const { authKit } = createTestAuthKit()
    authKit.control.failNext({ endpoint: '*', status: 503, retryAfter: 7 })
    const response = await jwks(authKit)
    expect([response.status, response.headers.get('retry-after')]).toStrictEqual([503, '7'])
  })

  test('may be an error of the grant', async () => {
    const { authKit } = createTestAuthKit()
    authKit.control.failNext({ endpoint: 'authenticate', status: 400, error: 'invalid_grant' })
    expect(await refresh(authKit, 'r')).toStrictEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'This failure was asked for.' },
    })
  })

  test('may be an error at the redirect URI', async () => {
    const { authKit } = createTestAuthKit()
    authKit.control.failNext({ endpoint: 'authorize', error: 'access_denied', errorDescription: 'No.' })
    const { searchParams } = location(await authKit.fetch(new Request(authorizeUrl())))
    expect(Object.fromEntries(searchParams)).toStrictEqual({
      error: 'access_denied',
      error_description: 'No.',
      state: 'the state',
    })
    expect((await authKit.fetch(new Request(authorizeUrl()))).status).toBe(200)
  })

  test('may be a delay, which a request that is given up does not wait for', async () => {
    const { authKit } = createTestAuthKit()
    authKit.control.failNext({ endpoint: 'jwks', delay: 1 })
    expect((await jwks(authKit)).status).toBe(200)
    authKit.control.failNext({ endpoint: 'jwks', delay: 120_000 })
    const given = new AbortController()
    const waiting = authKit.fetch(new Request(`${BASE_URL}/sso/jwks/client_local`, { signal: given.signal }))
    given.abort()
    expect((await waiting).status).toBe(200)
  })

  test('are taken back', async () => {
    const { authKit } = createTestAuthKit()
    authKit.control.failNext({ endpoint: '*', status: 500, times: 5 })
    await control(authKit, 'failures', undefined, { method: 'DELETE' })
    expect((await jwks(authKit)).status).toBe(200)
  })
})

describe('keys', () => {
  test('rotated, the old ones go on verifying', async () => {
    const { authKit } = createTestAuthKit()
    const { access_token: before } = await signIn(authKit)
    const { body } = await control(authKit, 'rotate-keys', {})
    expect(body.keyIds).toHaveLength(2)
    const { access_token: after } = await signIn(authKit)
    expect([await verifies(authKit, before), await verifies(authKit, after)]).toStrictEqual([true, true])
  })

  test('replaced, the old ones verify no more', async () => {
    const { authKit } = createTestAuthKit()
    const { access_token: before } = await signIn(authKit)
    const { body } = await control(authKit, 'rotate-keys', { keepOld: false })
    expect(body.keyIds).toHaveLength(1)
    const { access_token: after } = await signIn(authKit)
    expect([await verifies(authKit, before), await verifies(authKit, after)]).toStrictEqual([false, true])
  })
})

describe('sessions', () => {
  test('are shown and ended', async () => {
    const { authKit } = createTestAuthKit()
    const { access_token: access, refresh_token: token } = await signIn(authKit)
    const sessionId = String(decodeJwt(String(access)).sid)
    const { body } = await control(authKit, 'revoke-session', { sessionId })
    expect(body).toMatchObject({
      id: sessionId,
      userId: 'user_local_alice',
      email: 'alice@example.com',
      organizationId: 'org_local_example',
      status: 'revoked',
    })
    expect((await refresh(authKit, token)).status).toBe(400)
    expect(await control(authKit, 'revoke-session', { sessionId: 'session_x' })).toStrictEqual({
      status: 404,
      body: { message: 'There is no session "session_x".', code: 'invalid_control' },
    })
  })

  test('are begun without a page, with the impersonator in the answer and the token', async () => {
    const { authKit } = createTestAuthKit()
    const impersonator = { email: 'admin@example.com', reason: 'a support case' }
    const { body } = await control(authKit, 'sign-in', { user: 'bob@example.com', impersonator })
    expect(body).toMatchObject({
      user: { id: 'user_local_bob' },
      organization_id: 'org_local_example',
      authentication_method: 'Impersonation',
      impersonator,
    })
    const claims = decodeJwt(String(body.access_token))
    expect(claims.act).toStrictEqual({ sub: 'admin@example.com' })
    expect(claims.iss).toBe(`${BASE_URL}/user_management/client_local`)
    const refreshed = await refresh(authKit, body.refresh_token)
    expect(refreshed.body.impersonator).toStrictEqual(impersonator)
    expect(decodeJwt(String(refreshed.body.access_token)).act).toStrictEqual({ sub: 'admin@example.com' })
  })

  test('get an expired token with a refresh token that is good', async () => {
    const { authKit } = createTestAuthKit()
    const { access_token: access } = await signIn(authKit)
    const sessionId = String(decodeJwt(String(access)).sid)
    const { body } = await control(authKit, 'issue-tokens', { sessionId, lifetime: -1 })
    expect(decodeJwt(String(body.access_token)).exp).toBe(START / 1000 - 1)
    expect((await refresh(authKit, body.refresh_token)).status).toBe(200)
  })
})

describe('the next sign-in', () => {
  test('goes through the app and shows no page', async () => {
    const { authKit } = createTestAuthKit()
    const impersonator = { email: 'admin@example.com', reason: null }
    await control(authKit, 'next-sign-in', { user: 'bob@example.com', impersonator })
    const pkce = createPkce()
    const answered = await authKit.fetch(new Request(authorizeUrl({ code_challenge: pkce.challenge })))
    const { searchParams } = location(answered)
    expect(searchParams.get('state')).toBe('the state')
    const { body } = await exchangeCode(authKit, searchParams.get('code') ?? '', pkce)
    expect(body).toMatchObject({ user: { email: 'bob@example.com' }, impersonator })
    expect((await authKit.fetch(new Request(authorizeUrl()))).status).toBe(200)
  })

  test('into an organization of others is refused', async () => {
    const { authKit } = createTestAuthKit()
    expect(
      await control(authKit, 'next-sign-in', { user: 'bob@example.com', organizationId: 'org_x' }),
    ).toMatchObject({ status: 400, body: { message: 'bob@example.com is not an active member of "org_x".' } })
  })
})

describe('the event log', () => {
  test('joins the steps of a sign-in and holds nothing secret', async () => {
    const { authKit } = createTestAuthKit()
    const pkce = createPkce()
    const url = authorizeUrl({ code_challenge: pkce.challenge, state: 'secret-state' })
    await authKit.fetch(new Request(url))
    const body = await signIn(authKit, { user_id: 'user_local_alice' }, { state: 'secret-state' })
    await refresh(authKit, body.refresh_token)
    const events = authKit.control.events()
    expect(events.map(({ endpoint, method, status }) => `${method} ${endpoint} ${status}`)).toStrictEqual([
      'GET authorize 200',
      'POST authorize 303',
      'POST authenticate 200',
      'POST authenticate 200',
    ])
    const flows = events.map(({ flow }) => flow)
    expect(flows[0]).not.toBe(flows[1])
    expect(new Set(flows.slice(1)).size).toBe(1)
    expect(events.slice(2).map(({ grantType }) => grantType)).toStrictEqual([
      'authorization_code',
      'refresh_token',
    ])
    const text = JSON.stringify(events)
    for (const secret of ['secret-state', body.refresh_token, body.access_token])
      expect(text).not.toContain(secret)
  })

  test('stays within its bound and tells who listens', async () => {
    const { authKit } = createTestAuthKit()
    const seen: number[] = []
    const stop = authKit.control.onEvent(({ id }) => seen.push(id))
    for (let count = 0; count < 1_100; count += 1) await jwks(authKit)
    stop()
    await jwks(authKit)
    expect(seen).toHaveLength(1_100)
    const events = authKit.control.events()
    expect([events.length, events.at(-1)?.id]).toStrictEqual([500, 1_101])
  })
})

test('reset goes back to the seed', async () => {
  const { authKit } = createTestAuthKit()
  const { refresh_token: token } = await signIn(authKit, { email: 'carol@example.com' })
  authKit.control.setAccessTokenLifetime(5)
  authKit.control.setClock(100)
  authKit.control.failNext({ endpoint: '*', status: 500 })
  const { body } = await control(authKit, 'reset', {})
  expect(body).toMatchObject({ accessTokenLifetime: 300, clockOffset: 0, failures: [] })
  expect(authKit.control.users().map(({ email }) => email)).toStrictEqual([
    'alice@example.com',
    'bob@example.com',
  ])
  expect((await refresh(authKit, token)).body.error_description).toBe('Invalid refresh token.')

  await control(authKit, 'reset', { seed: { users: [{ email: 'zoe@example.com' }] } })
  expect(authKit.control.users().map(({ email }) => email)).toStrictEqual(['zoe@example.com'])
  expect(await control(authKit, 'reset', { seed: { users: [{}] } })).toMatchObject({
    status: 400,
    body: { message: 'The seed is not valid: `users[0].email` is missing.' },
  })
})

describe('who may not use it', () => {
  const OTHER = 'https://evil.example'
  test.each<[string, Record<string, string>, number]>([
    ['a page of another site', { 'sec-fetch-site': 'cross-site', origin: OTHER }, 403],
    ['a page of another port', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8000' }, 403],
    ['another origin, without Sec-Fetch-Site', { origin: OTHER }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['the page', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }, 200],
    ['a test', {}, 200],
    ['a form', { 'content-type': 'text/plain' }, 415],
  ])('%s: %j', async (_, headers, status) => {
    const { authKit } = createTestAuthKit()
    expect((await control(authKit, 'clock', { advance: 1 }, { headers })).status).toBe(status)
  })

  test('a name that is not of this machine', async () => {
    const { authKit } = createTestAuthKit({ allowedOrigins: new Set(['https://app.test']) })
    const at = (base: string): Promise<Answer> => control(authKit, 'state', undefined, { base })
    expect((await at('http://rebound.example:3000/__authkit')).status).toBe(403)
    expect((await at('https://app.test/__authkit')).status).toBe(200)
  })
})

describe('what it does not understand', () => {
  test.each<[string, unknown, string]>([
    ['clock', {}, 'offset or `advance` is needed'],
    ['clock', { offset: 1, advance: 1 }, 'offset or `advance` is needed'],
    ['clock', { offset: 'x' }, 'offset must be a number.'],
    ['clock', { ofset: 1 }, 'ofset is not known; there are offset, advance.'],
    ['clock', { offset: 1e12 }, 'The clock can be moved by at most'],
    ['token-lifetime', {}, 'seconds is required, a number.'],
    ['token-lifetime', { seconds: 0 }, '"accessTokenLifetime" must be a whole number'],
    ['failures', {}, 'endpoint is required.'],
    [
      'failures',
      { endpoint: 'tokens', status: 500 },
      'There is no endpoint "tokens". It may be *, authorize',
    ],
    ['failures', { endpoint: 'jwks', status: 200 }, '`status` must be a status of an error'],
    ['failures', { endpoint: 'jwks', delay: 1e9 }, '`delay` must be a whole number of milliseconds'],
    ['failures', { endpoint: 'jwks', status: 500, times: 0 }, '`times` must be a whole number'],
    ['failures', { endpoint: 'jwks' }, 'A failure needs a `status` or a `delay`'],
    ['failures', { endpoint: 'jwks', error: 'x' }, 'A failure needs a `status` or a `delay`'],
    ['sign-in', { user: 'nobody' }, 'There is no user "nobody".'],
    ['sign-in', { user: 'bob@example.com', impersonator: {} }, 'email is required.'],
    [
      'sign-in',
      { user: 'bob@example.com', impersonator: { email: 'x' } },
      '`impersonator.email` must be an email address.',
    ],
    ['sign-in', { user: 'bob@example.com', lifetime: 0.5 }, '`lifetime` must be a whole number'],
    ['issue-tokens', { sessionId: 'x' }, 'There is no session "x".'],
    ['rotate-keys', { keepOld: 'no' }, 'keepOld must be true or false.'],
    ['reset', { sead: 1 }, 'sead is not known; there are seed.'],
    ['reset', { seed: 1 }, 'The seed is not valid: it must be an object'],
  ])('%s %j', async (path, body, message) => {
    const { authKit } = createTestAuthKit()
    const answer = await control(authKit, path, body)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(JSON.stringify(answer.body).replaceAll('\\"', '"')).toContain(message)
  })
})
