import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { LocalAuthKit } from '../../src/emulator/index.ts'
import { authorizeUrl, BASE_URL, createTestAuthKit } from './sign-in-flow.ts'

const KEY = 'Bearer sk_test_local'

/** A request that is right, and what it takes. */
interface Known {
  readonly method: string
  readonly path: string
  /** A body that the endpoint takes. */
  readonly body?: Record<string, unknown>
  /** Without the API key; it has another way to know who asks, or none. */
  readonly isOpen?: true
}

const ENDPOINTS: readonly Known[] = [
  { method: 'GET', path: `/user_management/authorize${authorizeUrl().search}`, isOpen: true },
  {
    method: 'POST',
    path: '/user_management/authenticate',
    body: { grant_type: 'refresh_token', client_id: 'client_local', client_secret: 'sk_test_local' },
    isOpen: true,
  },
  { method: 'GET', path: '/sso/jwks/client_local', isOpen: true },
  { method: 'GET', path: '/user_management/sessions/logout?session_id=s', isOpen: true },
  { method: 'POST', path: '/user_management/sessions/revoke', body: { session_id: 's' } },
  { method: 'GET', path: '/user_management/users/user_local_alice/sessions' },
  { method: 'GET', path: '/user_management/users' },
  { method: 'POST', path: '/user_management/users', body: { email: 'new@example.com' } },
  { method: 'GET', path: '/user_management/users/user_local_alice' },
  { method: 'GET', path: '/user_management/users/external_id/x' },
  { method: 'PUT', path: '/user_management/users/user_local_alice', body: { first_name: 'A' } },
  { method: 'DELETE', path: '/user_management/users/user_local_bob' },
  { method: 'POST', path: '/user_management/magic_auth', body: { email: 'alice@example.com' } },
  { method: 'GET', path: '/user_management/magic_auth/x' },
  { method: 'GET', path: '/user_management/organization_memberships?user_id=user_local_alice' },
  {
    method: 'POST',
    path: '/user_management/organization_memberships',
    body: { user_id: 'user_local_alice', organization_id: 'org_local_example' },
  },
  { method: 'GET', path: '/user_management/organization_memberships/x' },
  {
    method: 'PUT',
    path: '/user_management/organization_memberships/om_org_local_example_user_local_bob',
    body: { role_slug: 'admin' },
  },
  { method: 'DELETE', path: '/user_management/organization_memberships/x' },
  { method: 'PUT', path: '/user_management/organization_memberships/x/deactivate' },
  { method: 'PUT', path: '/user_management/organization_memberships/x/reactivate' },
  { method: 'GET', path: '/user_management/redirect_uris' },
  { method: 'POST', path: '/user_management/redirect_uris', body: { uri: 'https://app.test/cb' } },
  { method: 'GET', path: '/authorization/organizations/org_local_example/roles' },
  { method: 'GET', path: '/organizations/org_local_example/roles' },
  { method: 'GET', path: '/authorization/roles' },
  { method: 'POST', path: '/authorization/roles', body: { slug: 'x', name: 'X' } },
  { method: 'GET', path: '/authorization/roles/admin' },
  { method: 'PATCH', path: '/authorization/roles/admin', body: { name: 'X' } },
  {
    method: 'PUT',
    path: '/authorization/roles/admin/permissions',
    body: { permissions: ['posts:read'] },
  },
  { method: 'GET', path: '/authorization/permissions' },
  { method: 'POST', path: '/authorization/permissions', body: { slug: 'x', name: 'X' } },
  { method: 'GET', path: '/authorization/permissions/posts:read' },
  { method: 'PATCH', path: '/authorization/permissions/posts:read', body: { name: 'X' } },
  { method: 'DELETE', path: '/authorization/permissions/posts:write' },
  { method: 'GET', path: '/organizations' },
  { method: 'POST', path: '/organizations', body: { name: 'New' } },
  { method: 'GET', path: '/organizations/org_local_example' },
  { method: 'GET', path: '/organizations/external_id/x' },
  { method: 'PUT', path: '/organizations/org_local_example', body: { name: 'X' } },
  { method: 'DELETE', path: '/organizations/org_local_example' },
  { method: 'POST', path: '/control/clock', body: { advance: 1 }, isOpen: true },
]

const withBody = ENDPOINTS.filter(({ body }) => body !== undefined)

function send(authKit: LocalAuthKit, { method, path }: Known, body?: BodyInit, key = KEY): Promise<Response> {
  const headers = { authorization: key, 'content-type': 'application/json' }
  return authKit.fetch(new Request(BASE_URL + path, { method, headers, body: body ?? null }))
}

