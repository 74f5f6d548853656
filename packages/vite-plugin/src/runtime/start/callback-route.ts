import { AuthKitError, OAuthProviderError, getConfig, getPKCECookieNameForState } from '../session/index.ts'
import type { AuthenticationResponse, CallbackResult } from '../session/index.ts'
import { sanitizeReturnPathname } from '../session/return-path.ts'
import { getAuthkit } from './authkit.ts'
import { createCallbackErrorResponse } from './callback-error-response.ts'
import { getAuthKitContextOrNull, getRequestStateOrNull } from './context.ts'
import { toAppPath } from './home-path.ts'
import { reportEvent } from './events/report-event.ts'
import { reportFailedSignIn, reportSignIn } from './events/report-sign-in.ts'
import { toReportedError } from './events/reported-error.ts'
import { rememberFinishedFlow } from './pending-flows.ts'
import { sendCookies, setCookiesOf } from './response-cookies.ts'
import { restartSignIn } from './restart-sign-in.ts'
import type { RouteHandler } from './route-handler.ts'
import { reportLargeSession } from './session-size.ts'
import { createUnsentResponse } from './unsent-response.ts'

/** What AuthKit answered to a sign-in. Tokens included: for server code only. */
export interface HandleAuthSuccessData extends Pick<
  AuthenticationResponse,
  | 'accessToken'
  | 'refreshToken'
  | 'user'
  | 'impersonator'
  | 'oauthTokens'
  | 'authenticationMethod'
  | 'organizationId'
> {
  /** The caller's own `state`, as given to `getSignInUrl`. */
  state?: string | undefined
}

/** Options of {@link handleCallbackRoute}. */
export interface HandleCallbackOptions {
  /**
   * Path of this app to go to after a sign-in, whatever the sign-in asked for.
   *
   * @defaultValue the `returnPathname` of the sign-in, else `/`
   */
  returnPathname?: string
  /**
   * Runs before the session begins. When it throws, no session begins and `onError` is called. A session that it saves
   * itself, by `getAuthkit()`, is kept.
   */
  onSuccess?: (data: HandleAuthSuccessData) => void | Promise<void>
  /** Answers a failed sign-in; see `categorizeCallbackError` for what may have happened. */
  onError?: (failure: { error: unknown; request: Request }) => Response | Promise<Response>
  /** Where to send a failed sign-in when there is no `onError`: a path of this app or an http(s) URL. */
  errorRedirectUrl?: string
}

/**
 * Makes the GET handler of the route that AuthKit returns to. A success redirects to a path of this app, with the
 * session as the only cookie. A failure is reported, and answered by `onError`, by a redirect to `errorRedirectUrl`,
 * or by a small page (JSON when the client doesn't ask for HTML). Without these two options a browser whose verifier
 * cookie is gone starts over, once.
 *
 * @example
 * ```ts
 * export const Route = createFileRoute('/api/auth/callback')({
 *   server: { handlers: { GET: handleCallbackRoute() } },
 * })
 * ```
 */
export function handleCallbackRoute(options: HandleCallbackOptions = {}): RouteHandler {
  return async ({ request }) => {
    try {
      return await finishSignIn(request, options)
    } catch (error) {
      return failSignIn(request, options, error)
    }
  }
}

async function finishSignIn(request: Request, options: HandleCallbackOptions): Promise<Response> {
  const { code, state } = readCallback(request)
  const authkit = await getAuthkit()
  const result = await authkit.handleCallback(request, createUnsentResponse(), {
    code,
    state,
    clearVerifier: false,
  })
  const hasSaved = await succeed(options, result)
  const sessionId = reportSignIn(result.authResponse)
  if (state !== undefined) rememberFinishedFlow(getPKCECookieNameForState(state), sessionId)
  const location = toAppPath(sanitizeReturnPathname(options.returnPathname ?? result.returnPathname))
  const response = new Response(null, { status: 307, headers: { ...NO_STORE, location } })
  if (hasSaved) return response
  const cookies = setCookiesOf(result)
  reportLargeSession(cookies, result.authResponse)
  return sendCookies(response, cookies)
}

