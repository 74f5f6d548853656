import type { WorkOSClient } from '../api/workos-client.ts'
import type { Impersonator, User } from '../api/workos-types.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { TokenRefreshContext } from '../errors.ts'
import type { PKCEState } from '../pkce/pkce-state.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import type { Session } from '../seal/session.ts'
import type { BaseTokenClaims, CustomClaims } from '../tokens/token-claims.ts'
import type { AuthKitDependencies } from './dependencies.ts'

/** New tokens from a refresh. */
export interface RefreshResult {
  accessToken: string
  refreshToken: string
  user: User
  impersonator: Impersonator | undefined
}

/** A session whose token is good now. */
export interface ValidatedSession<TCustomClaims = CustomClaims> {
  valid: true
  /** Whether `session` is new and must be saved. */
  refreshed: boolean
  session: Session
  claims: BaseTokenClaims & TCustomClaims
}

/** Tokens, seals and refreshes, without any request or response. */
export class AuthKitCore {
  constructor(
    _config: AuthKitConfig,
    _client: WorkOSClient,
    _encryption: SessionEncryption,
    _dependencies?: AuthKitDependencies,
  ) {}

  verifyToken(_token: string): Promise<boolean> {
    throw new Error('not written yet')
  }

  isTokenExpiring(_token: string, _bufferSeconds?: number): boolean {
    throw new Error('not written yet')
  }

  parseTokenClaims<TCustomClaims = CustomClaims>(_token: string): BaseTokenClaims & TCustomClaims {
    throw new Error('not written yet')
  }

  encryptSession(_session: Session): Promise<string> {
    throw new Error('not written yet')
  }

  decryptSession(_sealed: string): Promise<Session> {
    throw new Error('not written yet')
  }

  verifyCallbackState(_params: {
    stateFromUrl: string | undefined
    cookieValue: string | undefined
  }): Promise<PKCEState> {
    throw new Error('not written yet')
  }

  refreshTokens(
    _refreshToken: string,
    _organizationId?: string,
    _context?: TokenRefreshContext,
  ): Promise<RefreshResult> {
    throw new Error('not written yet')
  }

  validateAndRefresh<TCustomClaims = CustomClaims>(
    _session: Session,
    _options?: { force?: boolean | undefined; organizationId?: string | undefined },
  ): Promise<ValidatedSession<TCustomClaims>> {
    throw new Error('not written yet')
  }
}
