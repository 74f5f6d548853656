import { createMiddleware } from '@tanstack/react-start'
import type { RequestMiddlewareAfterServer } from '@tanstack/react-start'
import { setCookie, setResponseHeader } from '@tanstack/react-start/server'

import { getConfig, TokenRefreshError, validateConfig } from '../session/index.ts'
import type { AuthResult, SignedIn } from '../session/index.ts'
import { getAuthkit } from './authkit.ts'
import type { AuthKitContext, InternalAuthKitContext } from './context.ts'
import { CookieJar } from './cookie-jar.ts'
import { hasEnded } from './ended-sessions.ts'
import type { AuthKitEventHandler } from './events/auth-kit-event.ts'
import { logEvent } from './events/log-event.ts'
import { reportEvent } from './events/report-event.ts'
import { reportFailedRefresh, reportRefresh } from './events/report-refresh.ts'
import { toReportedError } from './events/reported-error.ts'
import { hostRedirectUri } from './host-redirect-uri.ts'
import type { HostSettings } from './host-redirect-uri.ts'
import { reportIncompleteSession, reportLostRefresh, reportLostSignIn } from './lost-cookies.ts'
import { clearFinishedFlows, forgetFinishedFlows } from './pending-flows.ts'
import { isPrerendering } from './prerendering.ts'
import { isNavigation } from './request-guards.ts'
import { rememberRefresh } from './refreshed-sessions.ts'
import { createPrefetchRefusal, tellPrefetchRefusal, toPrefetchRefusal } from './refuse-prefetch.ts'
import { readAuth } from './request-state.ts'
import type { RequestState } from './request-state.ts'
import { setCookiesOf } from './response-cookies.ts'
import { reportLargeSession } from './session-size.ts'
import { keepFailureOutOfSharedCaches, keepOutOfSharedCaches } from './shared-caches.ts'
import { dropStaleChunks } from './stale-chunks.ts'
import { createUnsentResponse } from './unsent-response.ts'

/** Options of {@link authkitMiddleware}. */
export interface AuthKitMiddlewareOptions {
  /**
   * Callback URL for the sign-ins that begin in requests of this middleware.
   *
   * @defaultValue that of the request's host among `WORKOS_REDIRECT_HOSTS`, else `WORKOS_REDIRECT_URI`
   */
  redirectUri?: string
  /**
   * Is told of what a log should know: who signs in and out, refreshes, and failures with their category. Nothing waits
   * for it; what it throws goes to the log. What this file imports for it reaches the browser, unless it is wrapped by
   * `createServerOnlyFn()` of `@tanstack/react-start`.
   *
   * @defaultValue `logEvent`, which writes warnings and errors to the console
   */
  onEvent?: AuthKitEventHandler
}

/** A request middleware that adds {@link AuthKitContext} to the context of what runs after it. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- the type that createMiddleware() itself has here
export type AuthKitMiddleware = RequestMiddlewareAfterServer<Record<never, never>, undefined, AuthKitContext>

/** What every request needs of the configuration. */
interface Settings extends HostSettings {
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
    if (leftovers.size > 0) reportLostSignIn(state, leftovers.keys())
    const context: InternalAuthKitContext = {
      auth: () => readAuth(state),
      request,
      redirectUri: state.redirectUri,
      __setPendingHeader: (name, value) => setPendingHeader(state, name, value),
      __authkit: state,
    }
    try {
      const result = await settled(state, next<AuthKitContext>({ context }))
      const setsCookies = state.cookies.size > 0 || leftovers.size > 0
      if (!state.isAuthRead && !setsCookies && !state.isPrefetchRefused) return result
      const response = state.isPrefetchRefused
        ? toPrefetchRefusal(result.response)
        : withMutableHeaders(result.response)
      keepOutOfSharedCaches(response, state, setsCookies || state.isPrefetchRefused)
      return response === result.response ? result : { ...result, response }
    } catch (error) {
      // The framework answers with what is thrown, when it is a response.
      keepFailureOutOfSharedCaches(
        state,
        state.cookies.size > 0 || leftovers.size > 0 || state.isPrefetchRefused,
      )
      throw state.isPrefetchRefused ? createPrefetchRefusal() : error
    } finally {
      if (state.isPrefetchRefused) tellPrefetchRefusal()
      state.hasResponded = true
      sendCookies(state, leftovers)
    }
  })
}

