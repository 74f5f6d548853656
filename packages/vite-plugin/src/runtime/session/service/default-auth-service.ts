import type { WorkOSClient } from '../api/workos-client.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { SessionWriteOptions } from '../cookies/cookie-session-storage.ts'
import { mergeHeadersBags } from '../cookies/headers-bag.ts'
import type { SessionStorage, StorageResult } from '../cookies/session-storage.ts'
import { globalFetch } from '../dependencies.ts'
import type { AuthKitDependencies, FetchLike } from '../dependencies.ts'
import { AuthKitError } from '../errors.ts'
import type {
  CreateAuthorizationResult,
  GeneratedAuthorizationUrl,
  GetAuthorizationUrlOptions,
} from '../pkce/authorization.ts'
import {
  getPKCECookieNameForState,
  getPKCECookieOptions,
  isPKCEVerifierCookieName,
} from '../pkce/verifier-cookies.ts'
import { sanitizeReturnPathname } from '../return-path.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import type { Session } from '../seal/session.ts'
import { toSession } from '../seal/session.ts'
import { getKeySource } from '../tokens/key-source.ts'
import type { CustomClaims } from '../tokens/token-claims.ts'
import { AuthKitCore } from './auth-kit-core.ts'
import { AuthOperations } from './auth-operations.ts'
import type { RefreshedSession } from './auth-operations.ts'
import type { AuthService, CallbackParameters, CallbackResult, WithAuthResult } from './auth-service.ts'
import { SessionResolver } from './session-resolver.ts'

type SignInOptions = Omit<GetAuthorizationUrlOptions, 'screenHint'>

/** The one implementation of {@link AuthService}; its methods are described there. */
export class DefaultAuthService<TRequest, TResponse> implements AuthService<TRequest, TResponse> {
  readonly #config: AuthKitConfig
  readonly #storage: SessionStorage<TRequest, TResponse>
  readonly #client: WorkOSClient
  readonly #core: AuthKitCore
  readonly #operations: AuthOperations
  readonly #fetch: FetchLike
  #resolver: SessionResolver | undefined

  constructor(
    config: AuthKitConfig,
    storage: SessionStorage<TRequest, TResponse>,
    client: WorkOSClient,
    encryption: SessionEncryption,
    dependencies: AuthKitDependencies = {},
  ) {
    // A copy: what is remembered of sessions holds for one configuration only.
    this.#config = { ...config }
    this.#storage = storage
    this.#client = client
    this.#core = new AuthKitCore(this.#config, client, encryption, dependencies)
    this.#operations = new AuthOperations(this.#core, client, this.#config, encryption)
    this.#fetch = dependencies.fetch ?? globalFetch
  }

  async withAuth<TCustomClaims = CustomClaims>(request: TRequest): Promise<WithAuthResult<TCustomClaims>> {
    try {
      const sealed = await this.#storage.getSession(request)
      if (!sealed) return { auth: { user: null } }
      return await this.#getResolver().resolve<TCustomClaims>(sealed)
    } catch (error) {
      return { auth: { user: null }, error: toAuthKitError(error) }
    }
  }

  async getSession(request: TRequest): Promise<Session | null> {
    const sealed = await this.#storage.getSession(request)
    return sealed ? this.#core.decryptSession(sealed) : null
  }

  saveSession(
    response: TResponse | undefined,
    sealed: string,
    ...options: [SessionWriteOptions<TRequest>?]
  ): Promise<StorageResult<TResponse>> {
    return this.#storage.saveSession(response, sealed, ...options)
  }

  clearSession(
    response: TResponse,
    ...options: [SessionWriteOptions<TRequest>?]
  ): Promise<StorageResult<TResponse>> {
    return this.#storage.clearSession(response, ...options)
  }

