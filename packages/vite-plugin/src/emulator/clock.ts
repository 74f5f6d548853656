/** The clock of a local AuthKit: the system's, moved by an offset that tests and the dev page set. */
export class Clock {
  readonly #base: () => number
  #offset = 0

  /** @param base milliseconds since the epoch */
  constructor(base: () => number = Date.now) {
    this.#base = base
  }

  /** How far it is ahead of the system's clock, in milliseconds; negative when it is behind. */
  get offset(): number {
    return this.#offset
  }

  set offset(milliseconds: number) {
    this.#offset = milliseconds
  }

  /** Milliseconds since the epoch. */
  readonly now = (): number => this.#base() + this.#offset

  /** The time as the API writes it: ISO 8601. */
  timestamp(): string {
    return new Date(this.now()).toISOString()
  }
}
