import { getGlobalStartContext } from '@tanstack/react-start'

import { AuthKitError } from '../session/errors.ts'
import type { AuthResult } from '../session/index.ts'
import type { RequestState } from './request-state.ts'

/** What `authkitMiddleware()` adds to the context of a request. */
export interface AuthKitContext {
  /** Who is signed in now. Holds tokens: for server code only. */
  auth: () => AuthResult
  /** The request as the middleware got it. */
  request: Request
  /** Callback URL that sign-ins of this request use. */
  redirectUri?: string | undefined
}

/** {@link AuthKitContext} with what only the runtime may touch. */
export interface InternalAuthKitContext extends AuthKitContext {
  /** Sets a header of the response: `set-cookie` adds to what is there, other names replace. */
  __setPendingHeader: (name: string, value: string) => void
  __authkit: RequestState
}

/**
 * What `authkitMiddleware()` added to this request: the very object, not a copy.
 *
 * @throws AuthKitError `ERR_MIDDLEWARE_MISSING` when the middleware isn't installed, and where it has no effect: outside
 *   of a request, and in another request middleware
 */
export function getAuthKitContext(): AuthKitContext {
  return requireContext()
}

/** Like {@link getAuthKitContext}, but `null` instead of throwing. */
export function getAuthKitContextOrNull(): AuthKitContext | null {
  return getInternalContextOrNull()
}

/** What the middleware knows about this request. Throws as {@link getAuthKitContext} does. */
export function getRequestState(): RequestState {
  return requireContext().__authkit
}

/** Like {@link getRequestState}, but `null` instead of throwing. */
export function getRequestStateOrNull(): RequestState | null {
  return getInternalContextOrNull()?.__authkit ?? null
}

function getInternalContextOrNull(): InternalAuthKitContext | null {
  try {
    return readContext()
  } catch {
    return null
  }
}

function readContext(): InternalAuthKitContext | null {
  // Its type follows the app's own middleware, which the package can't see.
  const context: unknown = getGlobalStartContext()
  return isAuthKitContext(context) ? context : null
}

function isAuthKitContext(context: unknown): context is InternalAuthKitContext {
  return (
    typeof context === 'object' && context !== null && '__authkit' in context && Boolean(context.__authkit)
  )
}

function requireContext(): InternalAuthKitContext {
  let context: InternalAuthKitContext | null
  try {
    context = readContext()
  } catch (error) {
    throw missing(
      'There is no session to ask about here: nothing runs inside of `authkitMiddleware()` now. Call this in a route, a ' +
        'loader or a server function, not at the top of a module nor in another request middleware. Check, too, that ' +
        'authkitMiddleware is registered: in `requestMiddleware` of src/start.ts.',
      error,
    )
  }
  if (context) return context
  throw missing(
    'AuthKit middleware is not configured: add `authkitMiddleware()` of `virtual:authkit` to `requestMiddleware` ' +
      'in src/start.ts, in a named export `startInstance = createStart(() => ({ requestMiddleware: [...] }))`.',
  )
}

function missing(message: string, cause?: unknown): AuthKitError {
  return new AuthKitError(message, cause, undefined, 'ERR_MIDDLEWARE_MISSING')
}
