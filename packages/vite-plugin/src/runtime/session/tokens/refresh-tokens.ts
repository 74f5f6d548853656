import type { WorkOSUserManagement } from '../api/workos-client.ts'
import type { Impersonator, User } from '../api/workos-types.ts'
import { BoundedCache } from '../cache/bounded-cache.ts'
import { TokenRefreshError } from '../errors.ts'
import type { TokenRefreshContext } from '../errors.ts'
import { canShareWork, shareWork } from '../share-work.ts'
import { withoutUndefined } from '../without-undefined.ts'
import type { SharedExchanges } from '../store/shared-exchanges.ts'
import { readOutcome } from './exchange-outcome.ts'
import { tryDecodeClaims } from './token-claims.ts'
import type { BaseTokenClaims } from './token-claims.ts'
import { WorkOSClock } from './workos-clock.ts'

/** Bounds of the wait before the one retry after a rate limit, in seconds; the lower one is also the default. */
export const RATE_LIMIT_WAIT = { min: 1, max: 10 } as const

/**
 * How long the outcome of a refresh is remembered for those who come late with the token that it spent, in seconds:
 * the grace that WorkOS itself gives them (https://workos.com/docs/authkit/session-resilience).
 */
export const REFRESH_MEMORY = 30

/** How many outcomes of refreshes are remembered at most: some 4 MB of ordinary sessions. */
export const MAX_REMEMBERED_REFRESHES = 1000

/**
 * How long it is remembered that WorkOS refused a token for good, in seconds: a browser keeps sending the cookie of a
 * session that is over, and each of its requests would ask again.
 */
export const REFUSAL_MEMORY = 60

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
  /** Left out: the one that the session is in. */
  organizationId: string | undefined
  /**
   * Whether a session that has just been moved elsewhere must be moved to this organization. `false` when the
   * organization is merely where the session was.
   */
  insistsOnOrganization: boolean
  /** For logs only. Of callers who share a refresh, the first one's is used. */
  context: TokenRefreshContext | undefined
}

/** What took the place of a refresh token that has been redeemed. */
interface Successor {
  readonly result: RefreshResult
  /** Of its access token. */
  readonly claims: BaseTokenClaims
  readonly organizationId: string | undefined
}

/**
 * Redeems refresh tokens. Each can be redeemed once, so those who ask for the same at the same time share one request
 * and its outcome, and those who come with a spent token within {@link REFRESH_MEMORY} get what took its place. Of a
 * token that was refused for good it is remembered for {@link REFUSAL_MEMORY}. In this process, and with a store that
 * they share in all of them.
 */
