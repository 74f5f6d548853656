import { AUTHKIT_MODULE } from '../own-modules.ts'

/** WorkOS' own AuthKit for TanStack Start. */
export const VENDOR_PACKAGE = '@workos/authkit-tanstack-react-start'

/** WorkOS' framework-agnostic toolkit, which their package for Start is built on. */
export const VENDOR_SESSION_PACKAGE = '@workos/authkit-session'

/** The packages that a migration takes the app off. */
export const VENDOR_PACKAGES: readonly string[] = [VENDOR_PACKAGE, VENDOR_SESSION_PACKAGE]

/** What WorkOS called their package for Start at first; its functions were others. */
export const OLD_VENDOR_PACKAGE = '@workos/authkit-tanstack-start'

/** Every package whose use is looked for. */
export const SOUGHT_PACKAGES: readonly string[] = [...VENDOR_PACKAGES, OLD_VENDOR_PACKAGE]

/** A module of WorkOS, and ours that takes its place. */
export interface ReplacedModule {
  /** Our module. */
  module: string
  /** Every name that theirs exports and ours does too, with a type that fits. A test holds both against it. */
  names: ReadonlySet<string>
}

const ROOT_NAMES = [
  'OAuthStateMismatchError',
  'PKCECookieMissingError',
  'authkitMiddleware',
  'checkRecentAuth',
  'checkSessionAction',
  'getAccessTokenAction',
  'getAuth',
  'getAuthAction',
  'getAuthKitContext',
  'getAuthKitContextOrNull',
  'getAuthkit',
  'getAuthorizationUrl',
  'getOrganizationAction',
  'getSignInUrl',
  'getSignUpUrl',
  'handleCallbackRoute',
  'refreshAccessTokenAction',
  'refreshAuthAction',
  'signOut',
  'switchToOrganization',
  'switchToOrganizationAction',
]

const ROOT_TYPES = [
  'AuthKitContext',
  'AuthKitMiddlewareOptions',
  'AuthResult',
  'AuthService',
  'BaseTokenClaims',
  'CustomClaims',
  'GetAuthURLOptions',
  'HandleAuthSuccessData',
  'HandleCallbackOptions',
  'Impersonator',
  'NoUserInfo',
  'OauthTokens',
  'OrganizationInfo',
  'Session',
  'User',
  'UserInfo',
]

const CLIENT_NAMES = [
  'AuthKitProvider',
  'Impersonation',
  'getAuthAction',
  'useAccessToken',
  'useAuth',
  'useRecentAuth',
  'useTokenClaims',
]

const CLIENT_TYPES = [
  'AuthContextType',
  'AuthKitProviderProps',
  'JWTPayload',
  'TokenClaims',
  'UseAccessTokenReturn',
]

const SESSION_NAMES = [
  'AuthKitCore',
  'AuthKitError',
  'AuthOperations',
  'AuthService',
  'ConfigurationProvider',
  'CookieSessionStorage',
  'DEFAULT_MAX_PENDING_PKCE_COOKIES',
  'OAuthStateMismatchError',
  'PKCECookieMissingError',
  'PKCEPayloadTooLargeError',
  'PKCE_COOKIE_PREFIX',
  'SessionEncryptionError',
  'TokenRefreshError',
  'TokenValidationError',
  'configure',
  'createAuthService',
  'getConfig',
  'getConfigurationProvider',
  'getPKCECookieNameForState',
  'getWorkOS',
  'isPKCEVerifierCookieName',
  'selectStalePKCEVerifierCookieNames',
  'sessionEncryption',
  'validateConfig',
]

const SESSION_TYPES = [
  'AuthKitConfig',
  'AuthResult',
  'AuthUrlOptions',
  'AuthenticationResponse',
  'BaseTokenClaims',
  'CookieOptions',
  'CreateAuthorizationResult',
  'CustomClaims',
  'GetAuthorizationUrlOptions',
  'HeadersBag',
  'Impersonator',
  'Organization',
  'Session',
  'SessionEncryption',
  'SessionStorage',
  'User',
  'ValueSource',
]

/** WorkOS' modules by their specifier. */
export const REPLACED_MODULES: ReadonlyMap<string, ReplacedModule> = new Map([
  [VENDOR_PACKAGE, { module: AUTHKIT_MODULE, names: new Set([...ROOT_NAMES, ...ROOT_TYPES]) }],
  [
    `${VENDOR_PACKAGE}/client`,
    { module: 'virtual:authkit/client', names: new Set([...CLIENT_NAMES, ...CLIENT_TYPES]) },
  ],
  [
    VENDOR_SESSION_PACKAGE,
    { module: 'vite-plugin-authkit-start/session', names: new Set([...SESSION_NAMES, ...SESSION_TYPES]) },
  ],
])

/** Whether a specifier is a module of WorkOS' packages, one that they don't export included. */
export function isVendorModule(specifier: string): boolean {
  return SOUGHT_PACKAGES.some((name) => specifier === name || specifier.startsWith(`${name}/`))
}
