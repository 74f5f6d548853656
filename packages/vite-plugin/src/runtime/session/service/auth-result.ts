import type { Impersonator, User } from '../api/workos-types.ts'
import type { BaseTokenClaims, CustomClaims } from '../tokens/token-claims.ts'

/** Who makes this request: nobody, or a user with their verified session. */
export type AuthResult<TCustomClaims = CustomClaims> = NoUser | SignedIn<TCustomClaims>

/** Nobody is signed in. */
export interface NoUser {
  user: null
}

/** A verified session. Tokens included: for server code only. */
export interface SignedIn<TCustomClaims = CustomClaims> {
  user: User
  sessionId: string
  accessToken: string
  refreshToken: string
  claims: BaseTokenClaims & TCustomClaims
  organizationId?: string | undefined
  role?: string | undefined
  roles?: string[] | undefined
  permissions?: string[] | undefined
  entitlements?: string[] | undefined
  featureFlags?: string[] | undefined
  impersonator?: Impersonator | undefined
}
