import type { WorkOSClient } from '../api/workos-client.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { GeneratedAuthorizationUrl, GetAuthorizationUrlOptions } from '../pkce/authorization.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import type { Session } from '../seal/session.ts'
import type { AuthKitCore } from './auth-kit-core.ts'
import type { SignedIn } from './auth-result.ts'

/** A refreshed session, and the seal to save. */
export interface RefreshedSession {
  auth: SignedIn
  encryptedSession: string
}

/** The steps an app asks for by name: sign in, sign up, sign out, refresh, switch organization. */
export class AuthOperations {
  constructor(
    _core: Pick<AuthKitCore, 'validateAndRefresh' | 'encryptSession'>,
    _client: WorkOSClient,
    _config: AuthKitConfig,
    _encryption: SessionEncryption,
  ) {}

  getLogoutUrl(_sessionId: string, _options?: { returnTo?: string | undefined }): string {
    throw new Error('not written yet')
  }

  refreshSession(_session: Session, _organizationId?: string): Promise<RefreshedSession> {
    throw new Error('not written yet')
  }

  switchOrganization(_session: Session, _organizationId: string): Promise<RefreshedSession> {
    throw new Error('not written yet')
  }

  createAuthorization(_options?: GetAuthorizationUrlOptions): Promise<GeneratedAuthorizationUrl> {
    throw new Error('not written yet')
  }

  createSignIn(
    _options?: Omit<GetAuthorizationUrlOptions, 'screenHint'>,
  ): Promise<GeneratedAuthorizationUrl> {
    throw new Error('not written yet')
  }

  createSignUp(
    _options?: Omit<GetAuthorizationUrlOptions, 'screenHint'>,
  ): Promise<GeneratedAuthorizationUrl> {
    throw new Error('not written yet')
  }
}