describe('as it should be', () => {
  test.each(ENDPOINTS)('$method $path is not refused for its form', async (endpoint) => {
    const { authKit } = createTestAuthKit()
    const body = endpoint.body && JSON.stringify(endpoint.body)
    const { status } = await send(authKit, endpoint, body)
    // 400 for the token endpoint and the sign-out, which have nothing to end here.
    expect([200, 201, 202, 204, 400, 404, 409]).toContain(status)
    expect(status === 400).toBe(endpoint.path.includes('authenticate') || endpoint.path.includes('logout'))
  })
})

describe('without the API key', () => {
  test.each(ENDPOINTS.filter(({ isOpen }) => isOpen !== true))('$method $path', async (endpoint) => {
    const { authKit } = createTestAuthKit()
    for (const key of ['', 'Bearer', 'Bearer sk_test_other', 'Basic sk_test_local']) {
      const response = await send(authKit, endpoint, undefined, key)
      expect(response.status).toBe(401)
      expect(await response.json()).toStrictEqual({ message: 'Unauthorized' })
    }
  })
})

describe.each<[string, BodyInit, number]>([
  ['broken JSON', '{"a":', 400],
  ['a list', '[]', 400],
  ['null', 'null', 400],
  ['bytes that are not UTF-8', new Uint8Array([0xff, 0xfe]), 400],
  ['a huge body', 'x'.repeat(65_537), 413],
])('%s', (_, body, status) => {
  test.each(withBody)('$method $path', async (endpoint) => {
    const { authKit } = createTestAuthKit()
    expect((await send(authKit, endpoint, body)).status).toBe(status)
  })
})

describe('a field of another kind', () => {
  const fields = withBody
    .filter(({ path }) => !path.startsWith('/control') && !path.endsWith('/authenticate'))
    .flatMap((endpoint) => Object.keys(endpoint.body ?? {}).map((field) => ({ ...endpoint, field })))
  test.each(fields)('$field of $method $path', async ({ field, ...endpoint }) => {
    for (const value of [7, {}, [1], true, '', ' ', 'x'.repeat(5_000)]) {
      const { authKit } = createTestAuthKit()
      const response = await send(authKit, endpoint, JSON.stringify({ ...endpoint.body, [field]: value }))
      expect(response.status).toBe(422)
      expect(await response.json()).toMatchObject({
        code: 'unprocessable_entity',
        errors: [expect.objectContaining({ field }) as object],
      })
    }
  })
})

describe('a list', () => {
  const lists = ['/user_management/users', '/organizations', '/authorization/permissions']
  test.each(
    lists.flatMap((path) => ['limit=0', 'limit=101', 'limit=x', 'order=up'].map((q) => `${path}?${q}`)),
  )('%s', async (path) => {
    const { authKit } = createTestAuthKit()
    expect((await send(authKit, { method: 'GET', path })).status).toBe(422)
  })
})

describe('whatever is changed in a request that is right', () => {
  const json = fc.oneof(fc.jsonValue(), fc.constantFrom('client_local', 'user_local_alice', 'a@b', null))
  const change = fc.record({
    endpoint: fc.constantFrom(...ENDPOINTS),
    method: fc.option(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD')),
    segment: fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '%', '__proto__', 'x'))),
    query: fc.array(fc.tuple(fc.constantFrom('limit', 'order', 'after', 'email', 'x'), fc.string())),
    fields: fc.dictionary(
      fc.constantFrom(
        ...new Set(withBody.flatMap(({ body }) => Object.keys(body ?? {}))),
        'metadata',
        'password',
        'external_id',
        '__proto__',
      ),
      json,
    ),
    cut: fc.option(fc.nat({ max: 40 })),
    headers: fc.dictionary(
      fc.constantFrom('origin', 'sec-fetch-site', 'content-type', 'authorization', 'cookie'),
      fc.constantFrom('null', 'x', 'https://evil.example', 'application/json', 'text/html;', 'Bearer  '),
    ),
  })

  test('the answer is never a fault of the local AuthKit', async () => {
    const { authKit } = createTestAuthKit()
    await fc.assert(
      fc.asyncProperty(change, async ({ endpoint, method, segment, query, fields, cut, headers }) => {
        const url = new URL(BASE_URL + endpoint.path)
        if (segment !== null) url.pathname = url.pathname.replace(/[^/]+$/, () => segment)
        for (const [name, value] of query) url.searchParams.append(name, value)
        const verb = method ?? endpoint.method
        const text = JSON.stringify({ ...endpoint.body, ...fields })
        const body = verb === 'GET' || verb === 'HEAD' ? null : text.slice(0, cut ?? undefined)
        const request = new Request(url, {
          method: verb,
          headers: { authorization: KEY, 'content-type': 'application/json', ...headers },
          body,
        })
        const { status } = await authKit.fetch(request)
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 1_000 },
    )
  })
})
