import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'

import type { LocalAuthKit, Seed } from '../../../src/emulator/index.ts'
import { authenticate, BASE_URL, createTestAuthKit, type Answer } from '../sign-in-flow.ts'

const SEED: Seed = {
  users: [
    { id: 'user_one', email: 'one@example.com', password: 'correct horse' },
    {
      id: 'user_two',
      email: 'two@example.com',
      password: 'battery staple',
      featureFlags: ['beta', 'new-nav'],
    },
    { id: 'user_none', email: 'none@example.com' },
  ],
  organizations: [
    {
      id: 'org_a',
      name: 'A',
      entitlements: ['audit-logs'],
      featureFlags: ['beta'],
      members: [
        { email: 'one@example.com' },
        { email: 'two@example.com', roles: ['admin', 'member'], permissions: ['own:do'] },
      ],
    },
    {
      id: 'org_b',
      name: 'B',
      members: [{ email: 'two@example.com' }, { email: 'none@example.com', status: 'pending' }],
    },
  ],
  roles: [{ slug: 'admin', permissions: ['all:read', 'all:write'] }],
}

const password = (authKit: LocalAuthKit, email: string, text: string): Promise<Answer> =>
  authenticate(authKit, { grant_type: 'password', email, password: text })

const select = (authKit: LocalAuthKit, token: unknown, organizationId: string): Promise<Answer> =>
  authenticate(authKit, {
    grant_type: 'urn:workos:oauth:grant-type:organization-selection',
    pending_authentication_token: token,
    organization_id: organizationId,
  })

const magic = (authKit: LocalAuthKit, email: string, code: unknown): Promise<Answer> =>
  authenticate(authKit, { grant_type: 'urn:workos:oauth:grant-type:magic-auth:code', email, code })

async function magicCode(authKit: LocalAuthKit, email: string): Promise<Record<string, unknown>> {
  const response = await authKit.fetch(
    new Request(`${BASE_URL}/user_management/magic_auth`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_local' },
      body: JSON.stringify({ email }),
    }),
  )
  return (await response.json()) as Record<string, unknown>
}

describe('a password', () => {
  test('of the seed signs in, in the only organization', async () => {
    const { authKit } = createTestAuthKit({ seed: SEED })
    expect(await password(authKit, 'One@example.com', 'correct horse')).toMatchObject({
      status: 200,
      body: { user: { id: 'user_one' }, organization_id: 'org_a', authentication_method: 'Password' },
    })
  })

  test.each([
    ['a wrong one', 'one@example.com', 'wrong'],
    ['of a user without one', 'none@example.com', 'undefined'],
    ['of nobody', 'nobody@example.com', 'x'],
  ])('%s is refused', async (_, email, text) => {
    const { authKit } = createTestAuthKit({ seed: SEED })
    expect(await password(authKit, email, text)).toStrictEqual({
      status: 400,
      body: { message: `Invalid credentials for '${email}'.`, code: 'invalid_credentials' },
    })
  })

  test('that the API sets takes the place of the one before', async () => {
    const { authKit } = createTestAuthKit({ seed: SEED })
    await authKit.fetch(
      new Request(`${BASE_URL}/user_management/users/user_one`, {
        method: 'PUT',
        headers: { authorization: 'Bearer sk_test_local' },
        body: JSON.stringify({ password: 'another one' }),
      }),
    )
    expect((await password(authKit, 'one@example.com', 'correct horse')).status).toBe(400)
    expect((await password(authKit, 'one@example.com', 'another one')).status).toBe(200)
    expect(JSON.stringify(await authKit.snapshot())).not.toContain('another one')
  })
})

describe('of several organizations', () => {
  test('the app has to ask, and goes on with the choice', async () => {
    const { authKit } = createTestAuthKit({ seed: SEED })
    const asked = await password(authKit, 'two@example.com', 'battery staple')
    expect(asked).toMatchObject({
      status: 403,
      body: {
        code: 'organization_selection_required',
        user: { id: 'user_two' },
        organizations: [
          { id: 'org_a', name: 'A' },
          { id: 'org_b', name: 'B' },
        ],
      },
    })
    const { pending_authentication_token: token } = asked.body
    expect(await select(authKit, token, 'org_x')).toMatchObject({
      status: 400,
      body: { code: 'organization_membership_not_found' },
    })
    const { status, body } = await select(authKit, token, 'org_a')
    expect(status).toBe(200)
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      sub: 'user_two',
      org_id: 'org_a',
      role: 'admin',
      roles: ['admin', 'member'],
      permissions: ['all:read', 'all:write', 'own:do'],
      entitlements: ['audit-logs'],
      feature_flags: ['beta', 'new-nav'],
    })
    expect(await select(authKit, token, 'org_b')).toMatchObject({
      status: 400,
      body: { code: 'invalid_pending_authentication_token' },
    })
  })

  test('the choice can be made for ten minutes', async () => {
    const { authKit, clock } = createTestAuthKit({ seed: SEED })
    const asked = await password(authKit, 'two@example.com', 'battery staple')
    clock.advance(600)
    expect(await select(authKit, asked.body.pending_authentication_token, 'org_a')).toMatchObject({
      status: 400,
      body: { code: 'invalid_pending_authentication_token' },
    })
  })
})

describe('a magic code', () => {
  test('signs in once; a member who has not accepted is in no organization', async () => {
    const { authKit } = createTestAuthKit({ seed: SEED })
    const { code } = await magicCode(authKit, 'None@example.com')
    expect(code).toMatch(/^\d{6}$/)
    const first = await magic(authKit, 'none@example.com', code)
    expect(first).toMatchObject({ status: 200, body: { authentication_method: 'MagicAuth' } })
    expect(first.body).not.toHaveProperty('organization_id')
    expect(await magic(authKit, 'none@example.com', code)).toStrictEqual({
      status: 400,
      body: { message: 'Invalid one-time code.', code: 'invalid_one_time_code' },
    })
  })

  test('signs up who is new', async () => {
    const { authKit } = createTestAuthKit({ seed: SEED })
    const { code, user_id: userId } = await magicCode(authKit, 'carol@example.com')
    expect((await magic(authKit, 'carol@example.com', code)).body.user).toMatchObject({
      id: userId,
      email_verified: true,
    })
  })

  test('is of one email address, and of ten minutes', async () => {
    const { authKit, clock } = createTestAuthKit({ seed: SEED })
    const { code } = await magicCode(authKit, 'one@example.com')
    expect((await magic(authKit, 'two@example.com', code)).body.code).toBe('invalid_one_time_code')
    clock.advance(600)
    expect(await magic(authKit, 'one@example.com', code)).toStrictEqual({
      status: 400,
      body: { message: "One-time code for 'one@example.com' has expired.", code: 'one_time_code_expired' },
    })
  })
})
