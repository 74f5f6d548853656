/**
 * What the types of the session toolkit promise. Compiled by `tsc`, never run: a promise that breaks is an error
 * of compilation.
 */
import { WorkOS as OfficialClient } from '@workos-inc/node'
import type * as vendor from '@workos/authkit-session'

import * as session from '../src/runtime/session/index.ts'
import type {
  AnyAuthKitError,
  AuthKitConfig,
  AuthKitError,
  AuthKitErrorCode,
  AuthResult,
  AuthService,
  AuthenticationResponse,
  BaseTokenClaims,
  CallbackParameters,
  CallbackResult,
  CookieOptions,
  CreateAuthorizationResult,
  GetAuthorizationUrlOptions,
  HeadersBag,
  Impersonator,
  Organization,
  Session,
  SessionEncryption,
  SessionStorage,
  User,
  ValueSource,
  WithAuthResult,
  WorkOSClient,
} from '../src/runtime/session/index.ts'

type IsAny<T> = 0 extends 1 & T ? true : false
type Equals<A, B> = IsAny<A> extends IsAny<B> ? ([A, B] extends [B, A] ? true : false) : false
/** The keys of an object whose type is `any`. */
type AnyKeys<T> = { [Key in keyof T]-?: IsAny<T[Key]> extends true ? Key : never }[keyof T]
/** The methods of an object that take or give `any`. */
type AnyMethods<T> = {
  [Key in keyof T]-?: T[Key] extends (...parameters: infer Parameters) => infer Result
    ? true extends IsAny<Awaited<Result>> | IsAny<Parameters[number & keyof Parameters]>
      ? Key
      : never
    : never
}[keyof T]

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the type parameter is the whole point
function assertType<_T extends true>(): void {}

// No `any` in what an app sees.
assertType<Equals<AnyKeys<AuthKitConfig>, never>>()
assertType<Equals<AnyKeys<User>, never>>()
assertType<Equals<AnyKeys<Session>, never>>()
assertType<Equals<AnyKeys<AuthenticationResponse>, never>>()
assertType<Equals<AnyKeys<AuthKitError>, never>>()
assertType<Equals<AnyKeys<CookieOptions>, never>>()
assertType<Equals<AnyKeys<CallbackParameters>, never>>()
assertType<Equals<AnyKeys<CallbackResult<Response>>, never>>()
assertType<Equals<AnyKeys<WithAuthResult>, never>>()
assertType<Equals<AnyKeys<CreateAuthorizationResult<Response>>, never>>()
assertType<Equals<AnyMethods<AuthService<Request, Response>>, never>>()
assertType<Equals<AnyMethods<SessionStorage<Request, Response>>, never>>()
assertType<Equals<AnyMethods<WorkOSClient['userManagement']>, never>>()
assertType<Equals<AnyMethods<InstanceType<typeof session.ConfigurationProvider>>, never>>()
assertType<Equals<AnyMethods<InstanceType<typeof session.AuthKitCore>>, never>>()
assertType<Equals<AnyMethods<InstanceType<typeof session.AuthOperations>>, never>>()
assertType<Equals<IsAny<ReturnType<Exclude<ValueSource, Record<string, unknown>>>>, false>>()

// Every name of the vendor's package is there: a missing one fails to compile here.
assertType<Equals<Exclude<keyof typeof vendor, keyof typeof session>, never>>()

// Data goes from ours to the vendor's types and back, where an app is half way between the two.
declare const ourUser: User
declare const ourSession: Session & { impersonator: Impersonator }
declare const ourBag: HeadersBag
declare const ourImpersonator: Impersonator
const vendorUser: vendor.User = ourUser
const vendorSession: vendor.Session = ourSession
const vendorBag: vendor.HeadersBag = ourBag
const vendorImpersonator: vendor.Impersonator = ourImpersonator
const backUser: User = vendorUser
const backSession: Session = vendorSession
const backBag: HeadersBag = vendorBag
const backImpersonator: Impersonator = vendorImpersonator
declare const vendorOptions: vendor.GetAuthorizationUrlOptions
const ourOptions: GetAuthorizationUrlOptions = vendorOptions
declare const vendorEncryption: vendor.SessionEncryption
const ourEncryption: SessionEncryption = vendorEncryption

// The client of the official SDK can be injected, and ours has what the toolkit needs of it.
const injected: WorkOSClient = new OfficialClient('sk_example')
assertType<Equals<Awaited<ReturnType<(typeof injected)['organizations']['getOrganization']>>, Organization>>()

// `createAuthService` gives the very type that `new AuthService` gives.
declare const storage: SessionStorage<Request, Response>
declare const config: AuthKitConfig
const lazy: AuthService<Request, Response> = session.createAuthService({
  sessionStorageFactory: () => storage,
})
const eager: AuthService<Request, Response> = new session.AuthService(
  config,
  storage,
  injected,
  ourEncryption,
)
assertType<Equals<typeof lazy, typeof eager>>()

// Nobody has no session; a user has one, with the claims the app declares.
declare const auth: AuthResult<{ team: string }>
if (auth.user) {
  assertType<Equals<typeof auth.user, User>>()
  assertType<Equals<typeof auth.sessionId, string>>()
  assertType<Equals<typeof auth.claims, BaseTokenClaims & { team: string }>>()
  assertType<Equals<typeof auth.claims.team, string>>()
} else {
  assertType<Equals<typeof auth.user, null>>()
  // @ts-expect-error -- nobody has no token
  void auth.accessToken
}
const withTeam: WithAuthResult<{ team: string }> = await lazy.withAuth<{ team: string }>(
  new Request('https://a.example'),
)

// Codes are a closed list, and tell the errors apart.
declare const error: AnyAuthKitError
if (error.code === 'ERR_TOKEN_REFRESH_REJECTED') {
  assertType<Equals<typeof error, session.TokenRefreshError>>()
  assertType<Equals<typeof error.userId, string | undefined>>()
}
if (error.code === 'ERR_PROVIDER') assertType<Equals<typeof error.errorDescription, string | undefined>>()
// @ts-expect-error -- no such code
const wrongCode: AuthKitErrorCode = 'ERR_NO_SUCH_CODE'
// Every class has codes of the list only.
assertType<Equals<Exclude<AnyAuthKitError['code'], AuthKitErrorCode>, never>>()

// Configuration is typed key by key.
assertType<Equals<ReturnType<typeof session.getConfig<'apiPort'>>, number | undefined>>()
assertType<Equals<ReturnType<typeof session.getConfig<'clientId'>>, string>>()
session.configure({ cookieSameSite: 'none' }, process.env)
session.configure((name) => process.env[name])
// @ts-expect-error -- no such SameSite
session.configure({ cookieSameSite: 'sometimes' })
// @ts-expect-error -- no such key
session.getConfig('cookiePasswords')

// Options say no to what WorkOS doesn't know.
// @ts-expect-error -- no such screen
void lazy.createAuthorization(undefined, { screenHint: 'sign-out' })
// @ts-expect-error -- createSignIn decides on the screen itself
void lazy.createSignIn(undefined, { screenHint: 'sign-up' })
// @ts-expect-error -- the state has to be named, if only to say that there is none
void lazy.handleCallback(new Request('https://a.example'), new Response(), { code: 'c' })

// Absent and undefined are the same for an option, whatever the compiler options of the app.
void lazy.createAuthorization(undefined, { organizationId: undefined, maxAge: undefined })
void lazy.signOut('session_1', { returnTo: undefined })

export { backBag, backImpersonator, backSession, backUser, ourOptions, withTeam, wrongCode }
