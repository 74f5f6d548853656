import type { PkcePair } from '../pkce/pkce-pair.ts'
import type { AuthenticationResponse, Organization } from './workos-types.ts'

// Optional keys here are absent or filled, never `undefined`: the types of the SDK want it so where
// `exactOptionalPropertyTypes` is on, and its client must fit.

/** What the toolkit asks of an authorize URL. */
export interface AuthorizationUrlParameters {
  clientId: string
  redirectUri: string
  state: string
  codeChallenge: string
  codeChallengeMethod: 'S256'
  provider: 'authkit'
  organizationId?: string
  loginHint?: string
  prompt?: string
  screenHint?: 'sign-up' | 'sign-in'
  /** Seconds since the last active authentication before AuthKit asks again. */
  maxAge?: number
}

/** The user management calls of the toolkit. */
export interface WorkOSUserManagement {
  getJwksUrl(clientId: string): string
  getAuthorizationUrl(options: AuthorizationUrlParameters): string
  getLogoutUrl(options: { sessionId: string; returnTo?: string }): string
  authenticateWithCode(options: {
    clientId: string
    code: string
    codeVerifier?: string
  }): Promise<AuthenticationResponse>
  authenticateWithRefreshToken(options: {
    clientId: string
    refreshToken: string
    organizationId?: string
  }): Promise<AuthenticationResponse>
}

/**
 * The part of a WorkOS client that the toolkit calls. `WorkOS` of `@workos-inc/node` satisfies it, so an app that
 * has the SDK can inject its own client (`createAuthService({ clientFactory })`).
 */
export interface WorkOSClient {
  readonly userManagement: WorkOSUserManagement
  readonly organizations: { getOrganization(id: string): Promise<Organization> }
  /** Makes PKCE pairs. Left out, the toolkit makes its own, in the same format. */
  readonly pkce?: { generate(): Promise<PkcePair> }
}