export class TokenRefresher {
  readonly #client: Pick<WorkOSUserManagement, 'authenticateWithRefreshToken'>
  readonly #clientId: string
  readonly #sleep: (milliseconds: number) => Promise<void>
  readonly #shared: SharedExchanges | undefined
  readonly #clock: WorkOSClock
  /** By token and organization. */
  readonly #refreshes = new Map<string, Promise<RefreshResult>>()
  /** By token. */
  readonly #redemptions = new Map<string, Promise<RefreshResult | undefined>>()
  /** By token and organization. */
  readonly #refusals = new BoundedCache<TokenRefreshError>({
    maxEntries: MAX_REMEMBERED_REFRESHES,
    maxBytes: Infinity,
  })
  readonly #successors = new BoundedCache<Successor>({
    maxEntries: MAX_REMEMBERED_REFRESHES,
    maxBytes: Infinity,
  })

  /** Ids of sessions that have ended. */
  readonly #ended = new BoundedCache<true>({ maxEntries: MAX_REMEMBERED_REFRESHES, maxBytes: Infinity })

  constructor(
    client: Pick<WorkOSUserManagement, 'authenticateWithRefreshToken'>,
    clientId: string,
    sleep: (milliseconds: number) => Promise<void>,
    { shared, clock = new WorkOSClock() }: { shared?: SharedExchanges | undefined; clock?: WorkOSClock } = {},
  ) {
    this.#client = client
    this.#clientId = clientId
    this.#sleep = sleep
    this.#shared = shared
    this.#clock = clock
  }

  /**
   * The result is the caller's own. One with a new token that is no JWT is remembered nowhere.
   *
   * @throws TokenRefreshError
   */
  async refresh(request: RefreshRequest): Promise<RefreshResult> {
    const { refreshToken, organizationId = '', insistsOnOrganization } = request
    const key = [refreshToken, organizationId, insistsOnOrganization].join('\0')
    return structuredClone(await shareWork(this.#refreshes, key, () => this.#refresh(request)))
  }

  /** Forgets what took the place of the tokens of a session: whoever still comes with one isn't to have it. */
  async forget(sessionId: string): Promise<void> {
    // A redemption may be under way, whose outcome nobody is to find either.
    this.#ended.set(sessionId, true, { bytes: 0, expiresAt: Date.now() + REFRESH_MEMORY * 1000 })
    this.#successors.deleteWhere(({ claims }) => claims.sid === sessionId)
    await this.#shared?.rememberEnded(sessionId)
  }

  /** Whether a session was ended in a process that shares the store. */
  async hasEndedElsewhere(sessionId: string | undefined): Promise<boolean> {
    return sessionId !== undefined && (await this.#shared?.hasEnded(sessionId)) === true
  }

  async #refresh(request: RefreshRequest): Promise<RefreshResult> {
    for (;;) {
      const successor = await this.#lastLivingSuccessorOf(request.refreshToken)
      if (successor && this.#isGoodEnough(successor, request)) return successor.result
      const next = successor ? requestFrom(successor, request) : request
      const redemption = canShareWork() ? this.#redemptions.get(next.refreshToken) : undefined
      if (!redemption) {
        const refusal = this.#refusals.get(refusalKey(next))
        if (refusal) throw refusal
        const result = await shareWork(this.#redemptions, next.refreshToken, () => this.#redeemOnce(next))
        if (result) return result
        continue
      }
      // It is being redeemed for another organization; afterwards there is a successor, or it can be redeemed.
      await redemption.catch(() => undefined)
    }
  }

  /** Not one of a session that was ended in another process meanwhile. */
  async #lastLivingSuccessorOf(refreshToken: string): Promise<Successor | undefined> {
    const successor = this.#lastSuccessorOf(refreshToken)
    return successor && (await this.hasEndedElsewhere(successor.claims.sid)) ? undefined : successor
  }

  /**
   * Redeems a token unless another process does, or has: then what it got is remembered here as well.
   *
   * @returns nothing when what is remembered now has to be looked at
   */
  async #redeemOnce(request: RefreshRequest): Promise<RefreshResult | undefined> {
    const turn = (await this.#shared?.takeTurn(request.refreshToken)) ?? { status: 'unknown' }
    if (turn.status === 'failed') throw failedElsewhere(request)
    if (turn.status === 'done' && (await this.#adopt(request, turn.outcome))) return undefined
    if (turn.status !== 'ours') return this.#redeemWithRetry(request)
    try {
      const result = await this.#redeemWithRetry(request)
      const successor = toSuccessor(result, request.organizationId)
      if (successor === undefined) turn.giveUp()
      else {
        const { organizationId } = successor
        await turn.publish({ status: 'exchanged', result, organizationId }, REFRESH_MEMORY)
      }
      return result
    } catch (error) {
      const { organizationId } = request
      if (this.#refusals.get(refusalKey(request)) === undefined) turn.giveUp()
      else await turn.publish({ status: 'refused', organizationId }, REFUSAL_MEMORY)
      throw error
    }
  }

  /** Whether what another process said is remembered now. */
  async #adopt(request: RefreshRequest, said: unknown): Promise<boolean> {
    const outcome = readOutcome(said)
    if (outcome?.status === 'exchanged') {
      const successor = toSuccessor(outcome.result, outcome.organizationId)
      if (successor === undefined || (await this.hasEndedElsewhere(successor.claims.sid))) return false
      return this.#remember(request.refreshToken, successor)
    }
    if (outcome === undefined || outcome.organizationId !== request.organizationId) return false
    this.#refuse(request, refusedElsewhere(request))
    return true
  }

  /** A successor may have been spent in its turn. */
  #lastSuccessorOf(refreshToken: string): Successor | undefined {
    let last: Successor | undefined
    let next = this.#successors.get(refreshToken)
    while (next) {
      last = next
      next = this.#successors.get(next.result.refreshToken)
    }
    return last
  }

  /** Whether it is remembered. */
  #remember(spent: string, successor: Successor): boolean {
    const { refreshToken } = successor.result
    // It can be redeemed now, whatever was known of it: so the successors of a token never form a circle.
    this.#successors.delete(refreshToken)
    // Without rotation nothing is spent.
    if (refreshToken === spent || this.#hasEnded(successor)) return false
    this.#successors.set(spent, successor, { bytes: 0, expiresAt: Date.now() + REFRESH_MEMORY * 1000 })
    return true
  }

  #hasEnded({ claims }: Successor): boolean {
    return this.#ended.get(claims.sid) !== undefined
  }

  #isGoodEnough({ claims, organizationId }: Successor, request: RefreshRequest): boolean {
    const lives = claims.exp === undefined || claims.exp * 1000 > this.#clock.now()
    return lives && (!request.insistsOnOrganization || organizationId === request.organizationId)
  }

  async #redeemWithRetry(request: RefreshRequest): Promise<RefreshResult> {
    try {
      return await this.#redeem(request)
    } catch (error) {
      if (!isRateLimit(error)) throw this.#fail('Refreshing the session failed', error, request)
      await this.#sleep(secondsToWait(error) * 1000)
      return this.#redeemAgain(request, error)
    }
  }

  async #redeemAgain(request: RefreshRequest, first: unknown): Promise<RefreshResult> {
    try {
      return await this.#redeem(request)
    } catch (error) {
      if (error instanceof Error && error.cause === undefined) error.cause = first
      throw this.#fail('Refreshing the session failed after rate-limit retry', error, request)
    }
  }

  #fail(message: string, cause: unknown, request: RefreshRequest): TokenRefreshError {
    const error = toRefreshError(message, cause, request.context)
    // A spent or revoked token stays one. Another step that WorkOS wants of the user may have been taken.
    if (isInvalidGrant(cause)) this.#refuse(request, error)
    return error
  }

  #refuse(request: RefreshRequest, error: TokenRefreshError): void {
    const expiresAt = Date.now() + REFUSAL_MEMORY * 1000
    this.#refusals.set(refusalKey(request), error, { bytes: 0, expiresAt })
  }

  async #redeem({ refreshToken, organizationId }: RefreshRequest): Promise<RefreshResult> {
    const answer = await this.#client.authenticateWithRefreshToken(
      withoutUndefined({ clientId: this.#clientId, refreshToken, organizationId }),
    )
    const result: RefreshResult = {
      accessToken: answer.accessToken,
      refreshToken: answer.refreshToken,
      user: answer.user,
      impersonator: answer.impersonator,
    }
    const successor = toSuccessor(result, answer.organizationId)
    if (successor) {
      this.#clock.learn(successor.claims.iat)
      this.#remember(refreshToken, successor)
    }
    return result
  }
}

