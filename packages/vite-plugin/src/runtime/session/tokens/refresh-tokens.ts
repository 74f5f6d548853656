import type { WorkOSUserManagement } from '../api/workos-client.ts'
import type { Impersonator, User } from '../api/workos-types.ts'
import { TokenRefreshError } from '../errors.ts'
import type { TokenRefreshContext } from '../errors.ts'
import { withoutUndefined } from '../without-undefined.ts'

/** Bounds of the wait before the one retry after a rate limit, in seconds; the lower one is also the default. */
export const RATE_LIMIT_WAIT = { min: 1, max: 10 } as const

/** New tokens. */
export interface RefreshResult {
  accessToken: string
  refreshToken: string
  user: User
  impersonator: Impersonator | undefined
}

/** A refresh token to redeem. */
export interface RefreshRequest {
  refreshToken: string
  organizationId: string | undefined
  /** For logs only. Of callers who share a refresh, the first one's is used. */
  context: TokenRefreshContext | undefined
}

/**
 * Redeems refresh tokens. Each can be redeemed once, so callers who ask for the same at the same time share one
 * request and its outcome.
 */
export class TokenRefresher {
  readonly #client: Pick<WorkOSUserManagement, 'authenticateWithRefreshToken'>
  readonly #clientId: string
  readonly #sleep: (milliseconds: number) => Promise<void>
  readonly #inFlight = new Map<string, Promise<RefreshResult>>()

  constructor(
    client: Pick<WorkOSUserManagement, 'authenticateWithRefreshToken'>,
    clientId: string,
    sleep: (milliseconds: number) => Promise<void>,
  ) {
    this.#client = client
    this.#clientId = clientId
    this.#sleep = sleep
  }

  /** @throws TokenRefreshError */
  refresh(request: RefreshRequest): Promise<RefreshResult> {
    const key = `${request.refreshToken}\0${request.organizationId ?? ''}`
    const running = this.#inFlight.get(key)
    if (running) return running
    const started = this.#redeemWithRetry(request).finally(() => this.#inFlight.delete(key))
    this.#inFlight.set(key, started)
    return started
  }

  async #redeemWithRetry(request: RefreshRequest): Promise<RefreshResult> {
    try {
      return await this.#redeem(request)
    } catch (error) {
      if (!isRateLimit(error)) throw toRefreshError('Refreshing the session failed', error, request.context)
      await this.#sleep(secondsToWait(error) * 1000)
      return this.#redeemAgain(request, error)
    }
  }

  async #redeemAgain(request: RefreshRequest, first: unknown): Promise<RefreshResult> {
    try {
      return await this.#redeem(request)
    } catch (error) {
      if (error instanceof Error && error.cause === undefined) error.cause = first
      throw toRefreshError('Refreshing the session failed after rate-limit retry', error, request.context)
    }
  }

  async #redeem({ refreshToken, organizationId }: RefreshRequest): Promise<RefreshResult> {
    const answer = await this.#client.authenticateWithRefreshToken(
      withoutUndefined({ clientId: this.#clientId, refreshToken, organizationId }),
    )
    return {
      accessToken: answer.accessToken,
      refreshToken: answer.refreshToken,
      user: answer.user,
      impersonator: answer.impersonator,
    }
  }
}

// Clients are injected, so errors are known by the fields that our client and the SDK share, not by class.
function property(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
}

function isRateLimit(error: unknown): boolean {
  return property(error, 'name') === 'RateLimitExceededException'
}

function secondsToWait(error: unknown): number {
  const asked = property(error, 'retryAfter')
  if (typeof asked !== 'number' || !Number.isFinite(asked)) return RATE_LIMIT_WAIT.min
  return Math.min(Math.max(asked, RATE_LIMIT_WAIT.min), RATE_LIMIT_WAIT.max)
}

function toRefreshError(
  message: string,
  cause: unknown,
  context: TokenRefreshContext | undefined,
): TokenRefreshError {
  return new TokenRefreshError(
    `${message}: ${cause instanceof Error ? cause.message : 'the client gave no reason.'}`,
    cause,
    context,
    isRejection(cause) ? 'ERR_TOKEN_REFRESH_REJECTED' : 'ERR_TOKEN_REFRESH_FAILED',
  )
}

/** Whether WorkOS refused this session: RFC 6749, section 5.2, or a further step the user has to take. */
function isRejection(error: unknown): boolean {
  return property(error, 'error') === 'invalid_grant' || property(error, 'name') === 'AuthenticationException'
}
