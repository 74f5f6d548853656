import type { WorkOSClient } from '../api/workos-client.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import { cookiePasswords } from '../config/cookie-passwords.ts'
import { assertLocalAuthKitAllowed } from '../config/local-authkit-guard.ts'
import { globalFetch, sleep, warn } from '../dependencies.ts'
import type { AuthKitDependencies, FetchLike } from '../dependencies.ts'
import { SessionEncryptionError, TokenRefreshError } from '../errors.ts'
import type { TokenRefreshContext } from '../errors.ts'
import type { PKCEState } from '../pkce/pkce-state.ts'
import { verifyCallbackState } from '../pkce/verify-callback-state.ts'
import type { CallbackStateParameters } from '../pkce/verify-callback-state.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import { parseSession, toSession } from '../seal/session.ts'
import type { Session } from '../seal/session.ts'
import { unsealOrThrow } from '../seal/unseal-or-throw.ts'
import { SharedExchanges } from '../store/shared-exchanges.ts'
import { getKeySource } from '../tokens/key-source.ts'
import type { KeySource } from '../tokens/key-source.ts'
import { TokenRefresher } from '../tokens/refresh-tokens.ts'
import type { RefreshRequest, RefreshResult } from '../tokens/refresh-tokens.ts'
import { decodeClaims, tryDecodeClaims } from '../tokens/token-claims.ts'
import type { BaseTokenClaims, CustomClaims } from '../tokens/token-claims.ts'
import { verifyToken } from '../tokens/verify-token.ts'
import type { TokenVerification } from '../tokens/verify-token.ts'
import { WorkOSClock } from '../tokens/workos-clock.ts'
import { within } from '../within.ts'

/** How soon before its end a token counts as expiring, in seconds. */
export const DEFAULT_EXPIRY_BUFFER = 10

/** A session whose access token is good now. */
export interface ValidatedSession<TCustomClaims = CustomClaims> {
  valid: true
  /** Whether `session` is a new one, which must be saved: the old refresh token is spent. */
  refreshed: boolean
  /** Whether its signature has been checked; `false` while WorkOS' keys can't be had. */
  verified: boolean
  session: Session
  claims: BaseTokenClaims & TCustomClaims
  /** The new token of a refresh isn't one of WorkOS: what to throw instead of saving the session. */
  untrusted?: TokenRefreshError
  /** The token has run out, WorkOS can't be asked for another, and the session goes on for its grace. */
  failure?: TokenRefreshError
}

/** How long a request waits for new tokens by default, in milliseconds: everything that WorkOS is asked for them. */
export const DEFAULT_REFRESH_TIMEOUT = 8000

/** Tokens, seals and refreshes, without any request or response. */
export class AuthKitCore {
  readonly #config: AuthKitConfig
  readonly #client: WorkOSClient
  readonly #encryption: SessionEncryption
  readonly #fetch: FetchLike
  readonly #refresher: TokenRefresher
  readonly #clock = new WorkOSClock()
  /** What opens seals: the password in use, then the earlier ones. */
  readonly #passwords: readonly [string, ...string[]]
  #keySource: KeySource | undefined

  /** @throws AuthKitConfigError when the configuration is that of the local AuthKit, in production */
  constructor(
    config: AuthKitConfig,
    client: WorkOSClient,
    encryption: SessionEncryption,
    dependencies: AuthKitDependencies = {},
  ) {
    assertLocalAuthKitAllowed(config)
    this.#config = config
    this.#client = client
    this.#encryption = encryption
    this.#passwords = cookiePasswords(config)
    this.#fetch = dependencies.fetch ?? globalFetch
    this.#refresher = new TokenRefresher(
      client.userManagement,
      config.clientId,
      dependencies.sleep ?? sleep,
      { clock: this.#clock, shared: this.#createShared(dependencies) },
    )
  }

