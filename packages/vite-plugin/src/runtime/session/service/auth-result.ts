import type { Impersonator, User } from '../api/workos-types.ts'
import type { Session } from '../seal/session.ts'
import type { BaseTokenClaims, CustomClaims } from '../tokens/token-claims.ts'

/** Who makes this request: nobody, or a user with their session. */
export type AuthResult<TCustomClaims = CustomClaims> = NoUser | SignedIn<TCustomClaims>

/** Nobody is signed in. */
export interface NoUser {
  user: null
}

/** A user with their session. It holds tokens: for server code only. */
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

/** A session and the claims of its access token, as apps see them. */
export function toSignedIn<TCustomClaims>(
  session: Session,
  claims: BaseTokenClaims & TCustomClaims,
): SignedIn<TCustomClaims> {
  return {
    user: session.user,
    sessionId: claims.sid,
    accessToken: session.accessToken,
    refreshToken: session.refreshToken,
    claims,
    organizationId: claims.org_id,
    role: claims.role,
    roles: claims.roles,
    permissions: claims.permissions,
    entitlements: claims.entitlements,
    featureFlags: claims.feature_flags,
    impersonator: session.impersonator,
  }
}
