import { buildConfig } from 'virtual:authkit/config'

import { sanitizeReturnPathname } from '../session/return-path.ts'
import { HOME_PATH } from './home-path.ts'
import { redirectToAuthKit } from './redirect-to-authkit.ts'
import { createPrefetchRefusal } from './refuse-prefetch.ts'
import { isPrefetch } from './request-guards.ts'
import type { RouteHandler } from './route-handler.ts'
import type { GetAuthURLOptions } from './server-function-input.ts'

/** Options of {@link handleSignInRoute}; `returnPathname` counts when the request doesn't name one. */
export type HandleSignInOptions = GetAuthURLOptions

/**
 * Makes the GET handler of the route that starts a sign-in: it redirects to AuthKit with a fresh verifier cookie.
 * `?returnPathname=/path` says where to go afterwards; anything outside of this app becomes a path inside.
 * A prefetch starts nothing.
 *
 * @example
 * ```ts
 * export const Route = createFileRoute('/api/auth/sign-in')({
 *   server: { handlers: { GET: handleSignInRoute() } },
 * })
 * ```
 */
export function handleSignInRoute(options: HandleSignInOptions = {}): RouteHandler {
  return async ({ request }) => {
    if (isPrefetch(request)) return createPrefetchRefusal()
    // A GET handler gets HEAD requests too.
    if (request.method === 'HEAD') {
      return new Response(null, { status: 405, headers: { allow: 'GET', 'cache-control': 'no-store' } })
    }
    const requested = new URL(request.url).searchParams.get('returnPathname')
    return redirectToAuthKit(request, {
      ...options,
      returnPathname: toReturnPathname(requested ?? options.returnPathname),
    })
  }
}

/** A path of this app that isn't itself one of the auth routes: those would start over, or sign out again. */
function toReturnPathname(requested: string | undefined): string {
  const path = sanitizeReturnPathname(requested)
  const { signInPath, signOutPath, callbackPath } = buildConfig
  const authRoutes = [signInPath, signOutPath, callbackPath].map(toMatchedPath)
  return authRoutes.includes(toMatchedPath(path)) ? HOME_PATH : path
}

/** As a router may read it: decoded, whatever its case, with or without a slash at the end. */
function toMatchedPath(path: string): string {
  const { pathname } = new URL(path, 'https://app.invalid')
  const segments = decodePath(pathname).toLowerCase().split('/')
  return segments.filter((segment) => segment !== '').join('/')
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
