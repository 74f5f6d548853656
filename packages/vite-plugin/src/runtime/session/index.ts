export { createWorkOSClient, DEFAULT_API_TIMEOUT } from './api/create-workos-client.ts'
export type { WorkOSClientConfig, WorkOSClientOptions } from './api/create-workos-client.ts'
export { getWorkOS } from './api/get-workos.ts'
export { WorkOSApiError } from './api/workos-api-error.ts'
export type { WorkOSApiErrorDetails, WorkOSApiErrorName } from './api/workos-api-error.ts'
export type {
  AuthorizationUrlParameters,
  WorkOSClient,
  WorkOSClient as WorkOS,
  WorkOSUserManagement,
} from './api/workos-client.ts'
export type {
  AuthenticationResponse,
  Impersonator,
  OauthTokens,
  Organization,
  User,
} from './api/workos-types.ts'
export { DEFAULT_SESSION_CACHE_MAX_BYTES, DEFAULT_SESSION_CACHE_MAX_ENTRIES } from './cache/session-cache.ts'
export type { AuthKitConfig, ValueSource } from './config/auth-kit-config.ts'
export { ConfigurationProvider } from './config/configuration-provider.ts'
export { configure, getConfig, getConfigurationProvider, validateConfig } from './config/configure.ts'
export type { CookieOptions } from './cookies/cookie-options.ts'
export { CookieSessionStorage } from './cookies/cookie-session-storage.ts'
export type { SessionWriteOptions } from './cookies/cookie-session-storage.ts'
export type { HeadersBag } from './cookies/headers-bag.ts'
export type { SessionStorage, StorageResult } from './cookies/session-storage.ts'
export {
  AuthKitConfigError,
  AuthKitError,
  OAuthProviderError,
  OAuthStateMismatchError,
  PKCECookieMissingError,
  PKCEPayloadTooLargeError,
  SessionEncryptionError,
  TokenRefreshError,
  TokenValidationError,
} from './errors.ts'
export type { AnyAuthKitError, AuthKitErrorCode, TokenRefreshContext } from './errors.ts'
export type {
  AuthUrlOptions,
  CreateAuthorizationResult,
  GeneratedAuthorizationUrl,
  GetAuthorizationUrlOptions,
} from './pkce/authorization.ts'
export type { PkcePair } from './pkce/pkce-pair.ts'
export type { PKCEState } from './pkce/pkce-state.ts'
export type { CallbackStateParameters } from './pkce/verify-callback-state.ts'
export {
  DEFAULT_MAX_PENDING_PKCE_COOKIES,
  getPKCECookieNameForState,
  isPKCEVerifierCookieName,
  PKCE_COOKIE_PREFIX,
  selectStalePKCEVerifierCookieNames,
} from './pkce/verifier-cookies.ts'
export { sessionEncryption } from './seal/iron-session-encryption.ts'
export type { SealOptions, SessionEncryption } from './seal/session-encryption.ts'
export type { Session } from './seal/session.ts'
export { AuthKitCore } from './service/auth-kit-core.ts'
export type { ValidatedSession } from './service/auth-kit-core.ts'
export { AuthOperations } from './service/auth-operations.ts'
export type { RefreshedSession, RefreshingCore } from './service/auth-operations.ts'
export type { AuthResult, NoUser, SignedIn } from './service/auth-result.ts'
export { AuthService } from './service/auth-service.ts'
export type {
  AuthServiceConstructor,
  CallbackParameters,
  CallbackResult,
  WithAuthResult,
} from './service/auth-service.ts'
export { createAuthService } from './service/create-auth-service.ts'
export type { CreateAuthServiceOptions } from './service/create-auth-service.ts'
export type { AuthKitDependencies, FetchLike } from './dependencies.ts'
export type { RefreshStore } from './store/refresh-store.ts'
export type { RefreshResult } from './tokens/refresh-tokens.ts'
export type { BaseTokenClaims, CustomClaims } from './tokens/token-claims.ts'