  #createShared({ warn: tell = warn }: AuthKitDependencies): SharedExchanges | undefined {
    const { refreshStore: store, clientId } = this.#config
    const encryption = this.#encryption
    return (
      store && new SharedExchanges({ store, encryption, passwords: this.#passwords, clientId, warn: tell })
    )
  }

  /** Whether an access token is signed by WorkOS and in force. `false` also when that can't be told now. */
  async verifyToken(token: string): Promise<boolean> {
    return (await this.#verify(token)).status === 'verified'
  }

  /**
   * Whether a token ends within that many seconds (default {@link DEFAULT_EXPIRY_BUFFER}); `false` without `exp`.
   *
   * @throws TokenValidationError when it isn't a JWT
   */
  isTokenExpiring(token: string, bufferSeconds: number = DEFAULT_EXPIRY_BUFFER): boolean {
    const { exp } = decodeClaims(token)
    return exp ? exp - this.#nowInSeconds() <= bufferSeconds : false
  }

  /**
   * Decodes a token without verifying it.
   *
   * @throws TokenValidationError when it isn't a JWT
   */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the signature of @workos/authkit-session
  parseTokenClaims<TCustomClaims = CustomClaims>(token: string): BaseTokenClaims & TCustomClaims {
    return decodeClaims(token) as BaseTokenClaims & TCustomClaims
  }

  /**
   * Seals a session, for ever: the cookie's age and the refresh token end it.
   *
   * @throws SessionEncryptionError `ERR_SEAL_FAILED`
   */
  async encryptSession(session: Session): Promise<string> {
    try {
      return await this.#encryption.sealData(toSession(session, session.impersonator), {
        password: this.#config.cookiePassword,
        ttl: 0,
      })
    } catch (error) {
      if (error instanceof SessionEncryptionError) throw error
      throw new SessionEncryptionError("The session can't be sealed.", error, 'ERR_SEAL_FAILED')
    }
  }

  /**
   * Opens a sealed session and checks its shape. Says nothing about its access token.
   *
   * @throws SessionEncryptionError
   */
  async decryptSession(sealed: string): Promise<Session> {
    const options = { password: this.#passwords, what: 'session' }
    return parseSession(await unsealOrThrow(this.#encryption, sealed, options))
  }

  /**
   * Checks that a callback belongs to a sign-in which this browser started, and opens what that one remembered.
   *
   * @throws OAuthStateMismatchError when `state` is absent or isn't the cookie's
   * @throws PKCECookieMissingError when the browser sent no cookie for it
   * @throws SessionEncryptionError when it wasn't sealed here, or is older than 10 minutes
   */
  verifyCallbackState(parameters: CallbackStateParameters): Promise<PKCEState> {
    return verifyCallbackState(parameters, this.#encryption, this.#passwords)
  }

  /**
   * Redeems a refresh token. Callers who ask for the same at the same time share one request; callers who come with
   * the token within 30 seconds after that get what took its place. A rate limit is waited for once, at most 10
   * seconds.
   *
   * @throws TokenRefreshError
   */
  refreshTokens(
    refreshToken: string,
    organizationId?: string,
    context?: TokenRefreshContext,
  ): Promise<RefreshResult> {
    return this.#refresher.refresh({
      refreshToken,
      organizationId,
      insistsOnOrganization: organizationId !== undefined,
      context,
    })
  }

  /**
   * Forgets the refreshes of a session that has ended: nobody is to find its new tokens by the old ones. Tells the other
   * processes, when they share a store.
   */
  forgetRefreshes(sessionId: string): Promise<void> {
    return this.#refresher.forget(sessionId)
  }

  /** When the clock of this machine will show the time that a token says, in seconds; as milliseconds since the epoch. */
  toLocalTime(seconds: number): number {
    return this.#clock.toLocal(seconds * 1000)
  }

  /** Whether a session was ended lately by another process that shares the store; `false` without a store. */
  hasEndedElsewhere(sessionId: string): Promise<boolean> {
    return this.#refresher.hasEndedElsewhere(sessionId)
  }

  /**
   * The session as it is while its access token is good, else a refreshed one.
   *
   * A token that can't be verified because WorkOS' keys can't be had stays good until its `exp`: it came from
   * WorkOS and out of our own seal, and refreshing it would not help. A refresh keeps the session in its
   * organization unless the options name another. A new token that doesn't verify is handed out as `untrusted`.
   *
   * @param options `force` refreshes a good token too
   * @throws TokenRefreshError
   */
  async validateAndRefresh<TCustomClaims = CustomClaims>(
    session: Session,
    options: { force?: boolean | undefined; organizationId?: string | undefined } = {},
  ): Promise<ValidatedSession<TCustomClaims>> {
    // The claims an app adds are its own declaration; nothing here knows them.
    type Claims = BaseTokenClaims & TCustomClaims
    const unchanged = { valid: true, refreshed: false, session } as const
    const token = await this.#verify(session.accessToken)
    if (!options.force && this.#isGood(token)) {
      return { ...unchanged, claims: token.claims as Claims, verified: token.status === 'verified' }
    }
    const known = token.status === 'invalid' ? undefined : token.claims
    const context = { userId: session.user?.id, sessionId: tryDecodeClaims(session.accessToken)?.sid }
    let fresh: RefreshResult
    try {
      fresh = await this.#refreshInTime({
        refreshToken: session.refreshToken,
        organizationId: options.organizationId ?? known?.org_id,
        insistsOnOrganization: options.organizationId !== undefined,
        context,
      })
    } catch (error) {
      if (options.force || !isTransient(error) || !this.#isInGrace(token)) throw error
      return { ...unchanged, claims: token.claims as Claims, verified: false, failure: error }
    }
    const newToken = await this.#verify(fresh.accessToken, { isNew: true })
    // A new token that seems expired tells of a wrong clock here, which is no reason to lose the session.
    const isTrusted = newToken.status !== 'invalid'
    return {
      valid: true,
      refreshed: true,
      verified: newToken.status === 'verified',
      session: toSession(fresh, fresh.impersonator),
      claims: (isTrusted ? newToken.claims : decodeClaims(fresh.accessToken)) as Claims,
      ...(!isTrusted && { untrusted: untrustedToken(newToken.reason, context) }),
    }
  }

  /** An exchange that takes too long goes on; what it brings is found by the next request. */
  async #refreshInTime(request: RefreshRequest): Promise<RefreshResult> {
    const { refreshTimeout = DEFAULT_REFRESH_TIMEOUT } = this.#config
    const fail = (reason: string): TokenRefreshError =>
      new TokenRefreshError(`Refreshing the session failed: ${reason}`, undefined, request.context)
    const fresh = await within(refreshTimeout, this.#refresher.refresh(request), () =>
      fail(`there are no new tokens after ${refreshTimeout / 1000} seconds.`),
    )
    if (tryDecodeClaims(fresh.accessToken)) return fresh
    throw fail("the new access token isn't a JWT.")
  }

