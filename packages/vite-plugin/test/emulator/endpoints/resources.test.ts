import { describe, expect, test } from 'vitest'

import { BASE_URL, createTestAuthKit } from '../sign-in-flow.ts'

async function get(path: string, authorization?: string): Promise<{ status: number; body: unknown }> {
  const headers = authorization === undefined ? {} : { authorization }
  const response = await createTestAuthKit().authKit.fetch(new Request(BASE_URL + path, { headers }))
  return { status: response.status, body: await response.json() }
}

const KEY = 'Bearer sk_test_local'

test('a user', async () => {
  expect(await get('/user_management/users/user_local_bob', KEY)).toMatchObject({
    status: 200,
    body: {
      object: 'user',
      id: 'user_local_bob',
      email: 'bob@example.com',
      first_name: 'Bob',
      last_sign_in_at: null,
    },
  })
})

test('an organization', async () => {
  expect(await get('/organizations/org_local_example', KEY)).toStrictEqual({
    status: 200,
    body: {
      object: 'organization',
      id: 'org_local_example',
      name: 'Example Org',
      allow_profiles_outside_organization: false,
      domains: [],
      external_id: null,
      metadata: {},
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:00.000Z',
    },
  })
})

test.each([
  ['/user_management/users/user_none', "User not found: 'user_none'.", 'user_none'],
  ['/user_management/users/a%2Fb', "User not found: 'a/b'.", 'a/b'],
  ['/organizations/org_none', "Organization not found: 'org_none'.", 'org_none'],
])('%s is not there', async (path, message, entity_id) => {
  expect(await get(path, KEY)).toStrictEqual({
    status: 404,
    body: { message, code: 'entity_not_found', entity_id },
  })
})

describe.each(['/user_management/users/user_local_bob', '/organizations/org_local_example'])('%s', (path) => {
  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer sk_test_other',
    'Bearer sk_test_local x',
    'Basic sk_test_local',
    'sk_test_local',
  ])('is not for "%s"', async (authorization) => {
    expect(await get(path, authorization)).toStrictEqual({ status: 401, body: { message: 'Unauthorized' } })
  })

  test('is for the API key, whatever the case of the scheme', async () => {
    expect((await get(path, 'bearer sk_test_local')).status).toBe(200)
  })
})

test('of requests that race for an email address or external id, one gets it', async () => {
  const { authKit } = createTestAuthKit()
  const create = async (fields: Record<string, string>): Promise<number> => {
    const body = JSON.stringify({ password: 'a password takes time', ...fields })
    const url = `${BASE_URL}/user_management/users`
    const headers = { authorization: KEY }
    return (await authKit.fetch(new Request(url, { method: 'POST', headers, body }))).status
  }
  const sameEmail = [create({ email: 'new@example.com' }), create({ email: 'new@example.com' })]
  expect((await Promise.all(sameEmail)).toSorted((a, b) => a - b)).toStrictEqual([201, 409])
  const sameId = ['a@example.com', 'b@example.com'].map((email) => create({ email, external_id: 'x' }))
  expect((await Promise.all(sameId)).toSorted((a, b) => a - b)).toStrictEqual([201, 409])
})
