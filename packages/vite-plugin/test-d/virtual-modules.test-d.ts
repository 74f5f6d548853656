import { createMiddleware, createServerFn, createStart } from '@tanstack/react-start'
import { expectTypeOf, test } from 'vitest'
import {
  authkitMiddleware,
  categorizeCallbackError,
  checkRecentAuth,
  checkSessionAction,
  configure,
  getAccessTokenAction,
  getAuth,
  getAuthAction,
  getAuthKitContext,
  getAuthKitContextOrNull,
  getAuthkit,
  getAuthorizationUrl,
  getOrganizationAction,
  getSignInUrl,
  getSignUpUrl,
  handleCallbackRoute,
  handleSignInRoute,
  handleSignOutRoute,
  logEvent,
  OAuthProviderError,
  OAuthStateMismatchError,
  PKCECookieMissingError,
  refreshAccessTokenAction,
  refreshAuthAction,
  requireAuth,
  signOut,
  switchToOrganization,
  switchToOrganizationAction,
} from 'virtual:authkit'
import type {
  AuthKitConfig,
  RefreshStore,
  AuthKitError,
  AuthKitContext,
  AuthKitEvent,
  AuthKitEventDetails,
  AuthKitEventHandler,
  AuthKitEventLevel,
  AuthKitMiddleware,
  AuthKitMiddlewareOptions,
  AuthResult,
  AuthService,
  BaseTokenClaims,
  CallbackErrorCategory,
  ClientUserInfo,
  CustomClaims,
  GetAuthURLOptions,
  HandleAuthSuccessData,
  HandleCallbackOptions,
  HandleSignInOptions,
  HandleSignOutOptions,
  Impersonator,
  NoUserInfo,
  OauthTokens,
  OrganizationInfo,
  RecentAuth,
  RefreshFailureCategory,
  ReportedError,
  RequireAuthMiddleware,
  RequireAuthOptions,
  RequiredAuthContext,
  RouteHandler,
  ServerFunction,
  ServerFunctionCall,
  ServerFunctionWithData,
  ServerFunctionWithOptionalData,
  Session,
  User,
  UserInfo,
} from 'virtual:authkit'
import { buildConfig } from 'virtual:authkit/config'

import type * as vendor from '@workos/authkit-tanstack-react-start'
import type * as vendorSession from '@workos/authkit-session'

import type * as sessionInBrowser from '../src/runtime/start/session-in-browser.ts'
import type * as browserModule from '../src/runtime/start/browser.ts'
import type * as serverModule from '../src/runtime/start/server.ts'

test('both sides export the same names', () => {
  expectTypeOf<keyof typeof browserModule>().toEqualTypeOf<keyof typeof serverModule>()
})

test("every name of the vendor's packages is one of ours", () => {
  expectTypeOf<keyof typeof vendor>().toExtend<keyof typeof serverModule>()
  expectTypeOf<keyof typeof vendorSession>().toExtend<keyof typeof sessionInBrowser>()
})

test('who is signed in is told without the token, unless it is asked for', () => {
  expectTypeOf(getAuth()).resolves.toEqualTypeOf<UserInfo | NoUserInfo>()
  expectTypeOf(getAuthAction()).resolves.toEqualTypeOf<ClientUserInfo | NoUserInfo>()
  expectTypeOf<UserInfo>().toExtend<{ accessToken: string }>()
  expectTypeOf<ClientUserInfo>().not.toHaveProperty('accessToken')
  expectTypeOf<UserInfo>().not.toHaveProperty('refreshToken')
})

test('a check of `user` is enough to know the rest', async () => {
  const auth = await getAuth()
  if (auth.user === null) {
    expectTypeOf(auth).toEqualTypeOf<NoUserInfo>()
  } else {
    expectTypeOf(auth.user).toEqualTypeOf<User>()
    expectTypeOf(auth.sessionId).toBeString()
    expectTypeOf(auth.roles).toEqualTypeOf<string[] | undefined>()
  }
})

test('authorization URLs take a path, options, or nothing', () => {
  expectTypeOf(getSignInUrl()).resolves.toBeString()
  expectTypeOf(getSignInUrl({ data: '/me' })).resolves.toBeString()
  expectTypeOf(getSignUpUrl({ data: { returnPathname: '/me', maxAge: 60 } })).resolves.toBeString()
  // @ts-expect-error: the name says which screen comes first
  void getSignInUrl({ data: { screenHint: 'sign-up' } })
  // @ts-expect-error: no such prompt
  void getSignInUrl({ data: { prompt: 'please' } })
})

test('input that is needed cannot be left out', () => {
  // @ts-expect-error: which organization?
  void switchToOrganization()
  // @ts-expect-error: how recent?
  void checkRecentAuth({ data: {} })
  expectTypeOf(signOut).toBeCallableWith()
  expectTypeOf(signOut).toBeCallableWith({ data: { returnTo: '/' } })
  expectTypeOf(signOut()).resolves.toBeNever()
  expectTypeOf(getOrganizationAction({ data: 'org_1' })).resolves.toEqualTypeOf<{
    id: string
    name: string
  } | null>()
})

