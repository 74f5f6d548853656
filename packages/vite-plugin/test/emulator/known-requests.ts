import { ROUTES } from '../../src/emulator/routes.ts'
import { authorizeUrl } from './sign-in-flow.ts'

/** A request that is right in its form, and the status that it gets from a local AuthKit with the default seed. */
export interface KnownRequest {
  readonly method: string
  /** The path of its route. */
  readonly route: string
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  /** @defaultValue JSON */
  readonly isForm?: true
  readonly status: number
}

type Known = Omit<KnownRequest, 'method' | 'route'>

const client = { client_id: 'client_local', client_secret: 'sk_test_local' }
const token = (grantType: string, body: Record<string, string>): Known => ({
  path: '/user_management/authenticate',
  body: { grant_type: grantType, ...client, ...body },
  status: 400,
})
const authorizePath = `/user_management/authorize${authorizeUrl().search}`
const membership = '/user_management/organization_memberships/om_org_local_example_user_local_bob'
const impersonator = { email: 'support@example.com', reason: 'Ticket 7' }

/** At least one for each method of each route; {@link unmatchedRequests} says which have none. */
const REQUESTS: Readonly<Record<string, readonly Known[]>> = {
  'GET /user_management/authorize': [{ path: authorizePath, status: 200 }],
  'POST /user_management/authorize': [
    { path: authorizePath, isForm: true, body: { user_id: 'user_local_alice' }, status: 303 },
    {
      path: authorizePath,
      isForm: true,
      body: { intent: 'choose', email: 'new@example.com', first_name: 'N', last_name: 'N' },
      status: 303,
    },
    {
      path: authorizePath,
      isForm: true,
      body: { intent: 'error', error: 'server_error', error_description: 'It failed.' },
      status: 303,
    },
  ],
  // None of the codes and tokens is known here, which is said only when all else is right.
  'POST /user_management/authenticate': [
    token('authorization_code', { code: 'c', code_verifier: 'v'.repeat(43) }),
    token('refresh_token', { refresh_token: 'r', organization_id: 'org_local_example' }),
    token('password', { email: 'alice@example.com', password: 'p' }),
    token('urn:workos:oauth:grant-type:magic-auth:code', { code: '123456', email: 'alice@example.com' }),
    token('urn:workos:oauth:grant-type:organization-selection', {
      pending_authentication_token: 'p',
      organization_id: 'org_local_example',
    }),
  ],
  'GET /sso/jwks/:clientId': [{ path: '/sso/jwks/client_local', status: 200 }],
  'GET /user_management/sessions/logout': [
    {
      path: '/user_management/sessions/logout?session_id=s&return_to=http%3A%2F%2Flocalhost%3A3000%2F',
      status: 302,
    },
  ],
  'POST /user_management/sessions/revoke': [
    { path: '/user_management/sessions/revoke', body: { session_id: 's' }, status: 404 },
  ],
  'GET /user_management/users/:id/sessions': [
    { path: '/user_management/users/user_local_alice/sessions', status: 200 },
  ],
  'GET /user_management/users/external_id/:id': [
    { path: '/user_management/users/external_id/x', status: 404 },
  ],
  'GET /user_management/users': [{ path: '/user_management/users?email=alice%40example.com', status: 200 }],
  'POST /user_management/users': [
    {
      path: '/user_management/users',
      body: {
        email: 'new@example.com',
        first_name: 'N',
        last_name: 'N',
        external_id: 'n',
        email_verified: true,
        metadata: { a: 'b' },
        password: 'p',
      },
      status: 201,
    },
  ],
  'GET /user_management/users/:id': [{ path: '/user_management/users/user_local_alice', status: 200 }],
  'PUT /user_management/users/:id': [
    {
      path: '/user_management/users/user_local_alice',
      body: {
        email: 'alice@example.org',
        first_name: 'A',
        last_name: 'A',
        locale: 'en',
        external_id: 'a',
        email_verified: true,
        metadata: { a: 'b' },
        password: 'p',
      },
      status: 200,
    },
  ],
  'DELETE /user_management/users/:id': [{ path: '/user_management/users/user_local_bob', status: 204 }],
  'POST /user_management/magic_auth': [
    { path: '/user_management/magic_auth', body: { email: 'alice@example.com' }, status: 201 },
  ],
  'GET /user_management/magic_auth/:id': [{ path: '/user_management/magic_auth/x', status: 404 }],
  'GET /user_management/organization_memberships': [
    {
      path: '/user_management/organization_memberships?user_id=user_local_alice&statuses=active,inactive',
      status: 200,
    },
  ],
  'POST /user_management/organization_memberships': [
    {
      path: '/user_management/organization_memberships',
      body: { user_id: 'user_local_alice', organization_id: 'org_local_example', role_slug: 'admin' },
      status: 409,
    },
  ],
  'GET /user_management/organization_memberships/:id': [{ path: membership, status: 200 }],
  'PUT /user_management/organization_memberships/:id': [
    { path: membership, body: { role_slug: 'admin' }, status: 200 },
    { path: membership, body: { role_slugs: ['admin', 'member'] }, status: 200 },
  ],
  'DELETE /user_management/organization_memberships/:id': [{ path: membership, status: 204 }],
  'PUT /user_management/organization_memberships/:id/deactivate': [
    { path: `${membership}/deactivate`, status: 200 },
  ],
  'PUT /user_management/organization_memberships/:id/reactivate': [
    { path: `${membership}/reactivate`, status: 200 },
  ],
  'GET /user_management/redirect_uris': [{ path: '/user_management/redirect_uris', status: 200 }],
  'POST /user_management/redirect_uris': [
    { path: '/user_management/redirect_uris', body: { uri: 'https://app.test/cb' }, status: 201 },
  ],
  'GET /authorization/organizations/:organizationId/roles': [
    { path: '/authorization/organizations/org_local_example/roles', status: 200 },
  ],
  'GET /authorization/roles': [{ path: '/authorization/roles', status: 200 }],
  'POST /authorization/roles': [
    { path: '/authorization/roles', body: { slug: 'x', name: 'X', description: 'X' }, status: 201 },
  ],
  'GET /authorization/roles/:slug': [{ path: '/authorization/roles/admin', status: 200 }],
  'PATCH /authorization/roles/:slug': [
    { path: '/authorization/roles/admin', body: { name: 'X', description: 'X' }, status: 200 },
  ],
  'PUT /authorization/roles/:slug/permissions': [
    { path: '/authorization/roles/admin/permissions', body: { permissions: ['posts:read'] }, status: 200 },
  ],
  'GET /authorization/permissions': [{ path: '/authorization/permissions?limit=1', status: 200 }],
  'POST /authorization/permissions': [
    { path: '/authorization/permissions', body: { slug: 'x', name: 'X', description: 'X' }, status: 201 },
  ],
  'GET /authorization/permissions/:slug': [{ path: '/authorization/permissions/posts:read', status: 200 }],
  'PATCH /authorization/permissions/:slug': [
    { path: '/authorization/permissions/posts:read', body: { name: 'X', description: 'X' }, status: 200 },
  ],
  'DELETE /authorization/permissions/:slug': [
    { path: '/authorization/permissions/posts:write', status: 204 },
  ],
  'GET /organizations/:organizationId/roles': [
    { path: '/organizations/org_local_example/roles', status: 200 },
  ],
  'GET /organizations/external_id/:id': [{ path: '/organizations/external_id/x', status: 404 }],
  'GET /organizations': [{ path: '/organizations?domains=acme.example', status: 200 }],
  'POST /organizations': [
    {
      path: '/organizations',
      body: { name: 'New', external_id: 'n', metadata: { a: 'b' } },
      status: 201,
    },
  ],
  'GET /organizations/:id': [{ path: '/organizations/org_local_example', status: 200 }],
  'PUT /organizations/:id': [
    {
      path: '/organizations/org_local_example',
      body: { name: 'X', external_id: 'x', metadata: { a: 'b' } },
      status: 200,
    },
  ],
  'DELETE /organizations/:id': [{ path: '/organizations/org_local_example', status: 202 }],
  'GET /control/state': [{ path: '/control/state', status: 200 }],
  'GET /control/events': [{ path: '/control/events', status: 200 }],
  'GET /control/sessions': [{ path: '/control/sessions', status: 200 }],
  'GET /control/users': [{ path: '/control/users', status: 200 }],
  'POST /control/reset': [{ path: '/control/reset', body: { seed: { users: [] } }, status: 200 }],
  'POST /control/token-lifetime': [{ path: '/control/token-lifetime', body: { seconds: 10 }, status: 200 }],
  'POST /control/clock': [{ path: '/control/clock', body: { advance: 1 }, status: 200 }],
  'POST /control/failures': [
    {
      path: '/control/failures',
      body: {
        endpoint: 'jwks',
        status: 503,
        delay: 1,
        times: 1,
        retryAfter: 1,
        error: 'e',
        errorDescription: 'e',
      },
      status: 200,
    },
  ],
  'DELETE /control/failures': [{ path: '/control/failures', status: 200 }],
  'POST /control/rotate-keys': [{ path: '/control/rotate-keys', body: { keepOld: true }, status: 200 }],
  'POST /control/revoke-session': [
    { path: '/control/revoke-session', body: { sessionId: 's' }, status: 404 },
  ],
  'POST /control/sign-in': [
    {
      path: '/control/sign-in',
      body: { user: 'alice@example.com', organizationId: 'org_local_example', lifetime: -1, impersonator },
      status: 200,
    },
  ],
  'POST /control/authorize': [
    {
      path: `/control/authorize${authorizeUrl().search}`,
      body: {
        user: { email: 'new@example.com', firstName: 'N', lastName: 'N' },
        organization: 'Example Org',
        role: 'admin',
        permissions: ['posts:read'],
        accessTokenLifetime: 10,
        impersonator,
      },
      status: 200,
    },
  ],
  'POST /control/issue-tokens': [
    {
      path: '/control/issue-tokens',
      body: { sessionId: 's', organizationId: 'org_local_example', lifetime: 1 },
      status: 404,
    },
  ],
  'POST /control/next-sign-in': [
    {
      path: '/control/next-sign-in',
      body: { user: 'alice@example.com', organizationId: 'org_local_example', times: 1, impersonator },
      status: 200,
    },
  ],
  'DELETE /control/next-sign-in': [{ path: '/control/next-sign-in', status: 200 }],
}

/** `GET /path/of/:a/route`, for each method of each route. */
const routeNames = ROUTES.flatMap(({ path, methods }) =>
  Object.keys(methods).map((method) => `${method} ${path}`),
)

/** Requests to every endpoint that there is. */
export const KNOWN_REQUESTS: readonly KnownRequest[] = routeNames.flatMap((name) => {
  const [method = '', route = ''] = name.split(' ')
  return (REQUESTS[name] ?? []).map((request) => ({ method, route, ...request }))
})

/** Endpoints that no request of the table goes to, and requests to endpoints that are not there. Neither should be. */
export const unmatchedRequests: readonly string[] = [
  ...routeNames.filter((name) => REQUESTS[name] === undefined),
  ...Object.keys(REQUESTS).filter((name) => !routeNames.includes(name)),
]