async function openRequest(request: Request, options: AuthKitMiddlewareOptions): Promise<RequestState> {
  const authkit = await getAuthkit()
  const { onEvent = logEvent } = options
  if (isPrerendering()) {
    return createState({ request, authkit, onEvent, cookieName: getConfig('cookieName') }, { user: null })
  }
  settings ??= readSettings()
  const { auth, refreshedSessionData, error } = await authkit.withAuth(request)
  const redirectUri = options.redirectUri ?? hostRedirectUri(request, settings)
  const isUnknown = error?.code === 'ERR_TOKEN_REFRESH_FAILED'
  const state = createState({ request, authkit, onEvent, ...settings, redirectUri, isUnknown }, auth)
  if (error) reportFailedRefresh(error, onEvent)
  if (error?.code === 'ERR_SESSION_INCOMPLETE') reportIncompleteSession(state)
  if (refreshedSessionData !== undefined && auth.user !== null) {
    await keepRefreshed(state, auth, refreshedSessionData)
  }
  if (error instanceof TokenRefreshError && error.code === 'ERR_TOKEN_REFRESH_REJECTED') {
    reportLostRefresh(state, error.sessionId, { isRefused: true })
    // The session is over. Not with any request: one that was under way for long could clear the cookie of a newer one.
    if (isNavigation(request)) await clearSession(state)
  }
  return state
}

async function keepRefreshed(state: RequestState, auth: SignedIn, sealed: string): Promise<void> {
  const { authkit, cookies, onEvent } = state
  reportLostRefresh(state, auth.sessionId, { isRefused: false })
  if (rememberRefresh(auth)) reportRefresh(auth, 'expired', onEvent)
  try {
    const setCookies = setCookiesOf(await authkit.saveSession(createUnsentResponse(), sealed))
    reportLargeSession(setCookies, auth, onEvent)
    state.refreshed = {
      cookies: setCookies.map((cookie) => cookies.set(cookie)),
      sessionId: auth.sessionId,
    }
  } catch (error) {
    // It has outgrown its cookies: good for this request, and over with the next.
    reportEvent({ type: 'failure', operation: 'save-session', error: toReportedError(error) }, onEvent)
  }
}

async function clearSession({ authkit, cookies }: RequestState): Promise<void> {
  const cleared = await authkit.clearSession(createUnsentResponse())
  for (const cookie of setCookiesOf(cleared)) cookies.set(cookie)
}

function readSettings(): Settings {
  validateConfig()
  return {
    redirectUri: getConfig('redirectUri'),
    redirectHosts: getConfig('redirectHosts'),
    trustForwardedHost: getConfig('trustForwardedHost'),
    cookieName: getConfig('cookieName'),
  }
}

interface StateFacts extends Pick<RequestState, 'request' | 'authkit' | 'onEvent'>, Partial<Settings> {
  readonly cookieName: string
  readonly isUnknown?: boolean
}

function createState(
  { request, authkit, onEvent, redirectUri, cookieName, isUnknown = false }: StateFacts,
  auth: AuthResult,
): RequestState {
  return {
    request,
    authkit,
    redirectUri,
    cookies: new CookieJar(),
    sessionCookieName: cookieName,
    onEvent,
    exchanges: new Set(),
    refreshed: undefined,
    mattersMost: cookieName,
    auth,
    isUnknown,
    isAuthRead: false,
    isPrefetchRefused: false,
    hasResponded: false,
  }
}

/** What a handler returned or threw, when its exchanges have ended as well: a loader may not have waited for one. */
async function settled<T>(state: RequestState, handled: T | Promise<T>): Promise<T> {
  try {
    return await handled
  } finally {
    await Promise.allSettled(state.exchanges)
    await withdrawIfEnded(state)
  }
}

/** The user may have signed out while this request was under way. */
async function withdrawIfEnded({ refreshed, authkit, cookies }: RequestState): Promise<void> {
  if (!refreshed) return
  const { sessionId } = refreshed
  if (!hasEnded(sessionId) && !(await authkit.hasEndedElsewhere(sessionId))) return
  for (const cookie of refreshed.cookies) cookies.remove(cookie)
}

/**
 * Gives the cookies to the framework, which merges them into whatever response leaves: a page, a redirect, the
 * envelope of an RPC, an error. No response is ever built anew, so TanStack's redirects stay what they are.
 */
function sendCookies(state: RequestState, leftovers: ReadonlyMap<string, string>): void {
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
