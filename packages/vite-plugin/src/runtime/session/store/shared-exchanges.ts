import { sleep } from '../dependencies.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import { unsealOrThrow } from '../seal/unseal-or-throw.ts'
import type { Passwords } from '../seal/unseal-or-throw.ts'
import { BoundedStore } from './bounded-store.ts'
import type { Warn } from './bounded-store.ts'
import { createExchangeLock, LOCK_LIFETIME } from './exchange-lock.ts'
import type { ExchangeLock } from './exchange-lock.ts'
import type { RefreshStore } from './refresh-store.ts'

/** After how long a process that waits for another one's exchange looks again, in milliseconds: ever longer. */
const LOOK_AFTER = { first: 20, last: 200 } as const

/** How long it is known everywhere that a session was ended, in seconds. */
export const ENDED_MEMORY = 300

/** Whose turn it is to exchange a token. */
export type Turn =
  /** Ours. `publish` it, or `giveUp`. */
  | { readonly status: 'ours'; publish(outcome: unknown, ttl: number): Promise<void>; giveUp(): void }
  /** Somebody has exchanged it. */
  | { readonly status: 'done'; outcome: unknown }
  /** Somebody tried just now, and failed for the moment. */
  | { readonly status: 'failed' }
  /** The store can't tell: everybody for himself. */
  | { readonly status: 'unknown' }

/** What a {@link SharedExchanges} works with. */
export interface SharedExchangesParts {
  store: RefreshStore
  encryption: SessionEncryption
  passwords: readonly [string, ...string[]]
  /** Several apps may share one store. */
  clientId: string
  warn: Warn
}

/**
 * What the processes of an app tell each other of exchanges of refresh tokens, so that each token is exchanged once.
 *
 * Nobody who can read the store learns anything: its keys are hashes, its values sealed like cookies. Nobody who can write
 * to it can pass one token's outcome off as another's: each names its token.
 */
export class SharedExchanges {
  readonly #parts: SharedExchangesParts
  readonly #store: BoundedStore
  readonly #lock: ExchangeLock

  constructor(parts: SharedExchangesParts) {
    this.#parts = parts
    this.#store = new BoundedStore(parts.store, parts.warn)
    this.#lock = createExchangeLock(parts.store, this.#store)
  }

  /** Waits for whoever is exchanging the token now, for {@link LOCK_LIFETIME} at most. Never rejects. */
  async takeTurn(refreshToken: string): Promise<Turn> {
    try {
      const id = await this.#idOf(refreshToken)
      const outcome = await this.#read(`authkit:refresh:${id}`)
      return outcome === undefined ? await this.#takeTurnFor(id) : { status: 'done', outcome }
    } catch {
      return { status: 'unknown' }
    }
  }

  /** Tells the others that a session is over. Never rejects. */
  async rememberEnded(sessionId: string): Promise<void> {
    await ignoringFailure(async () =>
      this.#write(`authkit:ended:${await this.#idOf(sessionId)}`, true, ENDED_MEMORY),
    )
  }

  /** Whether somebody ended a session lately. Never rejects; `false` when that can't be told. */
  async hasEnded(sessionId: string): Promise<boolean> {
    try {
      return (await this.#read(`authkit:ended:${await this.#idOf(sessionId)}`)) === true
    } catch {
      return false
    }
  }

  async #takeTurnFor(id: string): Promise<Turn> {
    const lockKey = `authkit:lock:${id}`
    const owner = crypto.randomUUID()
    const startedAt = performance.now()
    while (!(await this.#lock.acquire(lockKey, owner))) {
      const isHeld = await this.#waitWhileHeld(id, startedAt + LOCK_LIFETIME)
      const outcome = await this.#read(`authkit:refresh:${id}`)
      if (outcome !== undefined) return { status: 'done', outcome }
      // Whoever held it gave it back with nothing to show. One who died keeps it for its lifetime.
      if (!isHeld && performance.now() - startedAt < LOCK_LIFETIME) return { status: 'failed' }
      if (isHeld) return { status: 'unknown' }
    }
    // Somebody may have been done between the first look and this.
    const outcome = await this.#read(`authkit:refresh:${id}`)
    if (outcome === undefined) return this.#ours(id, lockKey, owner)
    void ignoringFailure(() => this.#lock.release(lockKey, owner))
    return { status: 'done', outcome }
  }

  #ours(id: string, lockKey: string, owner: string): Turn {
    const release = (): void => void ignoringFailure(() => this.#lock.release(lockKey, owner))
    return {
      status: 'ours',
      publish: async (outcome, ttl) => {
        await ignoringFailure(() => this.#write(`authkit:refresh:${id}`, outcome, ttl))
        release()
      },
      giveUp: release,
    }
  }

  /** Whether it still was when the time was up. */
  async #waitWhileHeld(id: string, until: number): Promise<boolean> {
    for (let pause: number = LOOK_AFTER.first; performance.now() < until; pause *= 2) {
      if ((await this.#lock.holder(`authkit:lock:${id}`)) === null) return false
      if ((await this.#read(`authkit:refresh:${id}`)) !== undefined) return false
      await sleep(Math.min(pause, LOOK_AFTER.last))
    }
    return true
  }

  async #write(key: string, outcome: unknown, ttl: number): Promise<void> {
    const { encryption, passwords } = this.#parts
    const entry = { key, until: Date.now() + ttl * 1000, outcome }
    await this.#store.setItem(key, await encryption.sealData(entry, { password: passwords[0], ttl }), { ttl })
  }

  async #read(key: string): Promise<unknown> {
    const sealed = await this.#store.getItem(key)
    if (typeof sealed !== 'string') return undefined
    const { encryption, passwords: password } = this.#parts
    const entry = await unseal(encryption, sealed, password)
    // Stores without expiry keep it for longer than it counts.
    return entry?.key === key && entry.until > Date.now() ? entry.outcome : undefined
  }

  async #idOf(text: string): Promise<string> {
    const bytes = new TextEncoder().encode(`${this.#parts.clientId}\0${text}`)
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
}

interface Entry {
  readonly key: string
  /** Milliseconds since the epoch. */
  readonly until: number
  readonly outcome: unknown
}

/** What isn't ours, or was altered, counts as absent. */
async function unseal(
  encryption: SessionEncryption,
  sealed: string,
  password: Passwords,
): Promise<Entry | undefined> {
  try {
    const entry = await unsealOrThrow(encryption, sealed, { password, what: 'outcome of a refresh' })
    return isEntry(entry) ? entry : undefined
  } catch {
    return undefined
  }
}

function isEntry(value: unknown): value is Entry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    'until' in value &&
    typeof value.until === 'number' &&
    'outcome' in value
  )
}

async function ignoringFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch {
    // It was told where it happened; without the store each process does what it would do alone.
  }
}