  /** Whether a token has run out so lately that it counts while WorkOS can't be asked. */
  #isInGrace(token: TokenVerification): token is TokenWithClaims {
    const grace = this.#config.sessionGrace ?? 0
    return token.status === 'expired' && (token.claims.exp ?? 0) + grace > this.#nowInSeconds()
  }

  #isGood(token: TokenVerification): token is TokenWithClaims {
    if (token.status === 'unavailable') return (token.claims.exp ?? 0) > this.#nowInSeconds()
    return token.status === 'verified'
  }

  #nowInSeconds(): number {
    return Math.floor(this.#clock.now() / 1000)
  }

  #verify(token: string, { isNew = false } = {}): Promise<TokenVerification> {
    this.#keySource ??= getKeySource(
      this.#client.userManagement.getJwksUrl(this.#config.clientId),
      this.#fetch,
    )
    const { getKey, getKeyOfNewToken } = this.#keySource
    const options = { issuer: this.#config.issuer, now: this.#clock.now() }
    return verifyToken(token, isNew ? getKeyOfNewToken : getKey, options)
  }
}

type TokenWithClaims = Extract<TokenVerification, { claims: BaseTokenClaims }>

function untrustedToken(reason: unknown, context: TokenRefreshContext): TokenRefreshError {
  return new TokenRefreshError(
    "Refreshing the session failed: the new access token doesn't verify. Do WORKOS_CLIENT_ID and WORKOS_API_KEY " +
      'belong to the same environment?',
    reason,
    context,
  )
}

function isTransient(error: unknown): error is TokenRefreshError {
  return error instanceof TokenRefreshError && error.code === 'ERR_TOKEN_REFRESH_FAILED'
}