test('a recent authentication has a date exactly when it is known', async () => {
  const recent = await checkRecentAuth({ data: { maxAge: 60 } })
  if (recent.authenticatedAt === null) expectTypeOf(recent.isStale).toEqualTypeOf<true>()
  else expectTypeOf(recent.authenticatedAt).toEqualTypeOf<Date>()
})

test('the middleware fits into a start instance, and tells what it adds', () => {
  const startInstance = createStart(() => ({ requestMiddleware: [authkitMiddleware()] }))
  expectTypeOf(startInstance).toHaveProperty('getOptions')
  // @ts-expect-error: no such option
  authkitMiddleware({ redirectURI: 'x' })
})

test('behind requireAuth() there is a user', () => {
  createServerFn()
    .middleware([requireAuth({ role: ['admin', 'owner'], permission: 'posts:read', signedOut: 'sign-in' })])
    .handler(({ context }) => {
      expectTypeOf(context.user).toEqualTypeOf<User>()
      expectTypeOf(context.auth().user).toEqualTypeOf<User>()
      expectTypeOf(context.auth().sessionId).toBeString()
      return context.user.id
    })
  // @ts-expect-error: no such way
  requireAuth({ signedOut: 'redirect' })
  expectTypeOf(requireAuth()).toEqualTypeOf<RequireAuthMiddleware>()
  expectTypeOf<Parameters<typeof requireAuth>[0]>().toEqualTypeOf<RequireAuthOptions | undefined>()
  expectTypeOf<RequiredAuthContext>().toEqualTypeOf<{ user: User; auth: RequiredAuthContext['auth'] }>()
  // It may stand in front of an app's own.
  const own = createMiddleware({ type: 'function' })
    .middleware([requireAuth()])
    .server(({ next, context }) => next({ context: { email: context.user.email } }))
  const answer = createServerFn()
    .middleware([own])
    .handler(({ context }) => context.email)
  expectTypeOf(answer()).resolves.toBeString()
})

test('the context hides what only the runtime may touch', () => {
  expectTypeOf(getAuthKitContext()).toEqualTypeOf<AuthKitContext>()
  expectTypeOf(getAuthKitContextOrNull()).toEqualTypeOf<AuthKitContext | null>()
  expectTypeOf<keyof AuthKitContext>().toEqualTypeOf<'auth' | 'request' | 'redirectUri'>()
  expectTypeOf(getAuthKitContext().auth()).toEqualTypeOf<AuthResult>()
})

test('the service speaks in requests and responses', () => {
  expectTypeOf(getAuthkit()).resolves.toEqualTypeOf<AuthService>()
  expectTypeOf<Parameters<AuthService['withAuth']>[0]>().toEqualTypeOf<Request>()
})

test('route handlers answer requests', () => {
  for (const handler of [handleCallbackRoute(), handleSignInRoute(), handleSignOutRoute({ returnTo: '/' })]) {
    expectTypeOf(handler).toBeCallableWith({ request: new Request('http://localhost') })
    expectTypeOf(handler).returns.resolves.toEqualTypeOf<Response>()
  }
  handleCallbackRoute({
    onSuccess: ({ user, state }) => {
      expectTypeOf(user).toEqualTypeOf<User>()
      expectTypeOf(state).toEqualTypeOf<string | undefined>()
    },
    onError: ({ error }) => {
      expectTypeOf(error).toBeUnknown()
      return new Response()
    },
  })
})

test('the configuration is data', () => {
  expectTypeOf(buildConfig.localAuthKit).toEqualTypeOf<string | null>()
})

test('server functions say what they take and give', () => {
  expectTypeOf(checkSessionAction).toEqualTypeOf<ServerFunction<boolean>>()
  expectTypeOf(getAccessTokenAction).toEqualTypeOf<ServerFunction<string | undefined>>()
  expectTypeOf(refreshAccessTokenAction).toEqualTypeOf<ServerFunction<string | undefined>>()
  expectTypeOf(checkRecentAuth).toEqualTypeOf<ServerFunctionWithData<{ maxAge: number }, RecentAuth>>()
  expectTypeOf(getOrganizationAction).toEqualTypeOf<ServerFunctionWithData<string, OrganizationInfo | null>>()
  expectTypeOf(getAuthorizationUrl).toEqualTypeOf<ServerFunctionWithOptionalData<GetAuthURLOptions, string>>()
  expectTypeOf(refreshAuthAction({ data: { organizationId: 'org_1' } })).resolves.toEqualTypeOf<
    ClientUserInfo | NoUserInfo
  >()
  expectTypeOf(switchToOrganizationAction({ data: { organizationId: 'org_1' } })).resolves.toEqualTypeOf<
    ClientUserInfo | NoUserInfo
  >()
  // @ts-expect-error: to which one?
  void switchToOrganizationAction({ data: {} })
  expectTypeOf<ServerFunctionCall>().toEqualTypeOf<{ headers?: HeadersInit; signal?: AbortSignal }>()
})

