/** Most events that are remembered; the oldest make room. */
export const EVENT_CAPACITY = 500

/** What a request was about, as far as the endpoint found out. */
export interface EventDetails {
  /** Joins the steps of one sign-in: authorize, code, tokens, refresh, logout. */
  flow?: string
  grantType?: string
  userId?: string
  sessionId?: string
  organizationId?: string
  redirectUri?: string
  /** The error code that was answered or sent to the redirect URI. */
  error?: string
  errorDescription?: string
  /** The answer was not the endpoint's own but one that was asked for by {@link NextFailure}. */
  injected?: boolean
}

/** One request to the local AuthKit, with nothing secret: no code, no token, no state. */
export interface LocalAuthKitEvent extends EventDetails {
  /** Counts up from 1. */
  readonly id: number
  /** When it came, in milliseconds since the epoch, by the system's clock. */
  readonly at: number
  /** Name of the endpoint: `authorize`, `authenticate`, `jwks`, … */
  readonly endpoint: string
  readonly method: string
  readonly status: number
  /** Milliseconds. */
  readonly duration: number
}

/** The newest requests, bounded. */
export class EventLog {
  #events: LocalAuthKitEvent[] = []
  #nextId = 1
  readonly #listeners = new Set<(event: LocalAuthKitEvent) => void>()

  add(event: Omit<LocalAuthKitEvent, 'id'>): void {
    const entry: LocalAuthKitEvent = { id: this.#nextId, ...event }
    this.#nextId += 1
    this.#events.push(entry)
    // Not at every event: cutting the list costs more than adding to it.
    if (this.#events.length > EVENT_CAPACITY * 2) this.#events = this.#events.slice(-EVENT_CAPACITY)
    for (const listener of this.#listeners) listener(entry)
  }

  /** The newest ones, oldest first. */
  all(): readonly LocalAuthKitEvent[] {
    return this.#events.slice(-EVENT_CAPACITY)
  }

  clear(): void {
    this.#events = []
  }

  /** Calls back at each event from now on. @returns stops that */
  subscribe(listener: (event: LocalAuthKitEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
