/**
 * `virtual:authkit` and `virtual:authkit/client` in the place of `@workos/authkit-tanstack-react-start` and its
 * `/client`: each value and each type of theirs. What is different on purpose is marked as an error, with the reason.
 */
import type * as theirs from '@workos/authkit-tanstack-react-start'
import type * as theirClient from '@workos/authkit-tanstack-react-start/client'
import * as ours from 'virtual:authkit'
import * as ourClient from 'virtual:authkit/client'

import type { Call, Public } from './usable-in-place-of.ts'

// Their 21 values.

/** Server functions have members of Start's own, which the types of ours don't show. */
type Functions = Pick<
  typeof theirs,
  | 'getAuth'
  | 'checkRecentAuth'
  | 'signOut'
  | 'switchToOrganization'
  | 'getAuthorizationUrl'
  | 'getSignInUrl'
  | 'getSignUpUrl'
  | 'checkSessionAction'
  | 'getAuthAction'
  | 'refreshAuthAction'
  | 'switchToOrganizationAction'
  | 'getAccessTokenAction'
  | 'refreshAccessTokenAction'
  | 'getOrganizationAction'
>
const functions: { [Name in keyof Functions]: Call<Functions[Name]> } = ours

const others: Pick<
  typeof theirs,
  'handleCallbackRoute' | 'OAuthStateMismatchError' | 'PKCECookieMissingError'
> = ours

type Options = Parameters<typeof theirs.authkitMiddleware>
const middleware: (...options: Options) => object = ours.authkitMiddleware
// @ts-expect-error: ours says what it adds to the context of what runs after it
const untoldContext: typeof theirs.authkitMiddleware = ours.authkitMiddleware

type Context = Omit<theirs.AuthKitContext, 'auth'>
const context: () => Context = ours.getAuthKitContext
const contextOrNull: () => Context | null = ours.getAuthKitContextOrNull
// @ts-expect-error: theirs takes the user for the custom claims of a token
const userAsClaims: () => theirs.AuthKitContext = ours.getAuthKitContext

type Service = Omit<Public<theirs.AuthService<Request, Response>>, 'getWorkOS' | 'handleCallback'>
const service: () => Promise<Service> = ours.getAuthkit

// The 7 of /client.

const client: Pick<
  typeof theirClient,
  'AuthKitProvider' | 'Impersonation' | 'useAccessToken' | 'useRecentAuth' | 'useTokenClaims'
> = ourClient
const getAuthAction: Call<typeof theirClient.getAuthAction> = ourClient.getAuthAction
const auth: Pick<
  ReturnType<typeof theirClient.useAuth>,
  'user' | 'loading' | 'getAuth' | 'refreshAuth' | 'signOut' | 'switchToOrganization'
> = ourClient.useAuth()
// @ts-expect-error: in ours, what nobody has may be absent
const present: theirClient.AuthContextType = ourClient.useAuth()
const guarded = ourClient.useAuth({ ensureSignedIn: true })
const email: string | undefined = guarded.loading ? undefined : guarded.user.email

// Their types.

declare const theirAuth: theirClient.AuthContextType
declare const theirSuccess: theirs.HandleAuthSuccessData
declare const ourSuccess: ours.HandleAuthSuccessData
const authBack: ourClient.AuthContextType = theirAuth
const success: theirs.HandleAuthSuccessData = ourSuccess
const successBack: Omit<ours.HandleAuthSuccessData, 'oauthTokens'> = theirSuccess

/** Fails to compile unless each of two types can stand in for the other. */
type Interchangeable<A extends B, B extends C, C = A> = [A, B, C]

export type Data = [
  Interchangeable<ours.AuthKitMiddlewareOptions, theirs.AuthKitMiddlewareOptions>,
  Interchangeable<ours.AuthResult<{ team: string }>, theirs.AuthResult<{ team: string }>>,
  Interchangeable<ours.BaseTokenClaims, theirs.BaseTokenClaims>,
  Interchangeable<ours.CustomClaims, theirs.CustomClaims>,
  Interchangeable<ours.GetAuthURLOptions, theirs.GetAuthURLOptions>,
  Interchangeable<ours.Impersonator, theirs.Impersonator>,
  Interchangeable<ours.NoUserInfo, theirs.NoUserInfo>,
  Interchangeable<ours.OrganizationInfo, theirs.OrganizationInfo>,
  Interchangeable<ours.Session, theirs.Session>,
  Interchangeable<ours.User, theirs.User>,
  Interchangeable<ours.UserInfo, theirs.UserInfo>,
  // A provider around nothing is pointless, and no error.
  Interchangeable<
    Omit<ourClient.AuthKitProviderProps, 'children'>,
    Omit<theirClient.AuthKitProviderProps, 'children'>
  >,
  Interchangeable<ourClient.JWTPayload, theirClient.JWTPayload>,
  Interchangeable<ourClient.TokenClaims<{ team: string }>, theirClient.TokenClaims<{ team: string }>>,
  Interchangeable<ourClient.UseAccessTokenReturn, theirClient.UseAccessTokenReturn>,
]

export {
  auth,
  authBack,
  client,
  context,
  contextOrNull,
  email,
  functions,
  getAuthAction,
  middleware,
  others,
  present,
  service,
  success,
  successBack,
  untoldContext,
  userAsClaims,
}