/**
 * Calls `onSuccess`. When it throws, the cookies that it wrote are gone.
 *
 * @returns whether it saved a session of its own, for example one of another organization
 */
async function succeed(
  { onSuccess }: HandleCallbackOptions,
  result: CallbackResult<Response>,
): Promise<boolean> {
  const jar = getRequestStateOrNull()?.cookies
  const cookieName = getConfig('cookieName')
  const before = jar?.find(cookieName)
  const undo = jar?.checkpoint()
  try {
    await onSuccess?.(toSuccessData(result))
  } catch (error) {
    undo?.()
    throw error
  }
  return jar?.find(cookieName) !== before
}

function readCallback(request: Request): { code: string; state: string | undefined } {
  const { searchParams } = new URL(request.url)
  const error = searchParams.get('error')
  if (error) throw new OAuthProviderError(error, searchParams.get('error_description') ?? undefined)
  const code = searchParams.get('code')
  if (!code) {
    throw new AuthKitError(
      'Missing authorization code: the callback was opened without the `code` that AuthKit adds to its URL.',
      undefined,
      undefined,
      'ERR_AUTHORIZATION_CODE_MISSING',
    )
  }
  return { code, state: searchParams.get('state') ?? undefined }
}

function toSuccessData({ authResponse, state }: CallbackResult<Response>): HandleAuthSuccessData {
  const { accessToken, refreshToken, user, impersonator, oauthTokens, authenticationMethod, organizationId } =
    authResponse
  return {
    accessToken,
    refreshToken,
    user,
    impersonator,
    oauthTokens,
    authenticationMethod,
    organizationId,
    state,
  }
}

async function failSignIn(
  request: Request,
  options: HandleCallbackOptions,
  error: unknown,
): Promise<Response> {
  const answersItself = options.onError === undefined && options.errorRedirectUrl === undefined
  const restart = answersItself ? await tryRestart(request, error) : undefined
  await reportFailedSignIn(request, error, restart !== undefined)
  if (restart) return restart
  const response = await createFailure(request, options, error)
  return sendCookies(response, await clearVerifier(request))
}

async function tryRestart(request: Request, error: unknown): Promise<Response | undefined> {
  try {
    return await restartSignIn(request, error)
  } catch (failure) {
    reportEvent({ type: 'failure', operation: 'restart-sign-in', error: toReportedError(failure) })
    return undefined
  }
}

async function createFailure(
  request: Request,
  { onError, errorRedirectUrl }: HandleCallbackOptions,
  error: unknown,
): Promise<Response> {
  if (onError) return onError({ error, request })
  const fallback = createCallbackErrorResponse(request, error)
  if (errorRedirectUrl === undefined) return fallback
  if (isRedirectTarget(errorRedirectUrl, request.url)) {
    return new Response(null, { status: 302, headers: { ...NO_STORE, location: errorRedirectUrl } })
  }
  const malformed = new TypeError(`"${errorRedirectUrl}" is no path or http(s) URL.`)
  reportEvent({ type: 'failure', operation: 'error-redirect', error: toReportedError(malformed) })
  return fallback
}

const NO_STORE = { 'cache-control': 'no-store' }

function isRedirectTarget(target: string, base: string): boolean {
  if (!URL.canParse(target, base)) return false
  const { protocol } = new URL(target, base)
  return protocol === 'https:' || protocol === 'http:'
}

/** The one Set-Cookie value that clears the verifier of the failed sign-in; none when there is no telling which. */
async function clearVerifier(request: Request): Promise<string[]> {
  const state = new URL(request.url).searchParams.get('state')
  if (!state) return []
  try {
    const authkit = await getAuthkit()
    const redirectUri = getAuthKitContextOrNull()?.redirectUri
    const cleared = await authkit.clearPendingVerifier(createUnsentResponse(), {
      state,
      ...(redirectUri !== undefined && { redirectUri }),
    })
    return setCookiesOf(cleared)
  } catch (error) {
    reportEvent({ type: 'failure', operation: 'clear-verifier', error: toReportedError(error) })
    return [`${getPKCECookieNameForState(state)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`]
  }
}
