import fc from 'fast-check'
import { expect, test } from 'vitest'

import { authorizeUrl, BASE_URL, createTestAuthKit } from './sign-in-flow.ts'

const PATHS = [
  '/user_management/authorize',
  '/user_management/authenticate',
  '/user_management/sessions/logout',
  '/user_management/users/',
  '/organizations/',
  '/sso/jwks/',
  '/',
]

const NAMES = [
  ...authorizeUrl().searchParams.keys(),
  'session_id',
  'return_to',
  'organization_id',
  'prompt',
  'max_age',
]

/** Values that get past a first check as well as any others. */
const value = fc.oneof(
  fc.constantFrom(
    ...authorizeUrl().searchParams.values(),
    'http://localhost/',
    '//x',
    '',
    'none',
    'user_local_alice',
    'a@b',
  ),
  fc.string({ unit: 'binary' }),
)

const query = fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 12 })

const form = fc
  .array(fc.tuple(fc.constantFrom('user_id', 'email', 'intent', 'x'), value), { maxLength: 4 })
  .map((fields) => new URLSearchParams(fields).toString())

const json = fc
  .dictionary(
    fc.constantFrom(
      'grant_type',
      'client_id',
      'client_secret',
      'code',
      'code_verifier',
      'refresh_token',
      'organization_id',
    ),
    fc.oneof(
      fc.constantFrom('authorization_code', 'refresh_token', 'client_local', 'sk_test_local'),
      fc.jsonValue(),
    ),
  )
  .map((fields) => JSON.stringify(fields))

const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS'),
  path: fc
    .tuple(fc.constantFrom(...PATHS), fc.oneof(fc.constant(''), fc.webPath(), fc.string()))
    .map((parts) => parts.join('')),
  query: fc.oneof(
    query.map((parameters) => new URLSearchParams(parameters).toString()),
    // A request that is right but for what is added: the endpoint itself is reached.
    query.map((parameters) => `${authorizeUrl().searchParams}&${new URLSearchParams(parameters)}`),
    fc.string(),
  ),
  body: fc.oneof(form, json, fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' })),
})

test('whatever it is asked, it answers, and never with a fault of its own', async () => {
  const { authKit } = createTestAuthKit()
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, body }) => {
      const url = `${BASE_URL}${path}?${query}`
      fc.pre(URL.canParse(url))
      const hasBody = method !== 'GET' && method !== 'HEAD'
      const response = await authKit.fetch(new Request(url, { method, body: hasBody ? body : null }))
      expect(response.status).toBeLessThan(500)
      const target = response.headers.get('location')
      expect(new URL(target ?? BASE_URL).hostname).toBe('localhost')
    }),
    { numRuns: 1_000 },
  )
})
