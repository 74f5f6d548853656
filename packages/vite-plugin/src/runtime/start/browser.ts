/** `virtual:authkit` in the browser: the names of `server.ts`, with nothing of the server behind them. */
import { createMiddleware } from '@tanstack/react-start'

import type * as server from './server.ts'

export * from './functions/index.ts'
// Plain classes without any of the toolkit's code.
export {
  AuthKitError,
  OAuthProviderError,
  OAuthStateMismatchError,
  PKCECookieMissingError,
} from '../session/errors.ts'

/** Does nothing in the browser: the request has been authenticated on the server. */
export const authkitMiddleware: typeof server.authkitMiddleware = () =>
  createMiddleware().server(({ next }) => next())

/** Does nothing in the browser: the server refuses. */
export const requireAuth: typeof server.requireAuth = () =>
  createMiddleware({ type: 'function' }).server(({ next }) => next())

/** Does nothing in the browser: the server is configured on the server. */
export const configure: typeof server.configure = () => {}

// Route files run these calls in the browser as well, so only the handlers they make may throw.
export const handleCallbackRoute: typeof server.handleCallbackRoute = () => serverOnly('handleCallbackRoute')
export const handleSignInRoute: typeof server.handleSignInRoute = () => serverOnly('handleSignInRoute')
export const handleSignOutRoute: typeof server.handleSignOutRoute = () => serverOnly('handleSignOutRoute')

export const getAuthkit: typeof server.getAuthkit = serverOnly('getAuthkit')
export const getAuthKitContext: typeof server.getAuthKitContext = serverOnly('getAuthKitContext')
export const getAuthKitContextOrNull: typeof server.getAuthKitContextOrNull = () => null
export const categorizeCallbackError: typeof server.categorizeCallbackError =
  serverOnly('categorizeCallbackError')

/** Does nothing in the browser: events happen on the server. */
export const logEvent: typeof server.logEvent = () => {}

function serverOnly(name: string): () => never {
  return () => {
    throw new Error(
      `${name}() of virtual:authkit runs on the server only. In the browser, use useAuth() of virtual:authkit/client, ` +
        'or call a server function such as getAuth().',
    )
  }
}
