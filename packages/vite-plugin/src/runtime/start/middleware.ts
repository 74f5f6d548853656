import { createMiddleware } from '@tanstack/react-start'
import type { RequestMiddlewareAfterServer } from '@tanstack/react-start'
import { setCookie, setResponseHeader } from '@tanstack/react-start/server'

import { getConfig, validateConfig } from '../session/index.ts'
import { getAuthkit } from './authkit.ts'
import type { AuthKitContext, InternalAuthKitContext } from './context.ts'
import { CookieJar } from './cookie-jar.ts'
import { logError } from './log.ts'
import { clearFinishedFlows } from './pending-flows.ts'
import { keepOutOfSharedCaches } from './rendered-auth.ts'
import type { RequestState } from './request-state.ts'
import { setCookiesOf } from './response-cookies.ts'

/** Options of {@link authkitMiddleware}. */
export interface AuthKitMiddlewareOptions {
  /**
   * Callback URL for the sign-ins that begin in requests of this middleware.
   *
   * @defaultValue `WORKOS_REDIRECT_URI`
   */
  redirectUri?: string
}

/** A request middleware that adds {@link AuthKitContext} to the context of what runs after it. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- the type that createMiddleware() itself has here
export type AuthKitMiddleware = RequestMiddlewareAfterServer<Record<never, never>, undefined, AuthKitContext>

let isConfigValid = false

/**
 * Verifies the session of every request, refreshing it when its access token has expired, and decides the cookies
 * of the response in one place: after the handler, by what was written last. Add it to `requestMiddleware` in
 * src/start.ts.
 *
 * Each request throws AuthKitConfigError while the configuration is incomplete.
 */
export function authkitMiddleware(options: AuthKitMiddlewareOptions = {}): AuthKitMiddleware {
  return createMiddleware().server(async ({ request, next }) => {
    const state = await openRequest(request, options)
    // Found out now, sent only when the response sets no other cookie: some servers keep just one of several.
    const leftovers = await clearFinishedFlows(request, state.authkit, state.redirectUri)
    const context: InternalAuthKitContext = {
      auth: () => state.auth,
      request,
      redirectUri: state.redirectUri,
      __setPendingHeader: (name, value) => setPendingHeader(state, name, value),
      __authkit: state,
    }
    try {
      const result = await next<AuthKitContext>({ context })
      if (state.isAuthRendered) keepOutOfSharedCaches(result.response, state.auth)
      return result
    } finally {
      state.hasResponded = true
      sendCookies(state, leftovers)
    }
  })
}

async function openRequest(request: Request, options: AuthKitMiddlewareOptions): Promise<RequestState> {
  const authkit = await getAuthkit()
  if (!isConfigValid) {
    validateConfig()
    isConfigValid = true
  }
  const { auth, refreshedSessionData, error } = await authkit.withAuth(request)
  if (error?.code === 'ERR_TOKEN_REFRESH_FAILED') logError('The session could not be refreshed.', error)
  const cookies = new CookieJar()
  if (refreshedSessionData !== undefined) {
    const saved = await authkit.saveSession(new Response(), refreshedSessionData)
    for (const cookie of setCookiesOf(saved)) cookies.set(cookie)
  }
  return {
    request,
    authkit,
    redirectUri: options.redirectUri ?? getConfig('redirectUri'),
    cookies,
    auth,
    isAuthRendered: false,
    hasResponded: false,
  }
}

/**
 * Gives the cookies to the framework, which merges them into whatever response leaves: a page, a redirect, the
 * envelope of an RPC, an error. No response is ever built anew, so TanStack's redirects stay what they are.
 */
function sendCookies(state: RequestState, leftovers: readonly string[]): void {
  if (state.cookies.size === 0) for (const cookie of leftovers) state.cookies.set(cookie)
  const sessionName = getConfig('cookieName')
  const cookies = state.cookies.takeAll()
  // Of several cookies, a server that keeps only the last must keep the session.
  cookies.sort((a, b) => Number(a.name === sessionName) - Number(b.name === sessionName))
  for (const { name, value, ...attributes } of cookies) {
    setCookie(name, value, { ...attributes, encode: (encoded) => encoded })
  }
}

function setPendingHeader(state: RequestState, name: string, value: string): void {
  if (name.toLowerCase() === 'set-cookie') {
    state.cookies.set(value)
  } else {
    setResponseHeader(name, value)
  }
}