/**
 * Nothing when the new token is no JWT, as in an answer of something in between: the spent one may be good still.
 *
 * @param organizationId what the answer said, for a token that says nothing
 */
function toSuccessor(result: RefreshResult, organizationId: string | undefined): Successor | undefined {
  const claims = tryDecodeClaims(result.accessToken)
  return claims && { result, claims, organizationId: claims.org_id ?? organizationId }
}

function failedElsewhere({ context }: RefreshRequest): TokenRefreshError {
  const message = 'Refreshing the session failed in another process, which was just doing it.'
  return new TokenRefreshError(message, undefined, context)
}

function refusedElsewhere({ context }: RefreshRequest): TokenRefreshError {
  const message = 'Refreshing the session failed: WorkOS told another process that it is over.'
  return new TokenRefreshError(message, undefined, context, 'ERR_TOKEN_REFRESH_REJECTED')
}

function refusalKey({ refreshToken, organizationId = '' }: RefreshRequest): string {
  return `${refreshToken}\0${organizationId}`
}

/** The same request, with the token that can be redeemed in the place of the spent one. */
function requestFrom({ result, organizationId }: Successor, request: RefreshRequest): RefreshRequest {
  const { refreshToken } = result
  return request.insistsOnOrganization
    ? { ...request, refreshToken }
    : { ...request, refreshToken, organizationId }
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

function isInvalidGrant(error: unknown): boolean {
  return property(error, 'error') === 'invalid_grant'
}

/** Whether WorkOS refused this session: RFC 6749, section 5.2, or a further step the user has to take. */
function isRejection(error: unknown): boolean {
  return isInvalidGrant(error) || property(error, 'name') === 'AuthenticationException'
}
