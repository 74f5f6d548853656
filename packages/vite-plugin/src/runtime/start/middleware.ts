import { createMiddleware } from '@tanstack/react-start'
import type { RequestMiddlewareAfterServer } from '@tanstack/react-start'
import { setCookie, setResponseHeader } from '@tanstack/react-start/server'

import { getConfig, validateConfig } from '../session/index.ts'
import type { AuthResult, SignedIn } from '../session/index.ts'
import { getAuthkit } from './authkit.ts'
import type { AuthService } from './authkit.ts'
import type { AuthKitContext, InternalAuthKitContext } from './context.ts'
import { CookieJar } from './cookie-jar.ts'
import { hasEnded } from './ended-sessions.ts'
import { logError } from './log.ts'
import { clearFinishedFlows, forgetFinishedFlows } from './pending-flows.ts'
import { isPrerendering } from './prerendering.ts'
import { isNavigation } from './request-guards.ts'
import type { RequestState } from './request-state.ts'
import { setCookiesOf } from './response-cookies.ts'
import { warnOfLargeSession } from './session-size.ts'
import { keepOutOfSharedCaches, keepPrivate } from './shared-caches.ts'
import { dropStaleChunks } from './stale-chunks.ts'
import { createUnsentResponse } from './unsent-response.ts'

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

/** What every request needs of the configuration. */
interface Settings {
  readonly redirectUri: string
  readonly cookieName: string
}

/** Read once, when all of the configuration has been found good: each reading goes through the environment. */
let settings: Settings | undefined

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
      const result = await settled(state, next<AuthKitContext>({ context }))
      if (!state.isAuthRendered && state.cookies.size === 0 && leftovers.size === 0) return result
      const response = withMutableHeaders(result.response)
      if (state.cookies.size > 0) keepPrivate(response)
      else if (state.isAuthRendered) keepOutOfSharedCaches(response, state.auth)
      return response === result.response ? result : { ...result, response }
    } finally {
      state.hasResponded = true
      sendCookies(state, leftovers)
    }
  })
}

async function openRequest(request: Request, options: AuthKitMiddlewareOptions): Promise<RequestState> {
  const authkit = await getAuthkit()
  if (isPrerendering()) {
    return createState(request, authkit, { user: null }, { cookieName: getConfig('cookieName') })
  }
  settings ??= readSettings()
  const { auth, refreshedSessionData, error } = await authkit.withAuth(request)
  if (error?.code === 'ERR_TOKEN_REFRESH_FAILED') logFailedRefresh(error)
  if (error?.code === 'ERR_SESSION_INCOMPLETE') logLostCookie(error)
  const { redirectUri = settings.redirectUri } = options
  const isUnknown = error?.code === 'ERR_TOKEN_REFRESH_FAILED'
  const state = createState(request, authkit, auth, { ...settings, redirectUri, isUnknown })
  if (refreshedSessionData !== undefined && auth.user !== null) {
    await keepRefreshed(state, auth, refreshedSessionData)
  }
  // The session is over. Not with any request: one that was under way for long could clear the cookie of a newer one.
  if (error?.code === 'ERR_TOKEN_REFRESH_REJECTED' && isNavigation(request)) {
    const cleared = await authkit.clearSession(createUnsentResponse())
    for (const cookie of setCookiesOf(cleared)) state.cookies.set(cookie)
  }
  return state
}

async function keepRefreshed(state: RequestState, auth: SignedIn, sealed: string): Promise<void> {
  try {
    const cookies = setCookiesOf(await state.authkit.saveSession(createUnsentResponse(), sealed))
    warnOfLargeSession(cookies, auth)
    state.refreshed = {
      cookies: cookies.map((cookie) => state.cookies.set(cookie)),
      sessionId: auth.sessionId,
    }
  } catch (error) {
    // It has outgrown its cookies: good for this request, and over with the next.
    logError('The refreshed session could not be saved.', error)
  }
}

function readSettings(): Settings {
  validateConfig()
  return { redirectUri: getConfig('redirectUri'), cookieName: getConfig('cookieName') }
}

/** Failed refreshes that have been logged: requests which share one are told of it together. */
const logged = new WeakSet<Error>()

function logFailedRefresh(error: Error): void {
  if (logged.has(error)) return
  logged.add(error)
  logError('The session could not be refreshed.', error)
}

let hasToldOfLostCookie = false

/** Once in a process: what loses a cookie loses it in every answer. */
function logLostCookie(error: Error): void {
  if (hasToldOfLostCookie) return
  hasToldOfLostCookie = true
  logError('A session was lost on its way to the browser.', error)
}

function createState(
  request: Request,
  authkit: AuthService,
  auth: AuthResult,
  {
    redirectUri,
    cookieName,
    isUnknown = false,
  }: { redirectUri?: string; cookieName: string; isUnknown?: boolean },
): RequestState {
  return {
    request,
    authkit,
    redirectUri,
    cookies: new CookieJar(),
    exchanges: new Set(),
    refreshed: undefined,
    mattersMost: cookieName,
    sessionCookieName: cookieName,
    auth,
    isUnknown,
    isAuthRendered: false,
    hasResponded: false,
  }
}

/** What a handler returned or threw, when its exchanges have ended as well: a loader may not have waited for one. */
async function settled<T>({ exchanges }: RequestState, handled: T | Promise<T>): Promise<T> {
  try {
    return await handled
  } finally {
    await Promise.allSettled(exchanges)
  }
}

/**
 * Gives the cookies to the framework, which merges them into whatever response leaves: a page, a redirect, the
 * envelope of an RPC, an error. No response is ever built anew, so TanStack's redirects stay what they are.
 */
function sendCookies(state: RequestState, leftovers: ReadonlyMap<string, string>): void {
  const { refreshed } = state
  // The user has signed out while this request was under way.
  if (refreshed && hasEnded(refreshed.sessionId)) {
    for (const cookie of refreshed.cookies) state.cookies.remove(cookie)
  }
  dropStaleChunks(state.cookies, state.sessionCookieName, state.request)
  if (state.cookies.size === 0) {
    for (const cookie of leftovers.values()) state.cookies.set(cookie)
    forgetFinishedFlows(leftovers.keys())
  }
  const cookies = state.cookies.takeAll()
  cookies.sort((a, b) => Number(a.name === state.mattersMost) - Number(b.name === state.mattersMost))
  for (const { name, value, ...attributes } of cookies) {
    setCookie(name, value, { ...attributes, encode: (encoded) => encoded })
  }
}

/**
 * The framework of React Start 1.168 writes cookies into the headers of a response in place, and fails on those of
 * `Response.redirect()` and of `fetch()`. TanStack's own redirects are mutable, so they are never copied.
 * To be dropped with the support of React Start 1.168.
 */
function withMutableHeaders(response: Response): Response {
  try {
    response.headers.delete('x-authkit-start')
    return response
  } catch {
    // A switch of protocols, or a network error, can't be copied, and has no use for cookies.
    return response.status < 200 ? response : new Response(response.body, response)
  }
}

function setPendingHeader(state: RequestState, name: string, value: string): void {
  if (name.toLowerCase() === 'set-cookie') {
    state.cookies.set(value)
  } else {
    setResponseHeader(name, value)
  }
}