test('options of middleware and routes', () => {
  expectTypeOf(authkitMiddleware).toEqualTypeOf<(options?: AuthKitMiddlewareOptions) => AuthKitMiddleware>()
  expectTypeOf(handleCallbackRoute).toEqualTypeOf<(options?: HandleCallbackOptions) => RouteHandler>()
  expectTypeOf(handleSignInRoute).toEqualTypeOf<(options?: HandleSignInOptions) => RouteHandler>()
  expectTypeOf(handleSignOutRoute).toEqualTypeOf<(options?: HandleSignOutOptions) => RouteHandler>()
  expectTypeOf<HandleSignInOptions>().toEqualTypeOf<GetAuthURLOptions>()
  expectTypeOf<HandleAuthSuccessData['oauthTokens']>().toEqualTypeOf<OauthTokens | undefined>()
  // @ts-expect-error: where the browser goes afterwards is said by `returnTo`
  handleSignOutRoute({ returnPathname: '/' })
})

test('configure takes values, a source of values, or both', () => {
  expectTypeOf(configure).toBeCallableWith({ cookieName: 'a' })
  expectTypeOf(configure).toBeCallableWith({ cookieName: 'a' }, { WORKOS_COOKIE_NAME: 'b' })
  configure((name) => process.env[name])
  expectTypeOf<AuthKitConfig['cookieMaxAge']>().toBeNumber()
  expectTypeOf<AuthKitConfig['refreshStore']>().toEqualTypeOf<RefreshStore | undefined>()
  // @ts-expect-error: no such key
  configure({ cookieNames: 'a' })
})

test('what went wrong can be told apart', () => {
  expectTypeOf(categorizeCallbackError).toEqualTypeOf<(error: unknown) => CallbackErrorCategory>()
  expectTypeOf<CallbackErrorCategory>().toEqualTypeOf<
    'denied' | 'provider' | 'expired' | 'invalid' | 'configuration' | 'unavailable' | 'unknown'
  >()
  for (const Class of [OAuthProviderError, OAuthStateMismatchError, PKCECookieMissingError]) {
    expectTypeOf<InstanceType<typeof Class>>().toExtend<AuthKitError>()
  }
})

test('sessions and claims', () => {
  expectTypeOf<Session['impersonator']>().toEqualTypeOf<Impersonator | undefined>()
  expectTypeOf<Extract<AuthResult, { user: User }>['claims']>().toEqualTypeOf<
    BaseTokenClaims & CustomClaims
  >()
})

test('events are told apart by their type', () => {
  expectTypeOf(authkitMiddleware).toBeCallableWith({ onEvent: logEvent })
  expectTypeOf<AuthKitMiddlewareOptions['onEvent']>().toEqualTypeOf<AuthKitEventHandler | undefined>()
  type EventOf<Type extends AuthKitEvent['type']> = Extract<AuthKitEvent, { type: Type }>
  expectTypeOf<EventOf<'sign-in'>['userId']>().toBeString()
  expectTypeOf<EventOf<'refresh'>['reason']>().toEqualTypeOf<'expired' | 'asked'>()
  expectTypeOf<EventOf<'refresh-failed'>['category']>().toEqualTypeOf<RefreshFailureCategory>()
  expectTypeOf<RefreshFailureCategory>().toEqualTypeOf<'refused' | 'unavailable'>()
  expectTypeOf<AuthKitEvent>().toExtend<AuthKitEventDetails>()
  expectTypeOf<EventOf<'sign-out'>['sessionId']>().toBeString()
  expectTypeOf<EventOf<'callback-failed'>['category']>().toEqualTypeOf<CallbackErrorCategory>()
  expectTypeOf<EventOf<'session-too-large'>['bytes']>().toBeNumber()
  expectTypeOf<EventOf<'cookie-lost'>['setBy']>().toEqualTypeOf<
    'sign-in route' | 'callback' | 'refresh' | 'callback or refresh'
  >()
  expectTypeOf<EventOf<'failure'>['error']>().toEqualTypeOf<ReportedError>()
  expectTypeOf<AuthKitEvent['level']>().toEqualTypeOf<AuthKitEventLevel>()
  expectTypeOf<AuthKitEventLevel>().toEqualTypeOf<'info' | 'warn' | 'error'>()
  expectTypeOf<AuthKitEvent['type']>().toEqualTypeOf<
    | 'sign-in'
    | 'refresh'
    | 'refresh-failed'
    | 'sign-out'
    | 'callback-failed'
    | 'session-too-large'
    | 'cookie-lost'
    | 'failure'
  >()
  // @ts-expect-error -- an error is part of the events that failed only
  const read = (event: AuthKitEvent): unknown => event.error
  expectTypeOf(read).toBeFunction()
})
