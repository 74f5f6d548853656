import { methodNotAllowed, notFound } from './api-error.ts'
import type { EndpointName } from './endpoint-names.ts'
import type { Endpoint } from './endpoint.ts'
import { authenticate } from './endpoints/authenticate.ts'
import { controlRoutes } from './endpoints/control.ts'
import { jwks } from './endpoints/jwks.ts'
import { logOut } from './endpoints/log-out.ts'
import { magicAuth } from './endpoints/magic-auth.ts'
import { memberships } from './endpoints/memberships.ts'
import { organizations } from './endpoints/organizations.ts'
import { permissions } from './endpoints/permissions.ts'
import { redirectUris } from './endpoints/redirect-uris.ts'
import { roles } from './endpoints/roles.ts'
import { sessions } from './endpoints/sessions.ts'
import { showSignIn } from './endpoints/show-sign-in.ts'
import { submitSignIn } from './endpoints/submit-sign-in.ts'
import { users } from './endpoints/users.ts'
import { requireApiKey } from './require-api-key.ts'

/** An endpoint of the local AuthKit. */
export interface Route {
  readonly name: EndpointName | 'control'
  /** A `:name` in it stands for one segment. */
  readonly path: string
  readonly methods: Readonly<Record<string, Endpoint>>
  /** Answers without the API key: what a browser opens, and what has another way to know who asks. */
  readonly isOpen?: true
}

/** Every endpoint there is. */
export const ROUTES: readonly Route[] = [
  {
    name: 'authorize',
    path: '/user_management/authorize',
    methods: { GET: showSignIn, POST: submitSignIn },
    isOpen: true,
  },
  {
    name: 'authenticate',
    path: '/user_management/authenticate',
    methods: { POST: authenticate },
    isOpen: true,
  },
  { name: 'jwks', path: '/sso/jwks/:clientId', methods: { GET: jwks }, isOpen: true },
  { name: 'logout', path: '/user_management/sessions/logout', methods: { GET: logOut }, isOpen: true },
  { name: 'sessions', path: '/user_management/sessions/revoke', methods: { POST: sessions.revoke } },
  { name: 'sessions', path: '/user_management/users/:id/sessions', methods: { GET: sessions.list } },
  {
    name: 'users',
    path: '/user_management/users/external_id/:id',
    methods: { GET: users.getByExternalId },
  },
  { name: 'users', path: '/user_management/users', methods: { GET: users.list, POST: users.create } },
  {
    name: 'users',
    path: '/user_management/users/:id',
    methods: { GET: users.get, PUT: users.update, DELETE: users.remove },
  },
  { name: 'magic_auth', path: '/user_management/magic_auth', methods: { POST: magicAuth.create } },
  { name: 'magic_auth', path: '/user_management/magic_auth/:id', methods: { GET: magicAuth.get } },
  {
    name: 'memberships',
    path: '/user_management/organization_memberships',
    methods: { GET: memberships.list, POST: memberships.create },
  },
  {
    name: 'memberships',
    path: '/user_management/organization_memberships/:id',
    methods: { GET: memberships.get, PUT: memberships.update, DELETE: memberships.remove },
  },
  {
    name: 'memberships',
    path: '/user_management/organization_memberships/:id/deactivate',
    methods: { PUT: memberships.deactivate },
  },
  {
    name: 'memberships',
    path: '/user_management/organization_memberships/:id/reactivate',
    methods: { PUT: memberships.reactivate },
  },
  {
    name: 'redirect_uris',
    path: '/user_management/redirect_uris',
    methods: { GET: redirectUris.list, POST: redirectUris.create },
  },
  {
    name: 'roles',
    path: '/authorization/organizations/:organizationId/roles',
    methods: { GET: roles.listOfOrganization },
  },
  { name: 'roles', path: '/authorization/roles', methods: { GET: roles.list, POST: roles.create } },
  { name: 'roles', path: '/authorization/roles/:slug', methods: { GET: roles.get, PATCH: roles.update } },
  {
    name: 'roles',
    path: '/authorization/roles/:slug/permissions',
    methods: { PUT: roles.setPermissions },
  },
  {
    name: 'permissions',
    path: '/authorization/permissions',
    methods: { GET: permissions.list, POST: permissions.create },
  },
  {
    name: 'permissions',
    path: '/authorization/permissions/:slug',
    methods: { GET: permissions.get, PATCH: permissions.update, DELETE: permissions.remove },
  },
  {
    name: 'roles',
    path: '/organizations/:organizationId/roles',
    methods: { GET: roles.listOfOrganization },
  },
  {
    name: 'organizations',
    path: '/organizations/external_id/:id',
    methods: { GET: organizations.getByExternalId },
  },
  {
    name: 'organizations',
    path: '/organizations',
    methods: { GET: organizations.list, POST: organizations.create },
  },
  {
    name: 'organizations',
    path: '/organizations/:id',
    methods: { GET: organizations.get, PUT: organizations.update, DELETE: organizations.remove },
  },
  ...controlRoutes.map((route) => ({ name: 'control' as const, isOpen: true as const, ...route })),
]

const PATTERNS = ROUTES.map(({ name, path, methods, isOpen }) => ({
  name,
  pattern: path.split('/').slice(1),
  methods: isOpen ? methods : behindApiKey(methods),
}))

function behindApiKey(methods: Route['methods']): Route['methods'] {
  return Object.fromEntries(
    Object.entries(methods).map(([method, endpoint]) => [method, requireApiKey(endpoint)]),
  )
}

/** An endpoint with what its path says. */
export interface RouteMatch {
  readonly name: EndpointName | 'control'
  readonly endpoint: Endpoint
  /** The path before the route's own: where the local AuthKit is mounted, `''` at the root. */
  readonly basePath: string
  readonly params: Readonly<Record<string, string>>
}

/**
 * Finds the endpoint of a request. A route is looked for at the end of the path, so one handler serves under any base
 * path without being told which.
 *
 * @throws ApiError 404 or 405
 */
export function matchRoute(method: string, pathname: string): RouteMatch {
  const segments = pathname.split('/').slice(1)
  for (const { name, pattern, methods } of PATTERNS) {
    const params = matchSegments(pattern, segments.slice(-pattern.length))
    if (params === undefined) continue
    const asked = method === 'HEAD' ? 'GET' : method
    const endpoint = Object.hasOwn(methods, asked) ? methods[asked] : undefined
    if (endpoint === undefined) throw methodNotAllowed(Object.keys(methods))
    const base = segments.slice(0, -pattern.length)
    return { name, endpoint, basePath: base.map((segment) => `/${segment}`).join(''), params }
  }
  throw notFound()
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (segments.length !== pattern.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (expected.startsWith(':')) {
      const value = decode(segment)
      if (value === undefined || value === '') return undefined
      params[expected.slice(1)] = value
    } else if (segment !== expected) return undefined
  }
  return params
}

/** `undefined` for a broken percent-encoding. */
function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
