import type { WorkOSClient } from '../api/workos-client.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { GeneratedAuthorizationUrl, GetAuthorizationUrlOptions } from '../pkce/authorization.ts'
import { createAuthorization } from '../pkce/create-authorization.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import type { Session } from '../seal/session.ts'
import type { AuthKitCore, ValidatedSession } from './auth-kit-core.ts'
import { toSignedIn } from './auth-result.ts'
import type { SignedIn } from './auth-result.ts'

/** A refreshed session, and the seal to save: the old refresh token is spent. */
export interface RefreshedSession {
  auth: SignedIn
  encryptedSession: string
}

/** What {@link AuthOperations} needs of an `AuthKitCore`. */
export interface RefreshingCore extends Pick<AuthKitCore, 'encryptSession'> {
  /** As of `AuthKitCore`. */
  validateAndRefresh(
    session: Session,
    options: { force: true; organizationId: string | undefined },
  ): Promise<Pick<ValidatedSession, 'session' | 'claims' | 'untrusted'>>
}

/** The steps an app asks for by name: sign in, sign up, sign out, refresh, switch organization. */
export class AuthOperations {
  readonly #core: RefreshingCore
  readonly #client: WorkOSClient
  readonly #config: AuthKitConfig
  readonly #encryption: SessionEncryption

  constructor(
    core: RefreshingCore,
    client: WorkOSClient,
    config: AuthKitConfig,
    encryption: SessionEncryption,
  ) {
    this.#core = core
    this.#client = client
    this.#config = config
    this.#encryption = encryption
  }

  /**
   * Where to send the browser to end its session at WorkOS.
   *
   * @param options `returnTo`: absolute URL to come back to, one of the logout redirects of the environment
   * @throws TypeError for an empty session id
   */
  getLogoutUrl(sessionId: string, { returnTo }: { returnTo?: string | undefined } = {}): string {
    return this.#client.userManagement.getLogoutUrl({ sessionId, ...(returnTo ? { returnTo } : {}) })
  }

  /**
   * New tokens for a session, now, in the organization named or else in the one it is in.
   *
   * @throws TokenRefreshError
   */
  async refreshSession(session: Session, organizationId?: string): Promise<RefreshedSession> {
    const validated = await this.#core.validateAndRefresh(session, { force: true, organizationId })
    if (validated.untrusted) throw validated.untrusted
    return {
      auth: toSignedIn(validated.session, validated.claims),
      encryptedSession: await this.#core.encryptSession(validated.session),
    }
  }

  /**
   * Moves a session to another organization of its user.
   *
   * @throws TokenRefreshError when the user isn't a member, among others
   */
  switchOrganization(session: Session, organizationId: string): Promise<RefreshedSession> {
    return this.refreshSession(session, organizationId)
  }

  /**
   * Makes an authorize URL and the verifier cookie that must accompany it.
   *
   * @throws PKCEPayloadTooLargeError when what it should remember doesn't fit in the cookie
   */
  createAuthorization(options: GetAuthorizationUrlOptions = {}): Promise<GeneratedAuthorizationUrl> {
    return createAuthorization(this.#client, this.#config, this.#encryption, options)
  }

  /** The same, showing the sign-in screen first. */
  createSignIn(
    options: Omit<GetAuthorizationUrlOptions, 'screenHint'> = {},
  ): Promise<GeneratedAuthorizationUrl> {
    return this.createAuthorization({ ...options, screenHint: 'sign-in' })
  }

  /** The same, showing the sign-up screen first. */
  createSignUp(
    options: Omit<GetAuthorizationUrlOptions, 'screenHint'> = {},
  ): Promise<GeneratedAuthorizationUrl> {
    return this.createAuthorization({ ...options, screenHint: 'sign-up' })
  }
}
