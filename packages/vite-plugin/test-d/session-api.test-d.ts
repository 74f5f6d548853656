/** The names of the session toolkit that `@workos/authkit-session` doesn't have, and the shapes behind its own. */
import type { createStorage } from 'unstorage'
import { expectTypeOf, test } from 'vitest'

import {
  AuthKitConfigError,
  AuthService,
  createWorkOSClient,
  DEFAULT_API_TIMEOUT,
  DEFAULT_SESSION_CACHE_MAX_BYTES,
  DEFAULT_SESSION_CACHE_MAX_ENTRIES,
  sessionEncryption,
  WorkOSApiError,
} from '../src/runtime/session/index.ts'
import type {
  AuthKitCore,
  AuthKitDependencies,
  AuthOperations,
  AuthorizationUrlParameters,
  AuthResult,
  AuthServiceConstructor,
  CallbackStateParameters,
  createAuthService,
  CreateAuthServiceOptions,
  FetchLike,
  GeneratedAuthorizationUrl,
  NoUser,
  OAuthProviderError,
  OauthTokens,
  PkcePair,
  PKCEState,
  RefreshedSession,
  RefreshingCore,
  RefreshResult,
  SealOptions,
  SignedIn,
  RefreshStore,
  SessionWriteOptions,
  StorageResult,
  TokenRefreshContext,
  TokenRefreshError,
  ValidatedSession,
  WorkOSApiErrorDetails,
  WorkOSApiErrorName,
  WorkOSClient,
  WorkOSClientConfig,
  WorkOSClientOptions,
  WorkOSUserManagement,
} from '../src/runtime/session/index.ts'

test('a client is made of an API key', () => {
  expectTypeOf(createWorkOSClient).toBeCallableWith({ apiKey: 'sk_1' })
  expectTypeOf(createWorkOSClient).toBeCallableWith({ apiKey: 'sk_1' }, { timeout: DEFAULT_API_TIMEOUT })
  expectTypeOf(createWorkOSClient).parameter(0).toEqualTypeOf<WorkOSClientConfig>()
  expectTypeOf(createWorkOSClient).parameter(1).toEqualTypeOf<WorkOSClientOptions | undefined>()
  expectTypeOf(createWorkOSClient).returns.toEqualTypeOf<WorkOSClient>()
  expectTypeOf<typeof fetch>().toExtend<FetchLike>()
  expectTypeOf<WorkOSUserManagement['getAuthorizationUrl']>().parameters.toEqualTypeOf<
    [AuthorizationUrlParameters]
  >()
  expectTypeOf<NonNullable<WorkOSClient['pkce']>['generate']>().returns.resolves.toEqualTypeOf<PkcePair>()
  // @ts-expect-error: without an API key
  createWorkOSClient({})
})

test('an error of the API has a name and a status', () => {
  const error = new WorkOSApiError('NotFoundException', 'No.', { status: 404, requestID: 'req_1' })
  expectTypeOf(error.name).toEqualTypeOf<WorkOSApiErrorName>()
  expectTypeOf(error.status).toBeNumber()
  expectTypeOf(error).toExtend<WorkOSApiErrorDetails>()
  // @ts-expect-error: no such name
  void new WorkOSApiError('TeapotException', 'No.', { status: 418, requestID: '' })
})

test('errors have codes of their own', () => {
  expectTypeOf<AuthKitConfigError['code']>().toEqualTypeOf<
    'ERR_CONFIG_INVALID' | 'ERR_CONFIG_MISSING' | 'ERR_LOCAL_AUTHKIT_IN_PRODUCTION'
  >()
  expectTypeOf<OAuthProviderError['code']>().toEqualTypeOf<'ERR_PROVIDER'>()
  expectTypeOf<ConstructorParameters<typeof TokenRefreshError>[2]>().toEqualTypeOf<
    TokenRefreshContext | undefined
  >()
  // @ts-expect-error: which one?
  void new AuthKitConfigError('No.')
})

test('the layers fit into each other', () => {
  expectTypeOf<AuthKitCore>().toExtend<RefreshingCore>()
  expectTypeOf<ConstructorParameters<typeof AuthOperations>[0]>().toEqualTypeOf<RefreshingCore>()
  expectTypeOf(AuthService).toEqualTypeOf<AuthServiceConstructor>()
  expectTypeOf<Parameters<typeof createAuthService<Request, Response>>>().toEqualTypeOf<
    [CreateAuthServiceOptions<Request, Response>]
  >()
  expectTypeOf<CreateAuthServiceOptions<Request, Response>['dependencies']>().toEqualTypeOf<
    AuthKitDependencies | undefined
  >()
})

test('what the core gives', () => {
  type Core = InstanceType<typeof AuthKitCore>
  expectTypeOf<Core['validateAndRefresh']>().returns.resolves.toEqualTypeOf<ValidatedSession<unknown>>()
  expectTypeOf<Core['refreshTokens']>().returns.resolves.toEqualTypeOf<RefreshResult>()
  expectTypeOf<Core['verifyCallbackState']>().toEqualTypeOf<
    (parameters: CallbackStateParameters) => Promise<PKCEState>
  >()
  expectTypeOf<AuthOperations['refreshSession']>().returns.resolves.toEqualTypeOf<RefreshedSession>()
  expectTypeOf<AuthOperations['createSignIn']>().returns.resolves.toEqualTypeOf<GeneratedAuthorizationUrl>()
  expectTypeOf<RefreshedSession['auth']>().toEqualTypeOf<SignedIn>()
  expectTypeOf<AuthResult>().toEqualTypeOf<NoUser | SignedIn>()
})

test('a storage of unstorage is a store of refreshes', () => {
  expectTypeOf<ReturnType<typeof createStorage>>().toExtend<RefreshStore>()
})

test('what a storage gives', () => {
  expectTypeOf<AuthService<Request, Response>['saveSession']>().returns.resolves.toEqualTypeOf<
    StorageResult<Response>
  >()
  expectTypeOf<AuthService<Request, Response>['clearSession']>()
    .parameter(1)
    .toEqualTypeOf<SessionWriteOptions<Request> | undefined>()
})

test('seals hold anything, and give it back as what the caller says it is', () => {
  expectTypeOf<SealOptions>().toEqualTypeOf<{ password: string; ttl?: number | undefined }>()
  expectTypeOf(sessionEncryption.sealData({}, { password: 'x' })).resolves.toBeString()
  expectTypeOf(sessionEncryption.unsealData('x', { password: 'x' })).resolves.toBeUnknown()
  expectTypeOf(sessionEncryption.unsealData<{ a: 1 }>('x', { password: 'x' })).resolves.toEqualTypeOf<{
    a: 1
  }>()
})

test('bounds are numbers', () => {
  expectTypeOf([DEFAULT_SESSION_CACHE_MAX_BYTES, DEFAULT_SESSION_CACHE_MAX_ENTRIES]).toExtend<number[]>()
  expectTypeOf<OauthTokens['expiresAt']>().toBeNumber()
})
