import { methodNotAllowed, notFound } from './api-error.ts'
import type { Endpoint } from './endpoint.ts'
import { authenticate } from './endpoints/authenticate.ts'
import { getOrganization } from './endpoints/get-organization.ts'
import { getUser } from './endpoints/get-user.ts'
import { jwks } from './endpoints/jwks.ts'
import { logOut } from './endpoints/log-out.ts'
import { showSignIn } from './endpoints/show-sign-in.ts'
import { submitSignIn } from './endpoints/submit-sign-in.ts'

/** An endpoint of the local AuthKit; a `:name` in the path stands for one segment. */
interface Route {
  readonly path: string
  readonly methods: Readonly<Record<string, Endpoint>>
}

/** Every endpoint there is. */
const ROUTES: readonly Route[] = [
  { path: '/user_management/authorize', methods: { GET: showSignIn, POST: submitSignIn } },
  { path: '/user_management/authenticate', methods: { POST: authenticate } },
  { path: '/user_management/sessions/logout', methods: { GET: logOut } },
  { path: '/user_management/users/:id', methods: { GET: getUser } },
  { path: '/organizations/:id', methods: { GET: getOrganization } },
  { path: '/sso/jwks/:clientId', methods: { GET: jwks } },
]

/** An endpoint with what its path says. */
export interface RouteMatch {
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
  for (const { path, methods } of ROUTES) {
    const pattern = path.split('/').slice(1)
    const params = matchSegments(pattern, segments.slice(-pattern.length))
    if (params === undefined) continue
    const endpoint = methods[method === 'HEAD' ? 'GET' : method]
    if (endpoint === undefined) throw methodNotAllowed(Object.keys(methods))
    const base = segments.slice(0, -pattern.length)
    return { endpoint, basePath: base.map((segment) => `/${segment}`).join(''), params }
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
