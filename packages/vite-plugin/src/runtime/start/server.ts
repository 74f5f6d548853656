/** `virtual:authkit` on the server. `browser.ts` exports the same names. */
export type { AuthService } from './authkit.ts'
export { getAuthkit } from './authkit-for-app.ts'
export { categorizeCallbackError } from './callback-error.ts'
export type { CallbackErrorCategory } from './callback-error.ts'
export { handleCallbackRoute } from './callback-route.ts'
export type { HandleAuthSuccessData, HandleCallbackOptions } from './callback-route.ts'
export { getAuthKitContext, getAuthKitContextOrNull } from './context.ts'
export type { AuthKitContext } from './context.ts'
export type {
  AuthKitEvent,
  AuthKitEventDetails,
  AuthKitEventHandler,
  AuthKitEventLevel,
  RefreshFailureCategory,
  ReportedError,
} from './events/auth-kit-event.ts'
export { logEvent } from './events/log-event.ts'
export * from './functions/index.ts'
export { authkitMiddleware } from './middleware.ts'
export type { AuthKitMiddleware, AuthKitMiddlewareOptions } from './middleware.ts'
export type { RecentAuth } from './recent-auth.ts'
export { requireAuth } from './require-auth.ts'
export type { RequireAuthMiddleware, RequireAuthOptions, RequiredAuthContext } from './require-auth.ts'
export type { RouteHandler } from './route-handler.ts'
export type { GetAuthURLOptions } from './server-function-input.ts'
export type {
  ServerFunction,
  ServerFunctionCall,
  ServerFunctionWithData,
  ServerFunctionWithOptionalData,
} from './server-function.ts'
export { handleSignInRoute } from './sign-in-route.ts'
export type { HandleSignInOptions } from './sign-in-route.ts'
export { handleSignOutRoute } from './sign-out-route.ts'
export type { HandleSignOutOptions } from './sign-out-route.ts'
export type { ClientUserInfo, NoUserInfo, UserInfo } from './user-info.ts'
export {
  AuthKitError,
  OAuthProviderError,
  OAuthStateMismatchError,
  PKCECookieMissingError,
} from '../session/errors.ts'
export { configure } from '../session/index.ts'
export type {
  AuthKitConfig,
  AuthResult,
  BaseTokenClaims,
  CustomClaims,
  Impersonator,
  OauthTokens,
  RefreshStore,
  Session,
  User,
} from '../session/index.ts'