  async signOut(
    sessionId: string,
    { request, ...options }: SessionWriteOptions<TRequest> & { returnTo?: string | undefined } = {},
  ): Promise<StorageResult<TResponse> & { logoutUrl: string }> {
    const logoutUrl = this.#operations.getLogoutUrl(sessionId, options)
    await this.#core.forgetRefreshes(sessionId)
    const cleared = await this.#storage.clearSession(
      undefined,
      ...(request === undefined ? [] : [{ request }]),
    )
    return { logoutUrl, ...cleared }
  }

  hasEndedElsewhere(sessionId: string): Promise<boolean> {
    return this.#core.hasEndedElsewhere(sessionId)
  }

  switchOrganization(session: Session, organizationId: string): Promise<RefreshedSession> {
    return this.#operations.switchOrganization(session, organizationId)
  }

  refreshSession(session: Session, organizationId?: string): Promise<RefreshedSession> {
    return this.#operations.refreshSession(session, organizationId)
  }

  async createAuthorization(
    response: TResponse | undefined,
    options: GetAuthorizationUrlOptions = {},
  ): Promise<CreateAuthorizationResult<TResponse>> {
    return this.#begin(response, await this.#operations.createAuthorization(options))
  }

  async createSignIn(
    response: TResponse | undefined,
    options: SignInOptions = {},
  ): Promise<CreateAuthorizationResult<TResponse>> {
    return this.#begin(response, await this.#operations.createSignIn(options))
  }

  async createSignUp(
    response: TResponse | undefined,
    options: SignInOptions = {},
  ): Promise<CreateAuthorizationResult<TResponse>> {
    return this.#begin(response, await this.#operations.createSignUp(options))
  }

  clearPendingVerifier(
    response: TResponse | undefined,
    { state, redirectUri }: { state: string; redirectUri?: string | undefined },
  ): Promise<StorageResult<TResponse>> {
    return this.clearPendingVerifierByName(response, {
      cookieName: getPKCECookieNameForState(state),
      redirectUri,
    })
  }

  // Calls the storage before its first await: an adapter's storage may look at the request under way.
  async clearPendingVerifierByName(
    response: TResponse | undefined,
    { cookieName, redirectUri }: { cookieName: string; redirectUri?: string | undefined },
  ): Promise<StorageResult<TResponse>> {
    if (!isPKCEVerifierCookieName(cookieName)) {
      throw new AuthKitError(
        `Refusing to clear non-PKCE cookie "${cookieName}".`,
        undefined,
        { cookieName },
        'ERR_NOT_A_VERIFIER_COOKIE',
      )
    }
    return this.#storage.clearCookie(response, cookieName, getPKCECookieOptions(this.#config, redirectUri))
  }

  getWorkOS(): WorkOSClient {
    return this.#client
  }

  async handleCallback(
    request: TRequest,
    response: TResponse,
    { code, state, clearVerifier = true }: CallbackParameters,
  ): Promise<CallbackResult<TResponse>> {
    const signIn = await this.#openCallbackState(request, response, state)
    const cookieOptions = getPKCECookieOptions(this.#config, signIn.redirectUri)
    try {
      const authResponse = await this.#client.userManagement.authenticateWithCode({
        code,
        clientId: this.#config.clientId,
        codeVerifier: signIn.codeVerifier,
      })
      const session = toSession(authResponse, authResponse.impersonator)
      const saved = await this.#storage.saveSession(response, await this.#core.encryptSession(session))
      const cleared = clearVerifier
        ? await this.#storage.clearCookie(saved.response ?? response, signIn.cookieName, cookieOptions)
        : {}
      return {
        response: cleared.response ?? saved.response,
        headers: mergeHeadersBags(saved.headers, cleared.headers),
        returnPathname: sanitizeReturnPathname(signIn.returnPathname),
        state: signIn.customState,
        authResponse,
      }
    } catch (error) {
      await settled(() => this.#storage.clearCookie(response, signIn.cookieName, cookieOptions))
      throw error
    }
  }

  #getResolver(): SessionResolver {
    const { clientId, sessionCacheMaxEntries: maxEntries, sessionCacheMaxBytes: maxBytes } = this.#config
    this.#resolver ??= new SessionResolver(
      this.#core,
      getKeySource(this.#client.userManagement.getJwksUrl(clientId), this.#fetch),
      { maxEntries, maxBytes },
    )
    return this.#resolver
  }

  async #begin(
    response: TResponse | undefined,
    { url, sealedState, cookieName, cookieOptions }: GeneratedAuthorizationUrl,
  ): Promise<CreateAuthorizationResult<TResponse>> {
    const written = await this.#storage.setCookie(response, cookieName, sealedState, cookieOptions)
    return { url, cookieName, ...written }
  }

  async #openCallbackState(request: TRequest, response: TResponse, stateFromUrl: string | undefined) {
    const cookieName = stateFromUrl ? getPKCECookieNameForState(stateFromUrl) : undefined
    try {
      const cookieValue = cookieName ? await this.#storage.getCookie(request, cookieName) : null
      const state = await this.#core.verifyCallbackState({
        stateFromUrl,
        cookieValue: cookieValue ?? undefined,
      })
      return { ...state, cookieName: getPKCECookieNameForState(cookieValue ?? '') }
    } catch (error) {
      if (cookieName) {
        const options = getPKCECookieOptions(this.#config)
        // Which callback URL the cookie was set for is sealed in it, so it may have been set without Secure.
        const secure = options.sameSite === 'none'
        await settled(() => this.#storage.clearCookie(response, cookieName, { ...options, secure }))
      }
      throw error
    }
  }
}

/** Runs a clean-up whose own failure must not hide the error that led to it. */
async function settled(cleanUp: () => Promise<unknown>): Promise<void> {
  try {
    await cleanUp()
  } catch {
    // The cookie dies of its age within ten minutes.
  }
}

function toAuthKitError(error: unknown): AuthKitError {
  if (error instanceof AuthKitError) return error
  return new AuthKitError('The session could not be read.', error)
}
