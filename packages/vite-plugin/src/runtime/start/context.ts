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
 * @throws AuthKitError `ERR_MIDDLEWARE_MISSING` when the middleware isn't installed; Start's own error outside of a
 *   request
 */
export function getAuthKitContext(): AuthKitContext {
  return assertConfigured(readContext())
}

/** Like {@link getAuthKitContext}, but `null` instead of throwing. */
export function getAuthKitContextOrNull(): AuthKitContext | null {
  return getInternalContextOrNull()
}

/** What the middleware knows about this request. Throws as {@link getAuthKitContext} does. */
export function getRequestState(): RequestState {
  return assertConfigured(readContext()).__authkit
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

function assertConfigured(context: InternalAuthKitContext | null): InternalAuthKitContext {
  if (context) return context
  throw new AuthKitError(
    'AuthKit middleware is not configured: add `authkitMiddleware()` of `virtual:authkit` to `requestMiddleware` ' +
      'in src/start.ts, in a named export `startInstance = createStart(() => ({ requestMiddleware: [...] }))`.',
    undefined,
    undefined,
    'ERR_MIDDLEWARE_MISSING',
  )
}
