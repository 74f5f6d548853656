import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'

import { BASE_URL, createTestAuthKit, refresh, signIn } from '../sign-in-flow.ts'

const ALREADY_EXCHANGED = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'Refresh token already exchanged.' },
}
const ENDED = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'Session has already ended.' },
}

const TWO_ORGANIZATIONS = {
  users: [{ id: 'user_1', email: 'zoe@example.com' }],
  organizations: [
    {
      id: 'org_1',
      name: 'One',
      members: [{ email: 'zoe@example.com', role: 'admin', permissions: ['all'] }],
    },
    { id: 'org_2', name: 'Two', members: [{ email: 'zoe@example.com', role: 'guest' }] },
    { id: 'org_3', name: 'Three', members: [] },
  ],
}

describe('rotation', () => {
  test('each token gives the next one, in the same session', async () => {
    const { authKit } = createTestAuthKit()
    const first = await signIn(authKit)
    const second = await refresh(authKit, first.refresh_token)
    const third = await refresh(authKit, second.body.refresh_token)
    expect([second.status, third.status]).toStrictEqual([200, 200])
    expect(new Set([first, second.body, third.body].map((body) => body.refresh_token)).size).toBe(3)
    expect(
      new Set([first, second.body, third.body].map((body) => decodeJwt(String(body.access_token)).sid)).size,
    ).toBe(1)
  })

  test.each([
    ['at once', 0],
    ['at the end of the grace', 29],
  ])('an identical retry %s gets the same tokens', async (_, seconds) => {
    const { authKit, clock } = createTestAuthKit()
    const { refresh_token } = await signIn(authKit)
    const first = await refresh(authKit, refresh_token)
    clock.advance(seconds)
    expect(await refresh(authKit, refresh_token)).toStrictEqual(first)
    expect((await refresh(authKit, first.body.refresh_token)).status).toBe(200)
  })

  test('an identical retry gets the same answer although the user has changed meanwhile', async () => {
    const { authKit, clock } = createTestAuthKit()
    const { refresh_token } = await signIn(authKit)
    const first = await refresh(authKit, refresh_token)
    clock.advance(10)
    await signIn(authKit)
    expect(await refresh(authKit, refresh_token)).toStrictEqual(first)
  })

  test('requests that race get the same tokens', async () => {
    const { authKit } = createTestAuthKit()
    const { refresh_token } = await signIn(authKit)
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => refresh(authKit, refresh_token)),
    )
    expect(first?.status).toBe(200)
    expect(others).toStrictEqual([first, first, first, first])
  })

  test('a reuse after the grace is refused and ends the session', async () => {
    const { authKit, clock } = createTestAuthKit()
    const { refresh_token } = await signIn(authKit)
    const second = await refresh(authKit, refresh_token)
    clock.advance(30)
    expect(await refresh(authKit, refresh_token)).toStrictEqual(ALREADY_EXCHANGED)
    expect(await refresh(authKit, second.body.refresh_token)).toStrictEqual(ENDED)
  })

  test('a reuse for something else within the grace is refused, and the session goes on', async () => {
    const { authKit } = createTestAuthKit({ seed: TWO_ORGANIZATIONS })
    const { refresh_token } = await signIn(authKit, { user_id: 'user_1' })
    const second = await refresh(authKit, refresh_token)
    expect(await refresh(authKit, refresh_token, 'org_2')).toStrictEqual(ALREADY_EXCHANGED)
    expect((await refresh(authKit, second.body.refresh_token)).status).toBe(200)
  })

  test('other sessions of the user are untouched', async () => {
    const { authKit, clock } = createTestAuthKit()
    const stolen = await signIn(authKit)
    const other = await signIn(authKit)
    await refresh(authKit, stolen.refresh_token)
    clock.advance(60)
    await refresh(authKit, stolen.refresh_token)
    expect((await refresh(authKit, other.refresh_token)).status).toBe(200)
  })
})

describe('organizations', () => {
  test('the session moves to another organization and stays there', async () => {
    const { authKit } = createTestAuthKit({ seed: TWO_ORGANIZATIONS })
    const first = await signIn(authKit, { user_id: 'user_1' })
    expect(decodeJwt(String(first.access_token))).toMatchObject({
      org_id: 'org_1',
      role: 'admin',
      permissions: ['all'],
    })
    const second = await refresh(authKit, first.refresh_token, 'org_2')
    expect(second.body.organization_id).toBe('org_2')
    expect(decodeJwt(String(second.body.access_token))).toMatchObject({
      org_id: 'org_2',
      roles: ['guest'],
      permissions: [],
    })
    const third = await refresh(authKit, second.body.refresh_token)
    expect(third.body.organization_id).toBe('org_2')
  })

  test.each(['org_3', 'org_unknown'])(
    '%s, which the user is not in, is refused, and the token stays good',
    async (id) => {
      const { authKit } = createTestAuthKit({ seed: TWO_ORGANIZATIONS })
      const { refresh_token } = await signIn(authKit, { user_id: 'user_1' })
      expect(await refresh(authKit, refresh_token, id)).toMatchObject({
        status: 400,
        body: { code: 'organization_membership_not_found' },
      })
      expect((await refresh(authKit, refresh_token)).status).toBe(200)
    },
  )

  test('outside of an organization there are no claims of one', async () => {
    const { authKit } = createTestAuthKit()
    const { access_token } = await signIn(authKit, { email: 'carol@example.com' })
    const claims = Object.keys(decodeJwt(String(access_token))).toSorted()
    expect(claims).toStrictEqual([
      'auth_time',
      'entitlements',
      'exp',
      'feature_flags',
      'iat',
      'iss',
      'jti',
      'sid',
      'sub',
    ])
  })
})

describe('a token that is not good', () => {
  test.each(['refresh_unknown', 'code_unknown'])('%s', async (token) => {
    const { authKit } = createTestAuthKit()
    expect(await refresh(authKit, token)).toStrictEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Invalid refresh token.' },
    })
  })

  test('of a session that was signed out', async () => {
    const { authKit } = createTestAuthKit()
    const { refresh_token, access_token } = await signIn(authKit)
    const { sid } = decodeJwt(String(access_token))
    await authKit.fetch(new Request(`${BASE_URL}/user_management/sessions/logout?session_id=${String(sid)}`))
    expect(await refresh(authKit, refresh_token)).toStrictEqual(ENDED)
  })

  test.each([
    ['its session', { sessions: 1 }],
    ['itself', { refreshTokens: 1 }],
    ['its user', { users: 1 }],
  ])('that had to make room: %s', async (_, capacity) => {
    const { authKit } = createTestAuthKit({ capacity })
    const { refresh_token } = await signIn(authKit, { email: 'first@example.com' })
    await signIn(authKit, { email: 'second@example.com' })
    expect(await refresh(authKit, refresh_token)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })
})
