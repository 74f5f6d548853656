import type { Impersonator } from './store/records.ts'

/** A failure that the next requests to an endpoint get in place of its answer. */
export interface NextFailure {
  /** Name of the endpoint (`authorize`, `authenticate`, `jwks`, …), or `*` for every one. */
  endpoint: string
  /** Status of the answer. @defaultValue none: the endpoint answers, after the delay */
  status?: number
  /** Milliseconds before the answer, at most {@link MAX_DELAY}. @defaultValue `0` */
  delay?: number
  /** How many requests get it. @defaultValue `1` */
  times?: number
  /** `Retry-After` of the answer, in seconds. @defaultValue none */
  retryAfter?: number
  /** The error code: in the body, or for `authorize` without a status at the redirect URI. */
  error?: string
  errorDescription?: string
}

/** Whom the next authorize requests sign in without showing the page. */
export interface NextSignIn {
  /** Id or email address. */
  user: string
  /** @defaultValue the one the app asks for, else the user's first */
  organizationId?: string
  impersonator?: Impersonator
  /** How many requests. @defaultValue `1` */
  times?: number
}

/** Longest delay of a failure in milliseconds. */
export const MAX_DELAY = 120_000

/** Most failures and sign-ins that wait at a time. */
export const MAX_NEXT_ANSWERS = 100

interface Counted<T> {
  readonly value: T
  left: number
}

/** Things that happen to the next requests, each so many times, in the order in which they were asked for. */
export class NextAnswers<T extends { readonly times?: number }> {
  #waiting: Counted<T>[] = []

  add(value: T): void {
    if (this.#waiting.length >= MAX_NEXT_ANSWERS) this.#waiting.shift()
    this.#waiting.push({ value, left: value.times ?? 1 })
  }

  /** The first one that fits, one time less of it being left. */
  take(fits: (value: T) => boolean = () => true): T | undefined {
    const entry = this.#waiting.find(({ value }) => fits(value))
    if (entry === undefined) return undefined
    entry.left -= 1
    if (entry.left < 1) this.#waiting = this.#waiting.filter((other) => other !== entry)
    return entry.value
  }

  /** Those that wait, with how many times are left. */
  all(): (T & { times: number })[] {
    return this.#waiting.map(({ value, left }) => ({ ...value, times: left }))
  }

  clear(): void {
    this.#waiting = []
  }
}
