import { redirect } from '@tanstack/react-router'
import type { AnyRedirect } from '@tanstack/react-router'
import { createMiddleware } from '@tanstack/react-start'
import type { FunctionMiddlewareAfterServer } from '@tanstack/react-start'
import { setResponseStatus } from '@tanstack/react-start/server'
import { buildConfig } from 'virtual:authkit/config'

import { AuthKitError } from '../session/errors.ts'
import type { AuthKitErrorCode } from '../session/errors.ts'
import type { AuthResult, SignedIn, User } from '../session/index.ts'
import { sanitizeReturnPathname } from '../session/return-path.ts'
import { getRequestState } from './context.ts'
import { readAuth } from './request-state.ts'
import type { RequestState } from './request-state.ts'

/** Options of {@link requireAuth}. */
export interface RequireAuthOptions {
  /** The role that is needed in the current organization; of several, one of them. */
  role?: string | readonly string[]
  /** The permission that is needed in the current organization; of several, all of them. */
  permission?: string | readonly string[]
  /**
   * What the signed-out get: an `error`, or a redirect to the `sign-in` route, which leads back to the page that made
   * the call. Whoever lacks a role or a permission gets an error in any case: signing in again would not help them.
   *
   * @defaultValue `error`
   */
  signedOut?: 'error' | 'sign-in'
}

/** What {@link requireAuth} adds to the context of a server function. */
export interface RequiredAuthContext {
  user: User
  /** Who is signed in, as it is now. Holds tokens: for server code only. */
  auth: () => SignedIn
}

/** A function middleware that adds {@link RequiredAuthContext}. */
export type RequireAuthMiddleware = FunctionMiddlewareAfterServer<
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- the type that createMiddleware() itself has here
  Record<never, never>,
  unknown,
  undefined,
  RequiredAuthContext,
  undefined,
  undefined,
  undefined
>

/**
 * Guards a server function: its handler runs for the signed-in alone, and finds them in its context. It looks at the
 * session of the request, never at what the caller says.
 *
 * Each call throws AuthKitError where it may not go on: `ERR_NOT_SIGNED_IN` (status 401), `ERR_NOT_ALLOWED` (403) when
 * the role or a permission is missing, `ERR_SESSION_UNKNOWN` (503) when the session has to be refreshed and WorkOS
 * can't be reached, `ERR_MIDDLEWARE_MISSING` (500) without `authkitMiddleware()`.
 *
 * @throws TypeError when a list of roles or permissions is empty
 * @example
 * ```ts
 * export const deletePost = createServerFn({ method: 'POST' })
 *   .middleware([requireAuth({ permission: 'posts:delete' })])
 *   .handler(({ context }) => db.posts.delete({ by: context.user.id }))
 * ```
 */
export function requireAuth(options: RequireAuthOptions = {}): RequireAuthMiddleware {
  const roles = toList('role', options.role)
  const permissions = toList('permission', options.permission)
  return createMiddleware({ type: 'function' }).server(({ next }) => {
    const state = getRequestState()
    const auth = readAuth(state)
    if (auth.user === null) throw refusalOfSignedOut(state, options)
    if (!isAllowed(auth, { roles, permissions })) {
      throw refusal(403, 'ERR_NOT_ALLOWED', 'This needs a role or permission that you do not have.')
    }
    return next<RequiredAuthContext>({
      context: { user: auth.user, auth: () => assertSignedIn(readAuth(state)) },
    })
  })
}

function toList(
  option: 'role' | 'permission',
  value: string | readonly string[] | undefined,
): readonly string[] | undefined {
  if (value === undefined) return undefined
  const list = typeof value === 'string' ? [value] : value
  if (list.length > 0) return list
  throw new TypeError(`requireAuth(): \`${option}\` is an empty list. Name at least one, or leave it out.`)
}

function isAllowed(
  auth: SignedIn,
  needed: { roles: readonly string[] | undefined; permissions: readonly string[] | undefined },
): boolean {
  const { role: main, roles = [], permissions = [] } = auth
  return (
    (needed.roles?.some((role) => role === main || roles.includes(role)) ?? true) &&
    (needed.permissions?.every((permission) => permissions.includes(permission)) ?? true)
  )
}

function refusalOfSignedOut(
  { isUnknown, request }: RequestState,
  { signedOut }: RequireAuthOptions,
): AuthKitError | AnyRedirect {
  if (isUnknown) {
    const message = 'Who is signed in can not be told now. Try again in a moment.'
    return refusal(503, 'ERR_SESSION_UNKNOWN', message)
  }
  if (signedOut !== 'sign-in') return refusal(401, 'ERR_NOT_SIGNED_IN', 'Sign in to do this.')
  const returnPathname = encodeURIComponent(sanitizeReturnPathname(pageOf(request)))
  return redirect({
    href: `${buildConfig.signInPath}?returnPathname=${returnPathname}`,
    reloadDocument: true,
    // 307, the default, would repeat a POST.
    statusCode: 303,
  })
}

/** A server function is called by a page, or while one is rendered. */
function pageOf({ method, url, headers }: Request): string | null {
  const isRendered = method === 'GET' && headers.get('x-tsr-serverfn') === null
  return isRendered ? url : headers.get('referer')
}

function refusal(status: number, code: AuthKitErrorCode, message: string): AuthKitError {
  setResponseStatus(status)
  return new AuthKitError(message, undefined, undefined, code)
}

/** A handler may sign the user out, and then ask again. */
function assertSignedIn(auth: AuthResult): SignedIn {
  if (auth.user !== null) return auth
  throw refusal(401, 'ERR_NOT_SIGNED_IN', 'Sign in to do this.')
}
