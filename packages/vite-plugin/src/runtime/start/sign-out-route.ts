import { getAuthkit } from './authkit.ts'
import { endSession } from './end-session.ts'
import { HOME_PATH } from './home-path.ts'
import { currentRedirectUri } from './redirect-uri.ts'
import { createPrefetchRefusal } from './refuse-prefetch.ts'
import { isCrossSite, isPrefetch } from './request-guards.ts'
import { sendCookies } from './response-cookies.ts'
import type { RouteHandler } from './route-handler.ts'

/** Options of {@link handleSignOutRoute}. */
export interface HandleSignOutOptions {
  /**
   * Where the browser goes after the sign-out: a path of this app, or an absolute http(s) URL. WorkOS wants it
   * among the sign-out redirects of its dashboard.
   *
   * @defaultValue the default sign-out redirect of the WorkOS dashboard
   */
  returnTo?: string
}

/**
 * Makes the handler of the route that ends the session, for GET and POST: it clears the session cookie and
 * redirects to WorkOS, which ends its own session. Requests of other sites and prefetches end nothing.
 *
 * @throws TypeError when `returnTo` is not a path or an http(s) URL
 */
export function handleSignOutRoute(options: HandleSignOutOptions = {}): RouteHandler {
  assertReturnTo(options.returnTo)
  return async ({ request }) => {
    if (isPrefetch(request)) return createPrefetchRefusal()
    // A GET handler gets HEAD requests too.
    if (request.method === 'HEAD') {
      return new Response(null, { status: 405, headers: { ...NO_STORE, allow: 'GET, POST' } })
    }
    await getAuthkit()
    const { origin } = new URL(currentRedirectUri())
    if (isCrossSite(request, [origin, new URL(request.url).origin])) {
      return new Response('Another site asked to sign you out. Nothing was done.\n', {
        status: 403,
        headers: { ...NO_STORE, 'content-type': 'text/plain; charset=utf-8' },
      })
    }
    const returnTo = options.returnTo === undefined ? undefined : new URL(options.returnTo, origin).href
    const { logoutUrl, cookies } = await endSession(request, returnTo)
    const response = new Response(null, {
      // 307 would have a browser post its form to WorkOS as well.
      status: 303,
      headers: { ...NO_STORE, location: logoutUrl ?? options.returnTo ?? HOME_PATH },
    })
    return sendCookies(response, cookies)
  }
}

const NO_STORE = { 'cache-control': 'no-store' }

function assertReturnTo(returnTo: string | undefined): void {
  if (returnTo === undefined || (returnTo.startsWith('/') && !returnTo.startsWith('//'))) return
  const protocol = URL.canParse(returnTo) ? new URL(returnTo).protocol : undefined
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new TypeError(
      '`returnTo` of handleSignOutRoute() must be a path that begins with "/", or an http(s) URL.',
    )
  }
}
