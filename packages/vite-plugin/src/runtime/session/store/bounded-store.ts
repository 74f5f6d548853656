import { within } from '../within.ts'
import type { RefreshStore } from './refresh-store.ts'

/** How long one operation of the store may take, in milliseconds. */
export const STORE_TIMEOUT = 250

/** How long one may take as long as the store never answered, nor failed: a connection has to be made first. */
export const STORE_CONNECT_TIMEOUT = 1000

/** How long after a failure the store isn't asked again, in milliseconds. */
export const STORE_PAUSE = 5000

/** The store failed, or took too long, a moment ago. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** Where a failure of the store is told. */
export type Warn = (message: string, error: unknown) => void

/**
 * Keeps a store that is down or slow from making anything worse: each operation has a bound, and after a failure nobody
 * waits for the store for a while. Told once for each time that it fails.
 */
export class BoundedStore implements RefreshStore {
  readonly #store: RefreshStore
  readonly #warn: Warn
  #pausedUntil = -Infinity
  #isDown = false
  #hasAnswered = false

  constructor(store: RefreshStore, warn: Warn) {
    this.#store = store
    this.#warn = warn
  }

  /** @throws StoreUnavailable */
  getItem(key: string): Promise<unknown> {
    return this.run(() => this.#store.getItem(key))
  }

  /** @throws StoreUnavailable */
  async setItem(key: string, value: string, options: { ttl: number }): Promise<void> {
    await this.run(() => this.#store.setItem(key, value, options))
  }

  /** @throws StoreUnavailable */
  async removeItem(key: string): Promise<void> {
    await this.run(() => this.#store.removeItem(key))
  }

  /**
   * Any operation on what is behind the store, under the same bound.
   *
   * @throws StoreUnavailable
   */
  async run<T>(operation: () => T | Promise<T>): Promise<T> {
    if (Date.now() < this.#pausedUntil) throw new StoreUnavailable('The store failed a moment ago.')
    const timeout = this.#hasAnswered || this.#isDown ? STORE_TIMEOUT : STORE_CONNECT_TIMEOUT
    try {
      const result = await within(timeout, (async () => operation())(), () => tooLate(timeout))
      this.#isDown = false
      this.#hasAnswered = true
      return result
    } catch (error) {
      this.#pausedUntil = Date.now() + STORE_PAUSE
      if (!this.#isDown) {
        this.#warn('The refresh store failed; meanwhile each process refreshes sessions for itself.', error)
      }
      this.#isDown = true
      throw new StoreUnavailable('The store failed.', { cause: error })
    }
  }
}

function tooLate(timeout: number): StoreUnavailable {
  return new StoreUnavailable(`The store didn't answer within ${timeout} milliseconds.`)
}
