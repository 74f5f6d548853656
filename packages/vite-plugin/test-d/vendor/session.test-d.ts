/**
 * `vite-plugin-authkit-start/session` in the place of `@workos/authkit-session`: each value and each type of theirs, and
 * ours where code expects theirs. What is different on purpose is marked as an error, with the reason.
 */
import type * as theirs from '@workos/authkit-session'

import * as ours from '../../src/runtime/session/index.ts'
import type { Public, PublicClass } from './usable-in-place-of.ts'

// Their 24 values.

const core: PublicClass<typeof theirs.AuthKitCore> = ours.AuthKitCore
const operations: PublicClass<typeof theirs.AuthOperations> = ours.AuthOperations
const provider: PublicClass<typeof theirs.ConfigurationProvider> = ours.ConfigurationProvider
const storage: PublicClass<typeof theirs.CookieSessionStorage> = ours.CookieSessionStorage
/** Without what is different on purpose: see `wholeClient` and `method` below. */
type Service = Omit<Public<theirs.AuthService<Request, Response>>, 'getWorkOS' | 'handleCallback'>
const service: abstract new (
  config: theirs.AuthKitConfig,
  storage: theirs.SessionStorage<Request, Response>,
  client: theirs.WorkOS,
  encryption: theirs.SessionEncryption,
) => Service = ours.AuthService<Request, Response>
const createAuthService: (
  options: Parameters<typeof theirs.createAuthService<Request, Response>>[0],
) => Service = ours.createAuthService<Request, Response>

const errors: {
  AuthKitError: typeof theirs.AuthKitError
  OAuthStateMismatchError: typeof theirs.OAuthStateMismatchError
  PKCECookieMissingError: typeof theirs.PKCECookieMissingError
  PKCEPayloadTooLargeError: typeof theirs.PKCEPayloadTooLargeError
  SessionEncryptionError: typeof theirs.SessionEncryptionError
  TokenRefreshError: typeof theirs.TokenRefreshError
  TokenValidationError: typeof theirs.TokenValidationError
} = ours

const getConfig: typeof theirs.getConfig = ours.getConfig
const validateConfig: typeof theirs.validateConfig = ours.validateConfig
const getConfigurationProvider: () => Public<theirs.ConfigurationProvider> = ours.getConfigurationProvider
const configure: {
  (source: (name: string) => unknown): void
  (config: Partial<theirs.AuthKitConfig>): void
  (config: Partial<theirs.AuthKitConfig>, source: theirs.ValueSource): void
} = ours.configure
// @ts-expect-error: theirs takes any object for a source of values, and then uses it as values
const configureWithAnything: typeof theirs.configure = ours.configure
// @ts-expect-error: ours has the calls of the toolkit and no others; the SDK can be injected
const wholeClient: typeof theirs.getWorkOS = ours.getWorkOS

const sessionEncryption: theirs.SessionEncryption = ours.sessionEncryption
const maxPending: typeof theirs.DEFAULT_MAX_PENDING_PKCE_COOKIES = ours.DEFAULT_MAX_PENDING_PKCE_COOKIES
const prefix: typeof theirs.PKCE_COOKIE_PREFIX = ours.PKCE_COOKIE_PREFIX
const nameForState: typeof theirs.getPKCECookieNameForState = ours.getPKCECookieNameForState
const isVerifier: typeof theirs.isPKCEVerifierCookieName = ours.isPKCEVerifierCookieName
const selectStale: typeof theirs.selectStalePKCEVerifierCookieNames = ours.selectStalePKCEVerifierCookieNames

// Their types, both ways: what one has made, the other takes.

/** Fails to compile unless each of two types can stand in for the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B, C]

export type Data = [
  Interchangeable<ours.AuthUrlOptions, theirs.AuthUrlOptions>,
  Interchangeable<
    Omit<ours.AuthenticationResponse, 'authenticationMethod'>,
    Omit<theirs.AuthenticationResponse, 'authenticationMethod'>
  >,
  Interchangeable<ours.BaseTokenClaims, theirs.BaseTokenClaims>,
  Interchangeable<ours.CookieOptions, theirs.CookieOptions>,
  Interchangeable<ours.CreateAuthorizationResult<Response>, theirs.CreateAuthorizationResult<Response>>,
  Interchangeable<ours.CustomClaims, theirs.CustomClaims>,
  Interchangeable<ours.GetAuthorizationUrlOptions, theirs.GetAuthorizationUrlOptions>,
  Interchangeable<ours.HeadersBag, theirs.HeadersBag>,
  Interchangeable<ours.Impersonator, theirs.Impersonator>,
  Interchangeable<ours.Session, theirs.Session>,
  Interchangeable<ours.SessionEncryption, theirs.SessionEncryption>,
  Interchangeable<ours.SessionStorage<Request, Response>, theirs.SessionStorage<Request, Response>>,
  Interchangeable<ours.User, theirs.User>,
  Interchangeable<ours.ValueSource, theirs.ValueSource>,
]

declare const ourResponse: ours.AuthenticationResponse
// @ts-expect-error: a way to sign in that WorkOS adds is no error in ours; theirs is a list
const method: theirs.AuthenticationResponse['authenticationMethod'] = ourResponse.authenticationMethod

declare const theirConfig: theirs.AuthKitConfig
declare const theirOrganization: theirs.Organization
declare const theirSdk: theirs.WorkOS
declare const ourAuth: ours.AuthResult<{ team: string }>
declare const theirAuth: theirs.AuthResult<{ team: string }>
const config: ours.AuthKitConfig = theirConfig
// Ours is what `getOrganizationAction` needs of it.
const organization: ours.Organization = theirOrganization
const injected: ours.WorkOS = theirSdk
const auth: theirs.AuthResult<{ team: string }> = ourAuth
const authBack: ours.AuthResult<{ team: string }> = theirAuth

export {
  auth,
  authBack,
  config,
  configure,
  configureWithAnything,
  core,
  createAuthService,
  errors,
  getConfig,
  getConfigurationProvider,
  injected,
  isVerifier,
  maxPending,
  method,
  nameForState,
  operations,
  organization,
  prefix,
  provider,
  selectStale,
  service,
  sessionEncryption,
  storage,
  validateConfig,
  wholeClient,
}
