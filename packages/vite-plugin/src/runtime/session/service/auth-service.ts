import type { WorkOSClient } from '../api/workos-client.ts'
import type { AuthenticationResponse } from '../api/workos-types.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { HeadersBag } from '../cookies/headers-bag.ts'
import type { SessionStorage, StorageResult } from '../cookies/session-storage.ts'
import type { AuthKitError } from '../errors.ts'
import type { CreateAuthorizationResult, GetAuthorizationUrlOptions } from '../pkce/authorization.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import type { Session } from '../seal/session.ts'
import type { CustomClaims } from '../tokens/token-claims.ts'
import type { RefreshedSession } from './auth-operations.ts'
import type { AuthResult } from './auth-result.ts'
import type { AuthKitDependencies } from './dependencies.ts'

/** What {@link AuthService.withAuth} found. */
export interface WithAuthResult<TCustomClaims = CustomClaims> {
  auth: AuthResult<TCustomClaims>
  /** The session was refreshed: save this seal with {@link AuthService.saveSession}. */
  refreshedSessionData?: string
  /**
   * Why a session cookie that was there didn't count. `ERR_TOKEN_REFRESH_FAILED` may pass; after the other
   * codes the cookie is worthless and can be cleared.
   */
  error?: AuthKitError
}

/** What {@link AuthService.handleCallback} takes from the callback's URL. */
export interface CallbackParameters {
  code: string
  state: string | undefined
  /**
   * `false` leaves the verifier cookie alone on success, so that the response carries one Set-Cookie only: some
   * servers and proxies keep just one of several. Default: `true`.
   */
  clearVerifier?: boolean | undefined
}

/** A finished sign-in. */
export interface CallbackResult<TResponse> {
  response: TResponse | undefined
  headers: HeadersBag | undefined
  /** Path of this app (with query and hash), safe to redirect to. */
  returnPathname: string
  /** The caller's own `state`. */
  state: string | undefined
  authResponse: AuthenticationResponse
}

/** Everything a framework adapter needs, over its own requests and responses. */
export class AuthService<TRequest, TResponse> {
  constructor(
    _config: AuthKitConfig,
    _storage: SessionStorage<TRequest, TResponse>,
    _client: WorkOSClient,
    _encryption: SessionEncryption,
    _dependencies?: AuthKitDependencies,
  ) {}

  withAuth<TCustomClaims = CustomClaims>(_request: TRequest): Promise<WithAuthResult<TCustomClaims>> {
    throw new Error('not written yet')
  }

  getSession(_request: TRequest): Promise<Session | null> {
    throw new Error('not written yet')
  }

  saveSession(_response: TResponse | undefined, _sealed: string): Promise<StorageResult<TResponse>> {
    throw new Error('not written yet')
  }

  clearSession(_response: TResponse): Promise<StorageResult<TResponse>> {
    throw new Error('not written yet')
  }

  signOut(
    _sessionId: string,
    _options?: { returnTo?: string | undefined },
  ): Promise<StorageResult<TResponse> & { logoutUrl: string }> {
    throw new Error('not written yet')
  }

  switchOrganization(_session: Session, _organizationId: string): Promise<RefreshedSession> {
    throw new Error('not written yet')
  }

  refreshSession(_session: Session, _organizationId?: string): Promise<RefreshedSession> {
    throw new Error('not written yet')
  }

  createAuthorization(
    _response: TResponse | undefined,
    _options?: GetAuthorizationUrlOptions,
  ): Promise<CreateAuthorizationResult<TResponse>> {
    throw new Error('not written yet')
  }

  createSignIn(
    _response: TResponse | undefined,
    _options?: Omit<GetAuthorizationUrlOptions, 'screenHint'>,
  ): Promise<CreateAuthorizationResult<TResponse>> {
    throw new Error('not written yet')
  }

  createSignUp(
    _response: TResponse | undefined,
    _options?: Omit<GetAuthorizationUrlOptions, 'screenHint'>,
  ): Promise<CreateAuthorizationResult<TResponse>> {
    throw new Error('not written yet')
  }

  clearPendingVerifier(
    _response: TResponse | undefined,
    _options: { state: string; redirectUri?: string | undefined },
  ): Promise<StorageResult<TResponse>> {
    throw new Error('not written yet')
  }

  clearPendingVerifierByName(
    _response: TResponse | undefined,
    _options: { cookieName: string; redirectUri?: string | undefined },
  ): Promise<StorageResult<TResponse>> {
    throw new Error('not written yet')
  }

  getWorkOS(): WorkOSClient {
    throw new Error('not written yet')
  }

  handleCallback(
    _request: TRequest,
    _response: TResponse,
    _parameters: CallbackParameters,
  ): Promise<CallbackResult<TResponse>> {
    throw new Error('not written yet')
  }
}
