import type { AuthResult, Impersonator, SignedIn, User } from '../session/index.ts'

/** Who is signed in, without any token: safe to show to the browser. */
export interface ClientUserInfo {
  user: User
  sessionId: string
  organizationId?: string | undefined
  role?: string | undefined
  roles?: string[] | undefined
  permissions?: string[] | undefined
  entitlements?: string[] | undefined
  featureFlags?: string[] | undefined
  impersonator?: Impersonator | undefined
}

/** Who is signed in, with their access token. */
export interface UserInfo extends ClientUserInfo {
  accessToken: string
}

/** Nobody is signed in. */
export interface NoUserInfo {
  user: null
  /**
   * Set by `getAuthAction` when nobody is signed in for now: the session has to be refreshed, and WorkOS can't be
   * reached. It may be there again with the next request.
   */
  unavailable?: true
}

/** What server code may know: everything but the refresh token and the raw claims. */
export function toUserInfo(auth: AuthResult): UserInfo | NoUserInfo {
  return auth.user === null ? { user: null } : { ...pickClientUserInfo(auth), accessToken: auth.accessToken }
}

/** What the browser may know. */
export function toClientUserInfo(auth: AuthResult): ClientUserInfo | NoUserInfo {
  return auth.user === null ? { user: null } : pickClientUserInfo(auth)
}

function pickClientUserInfo(auth: SignedIn): ClientUserInfo {
  const {
    user,
    sessionId,
    organizationId,
    role,
    roles,
    permissions,
    entitlements,
    featureFlags,
    impersonator,
  } = auth
  return {
    user,
    sessionId,
    organizationId,
    role,
    roles,
    permissions,
    entitlements,
    featureFlags,
    impersonator,
  }
}
