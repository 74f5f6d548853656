import type { WorkOSClient } from '../api/workos-client.ts'
import type { AuthenticationResponse } from '../api/workos-types.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { SessionWriteOptions } from '../cookies/cookie-session-storage.ts'
import type { HeadersBag } from '../cookies/headers-bag.ts'
import type { SessionStorage, StorageResult } from '../cookies/session-storage.ts'
import type { AuthKitDependencies } from '../dependencies.ts'
import type { AuthKitError } from '../errors.ts'
import type { CreateAuthorizationResult, GetAuthorizationUrlOptions } from '../pkce/authorization.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import type { Session } from '../seal/session.ts'
import type { CustomClaims } from '../tokens/token-claims.ts'
import type { RefreshedSession } from './auth-operations.ts'
import type { AuthResult } from './auth-result.ts'
import { DefaultAuthService } from './default-auth-service.ts'

/** What {@link AuthService.withAuth} found. */
export interface WithAuthResult<TCustomClaims = CustomClaims> {
  auth: AuthResult<TCustomClaims>
  /** The session was refreshed: save this seal with {@link AuthService.saveSession}, or the session is lost. */
  refreshedSessionData?: string
  /**
   * Why a session cookie that was there doesn't count. After `ERR_TOKEN_REFRESH_REJECTED`, and when it is a
   * SessionEncryptionError, the cookie is worthless and can be cleared; after any other code the next request
   * may succeed with it. With a user beside it: the session goes on for its grace (`sessionGrace`), because WorkOS can't
   * be asked for new tokens.
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
  /** Path of this app, with query and hash, safe to redirect to. */
  returnPathname: string
  /** The caller's own `state`. */
  state: string | undefined
  authResponse: AuthenticationResponse
}

/**
 * Everything a framework adapter needs, over its own requests and responses.
 *
 * Methods that write cookies answer with a response, with headers to add, or with both, as its storage does.
 */
export interface AuthService<TRequest, TResponse> {
  /**
   * Who makes this request; refreshes the session when its access token has run out. Never rejects: a session
   * that can't be used is nobody, with the reason in `error`.
   */
  withAuth<TCustomClaims = CustomClaims>(request: TRequest): Promise<WithAuthResult<TCustomClaims>>

  /**
   * The session in the request's cookie, unsealed only: its access token may have run out.
   *
   * @throws SessionEncryptionError
   */
  getSession(request: TRequest): Promise<Session | null>

  /**
   * Writes the session cookie, and others when the session doesn't fit into it.
   *
   * @param options `request`: the one that is answered; cookies of it in which an earlier session continued are deleted
   * @throws AuthKitError `ERR_SESSION_TOO_LARGE`
   */
  saveSession(
    response: TResponse | undefined,
    sealed: string,
    options?: SessionWriteOptions<TRequest>,
  ): Promise<StorageResult<TResponse>>

  /**
   * Deletes the session cookie.
   *
   * @param options `request`: the one that is answered; cookies of it in which the session continued are deleted too
   */
  clearSession(
    response: TResponse,
    options?: SessionWriteOptions<TRequest>,
  ): Promise<StorageResult<TResponse>>

  /**
   * Deletes the session cookie, and says where to send the browser to end the session at WorkOS too.
   *
   * @param options `returnTo`: absolute URL to come back to, one of the logout redirects of the environment; `request`:
   *   as of `clearSession`
   * @throws TypeError for an empty session id
   */
  signOut(
    sessionId: string,
    options?: SessionWriteOptions<TRequest> & { returnTo?: string | undefined },
  ): Promise<StorageResult<TResponse> & { logoutUrl: string }>

  /**
   * Whether a session was signed out within the last five minutes by another process that has the same `refreshStore`;
   * `false` without one. A request that refreshed it before must not save it then. Never rejects.
   */
  hasEndedElsewhere(sessionId: string): Promise<boolean>

  /**
   * Moves a session to another organization. Saves nothing.
   *
   * @throws TokenRefreshError
   */
  switchOrganization(session: Session, organizationId: string): Promise<RefreshedSession>

  /**
   * New tokens for a session, now. Saves nothing.
   *
   * @throws TokenRefreshError
   */
  refreshSession(session: Session, organizationId?: string): Promise<RefreshedSession>

  /**
   * Starts a sign-in: makes the authorize URL and writes its verifier cookie.
   *
   * @throws PKCEPayloadTooLargeError when what it should remember doesn't fit in the cookie
   */
  createAuthorization(
    response: TResponse | undefined,
    options?: GetAuthorizationUrlOptions,
  ): Promise<CreateAuthorizationResult<TResponse>>

  /** The same, showing the sign-in screen first. */
  createSignIn(
    response: TResponse | undefined,
    options?: Omit<GetAuthorizationUrlOptions, 'screenHint'>,
  ): Promise<CreateAuthorizationResult<TResponse>>

  /** The same, showing the sign-up screen first. */
  createSignUp(
    response: TResponse | undefined,
    options?: Omit<GetAuthorizationUrlOptions, 'screenHint'>,
  ): Promise<CreateAuthorizationResult<TResponse>>

  /** Deletes the verifier cookie of the sign-in with this sealed state. */
  clearPendingVerifier(
    response: TResponse | undefined,
    options: { state: string; redirectUri?: string | undefined },
  ): Promise<StorageResult<TResponse>>

  /**
   * Deletes a verifier cookie by its name.
   *
   * @throws AuthKitError `ERR_NOT_A_VERIFIER_COOKIE` for any other cookie
   */
  clearPendingVerifierByName(
    response: TResponse | undefined,
    options: { cookieName: string; redirectUri?: string | undefined },
  ): Promise<StorageResult<TResponse>>

  /** The WorkOS client in use. */
  getWorkOS(): WorkOSClient

  /**
   * Finishes a sign-in: checks its state, exchanges the code, writes the session cookie and deletes the verifier
   * cookie (Set-Cookie lines in this order). On failure the verifier cookie is deleted, if possible.
   *
   * @throws OAuthStateMismatchError, PKCECookieMissingError or SessionEncryptionError for a callback that isn't
   *   one of ours; whatever the client throws when WorkOS refuses the code
   */
  handleCallback(
    request: TRequest,
    response: TResponse,
    parameters: CallbackParameters,
  ): Promise<CallbackResult<TResponse>>
}

/** How to make an {@link AuthService} from its parts. Apps use `createAuthService`. */
export interface AuthServiceConstructor {
  /** @throws AuthKitConfigError when the configuration is that of the local AuthKit, in production */
  new <TRequest, TResponse>(
    config: AuthKitConfig,
    storage: SessionStorage<TRequest, TResponse>,
    client: WorkOSClient,
    encryption: SessionEncryption,
    dependencies?: AuthKitDependencies,
  ): AuthService<TRequest, TResponse>
}

// An interface and a constructor of one name, rather than a class: `createAuthService` answers with another
// object of the same type, which a class with private fields would not allow.
export const AuthService: AuthServiceConstructor = DefaultAuthService
