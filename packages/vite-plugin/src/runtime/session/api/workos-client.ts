import type { PkcePair } from '../pkce/pkce-pair.ts'
import type { AuthenticationResponse, Organization } from './workos-types.ts'

/** What the toolkit asks of an authorize URL. */
export interface AuthorizationUrlParameters {
  clientId: string
  redirectUri: string
  state: string
  codeChallenge: string
  codeChallengeMethod: 'S256'
  provider: 'authkit'
  organizationId?: string | undefined
  loginHint?: string | undefined
  prompt?: string | undefined
  screenHint?: 'sign-up' | 'sign-in' | undefined
  /** Seconds since the last active authentication before AuthKit asks again. */
  maxAge?: number | undefined
}

/** The user management calls of the toolkit. */
export interface WorkOSUserManagement {
  getJwksUrl(clientId: string): string
  getAuthorizationUrl(options: AuthorizationUrlParameters): string
  getLogoutUrl(options: { sessionId: string; returnTo?: string | undefined }): string
  authenticateWithCode(options: {
    clientId: string
    code: string
    codeVerifier?: string | undefined
  }): Promise<AuthenticationResponse>
  authenticateWithRefreshToken(options: {
    clientId: string
    refreshToken: string
    organizationId?: string | undefined
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
