import { getAccessTokenAction } from '../start/functions/get-access-token-action.ts'
import { refreshAccessTokenAction } from '../start/functions/refresh-access-token-action.ts'
import { readLifetime } from './token-lifetime.ts'

/** The shortest and the longest time between two refreshes of a timer, in milliseconds. */
export const MIN_DELAY = 15_000
export const MAX_DELAY = 86_400_000

/** How long after a failure the timer tries again, and the most it waits when new tokens come expired: milliseconds. */
export const RETRY_DELAY = 300_000

/** Name of the lock by which the tabs of an app refresh one after the other. */
const LOCK = 'authkit-refresh'

/** What a component sees of the store. */
export interface TokenState {
  /** Whose token it is: see {@link TokenStore.setSession}. */
  session: string | null
  token: string | undefined
  loading: boolean
  error: Error | null
  /** Whether there has been an answer, or a failure, for this session. */
  isSettled: boolean
}

/** A store without a session, and what the server renders. */
export const EMPTY_STATE: TokenState = {
  session: null,
  token: undefined,
  loading: false,
  error: null,
  isSettled: false,
}

/** Keeps the access token of one browser tab, and renews it in time while a component looks at it. */
export class TokenStore {
  #state = EMPTY_STATE
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<string | undefined> | undefined
  /** Counts the sessions and the resets: what was asked for in an earlier one is no answer for this one. */
  #epoch = 0
  /** Seconds by which this machine's clock is ahead of the issuer's, as far as a new token told. */
  #clockOffset = 0
  /** How many new tokens in a row came expired. */
  #wasted = 0
  /** Until then the token in hand is as good as a new one: milliseconds since the epoch. */
  #pauseEnd = 0

  readonly getState = (): TokenState => this.#state

  /** Calls back on every change, and keeps the token fresh until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#schedule()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) clearTimeout(this.#timer)
    }
  }

  /** Says whose tokens these are, `null` for nobody's. Another session's token, and its answers to come, are dropped. */
  setSession(session: string | null): void {
    if (session !== this.#state.session) this.#forget({ ...EMPTY_STATE, session })
  }

  /** Drops the token, and answers that are still on their way. */
  clearToken(): void {
    this.#forget({ ...EMPTY_STATE, session: this.#state.session })
  }

  /**
   * The token, from the server only when there is none in hand or it is about to expire.
   *
   * @throws Error when the server can't be asked
   */
  async getAccessToken(): Promise<string | undefined> {
    const { token } = this.#state
    if (token !== undefined && (!this.#isExpiring(token) || Date.now() < this.#pauseEnd)) return token
    return this.#run(true)
  }

  /**
   * A new token from the server.
   *
   * @throws Error when the server can't be asked
   */
  refreshToken(): Promise<string | undefined> {
    return this.#run(false)
  }

  #run(isSilent: boolean): Promise<string | undefined> {
    this.#running ??= this.#refresh(isSilent, this.#epoch)
    return this.#running
  }

  async #refresh(isSilent: boolean, epoch: number): Promise<string | undefined> {
    clearTimeout(this.#timer)
    const { token: previous } = this.#state
    const isUsable = previous !== undefined && !this.#isExpiring(previous, 0)
    this.#set({ error: null, loading: !(isSilent && isUsable) })
    try {
      const token =
        isSilent && previous === undefined ? await this.#fetchFirst(epoch) : await this.#fetchNew(epoch)
      if (epoch !== this.#epoch) return undefined
      this.#running = undefined
      this.#set({ token, loading: false, isSettled: true })
      this.#schedule()
      return token
    } catch (thrown) {
      if (epoch !== this.#epoch) return undefined
      this.#running = undefined
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      this.#set({ error, loading: false, isSettled: true })
      this.#schedule()
      throw error
    }
  }

  async #fetchFirst(epoch: number): Promise<string | undefined> {
    const token = await getAccessTokenAction()
    if (token === undefined || !this.#isExpiring(token) || epoch !== this.#epoch) return token
    return (await this.#fetchNew(epoch)) ?? token
  }

  async #fetchNew(epoch: number): Promise<string | undefined> {
    const token = await inTurn(() => refreshAccessTokenAction())
    if (token === undefined || epoch !== this.#epoch) return token
    const now = Date.now() / 1000
    const issuedAt = readLifetime(token, now)?.issuedAt
    if (issuedAt !== undefined) this.#clockOffset = now - issuedAt
    this.#wasted = this.#isExpiring(token) ? this.#wasted + 1 : 0
    this.#pauseEnd = this.#wasted > 0 ? Date.now() + this.#pause() : 0
    return token
  }

  /** Doubles with every token that came expired, so that none of them costs the session another one at once. */
  #pause(): number {
    return Math.min(MIN_DELAY * 2 ** (this.#wasted - 1), RETRY_DELAY)
  }

  #isExpiring(token: string, buffer?: number): boolean {
    const life = readLifetime(token, Date.now() / 1000)
    return life !== undefined && this.#timeLeft(life.expiresAt) <= (buffer ?? life.buffer)
  }

  #timeLeft(expiresAt: number): number {
    return expiresAt - (Date.now() / 1000 - this.#clockOffset)
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    const delay = this.#nextDelay()
    if (delay === undefined || this.#listeners.size === 0) return
    this.#timer = setTimeout(() => this.#wake(), delay)
  }

  #wake(): void {
    const { token, error } = this.#state
    // The timer may have been shorter than the token's life.
    if (!error && token !== undefined && !this.#isExpiring(token)) this.#schedule()
    // A failure is in the state for components to see.
    else void this.#run(true).catch(() => {})
  }

  /** Milliseconds until the token must be renewed; `undefined` when it needn't be. */
  #nextDelay(): number | undefined {
    if (this.#state.error) return RETRY_DELAY
    const { token } = this.#state
    const life = token === undefined ? undefined : readLifetime(token, Date.now() / 1000)
    if (!life) return undefined
    const untilDue = (this.#timeLeft(life.expiresAt) - life.buffer) * 1000
    return Math.min(Math.max(untilDue, MIN_DELAY, this.#pauseEnd - Date.now()), MAX_DELAY)
  }

  #forget(state: TokenState): void {
    this.#epoch++
    this.#running = undefined
    this.#wasted = 0
    this.#pauseEnd = 0
    clearTimeout(this.#timer)
    this.#set(state)
  }

  #set(change: Partial<TokenState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

/** One tab after the other: two refreshes at once would exchange the same refresh token twice. */
function inTurn<T>(refresh: () => Promise<T>): Promise<T> {
  const { locks }: { locks?: LockManager } = navigator
  return locks ? locks.request(LOCK, refresh) : refresh()
}

/** The store of this tab. */
export const tokenStore: TokenStore = /* @__PURE__ */ new TokenStore()
