import { sleep } from '../dependencies.ts'
import type { BoundedStore } from './bounded-store.ts'
import { findRedis } from './redis-client.ts'
import type { RedisClient } from './redis-client.ts'
import type { RefreshStore } from './refresh-store.ts'

/** After how long a lock is taken for one whose holder has died, in milliseconds. */
export const LOCK_LIFETIME = 5000

/** How long a claim in a store without an atomic operation has to stand, in milliseconds. */
export const CLAIM_SETTLES = 50

/** A lock that all processes of an app share. It is for efficiency: nothing is lost when two hold it. */
export interface ExchangeLock {
  /** Takes the lock unless somebody has it. */
  acquire(key: string, owner: string): Promise<boolean>
  /** Who has it. */
  holder(key: string): Promise<unknown>
  /** Gives it back, unless it is somebody else's by now. */
  release(key: string, owner: string): Promise<void>
}

/** The best lock that a store is capable of. */
export function createExchangeLock(store: RefreshStore, bounded: BoundedStore): ExchangeLock {
  const redis = findRedis(store)
  return redis ? new RedisLock(redis, bounded) : new PlainLock(bounded)
}

/** `SET NX PX`: one of any number gets it. */
class RedisLock implements ExchangeLock {
  readonly #redis: RedisClient
  readonly #store: BoundedStore

  constructor(redis: RedisClient, store: BoundedStore) {
    this.#redis = redis
    this.#store = store
  }

  acquire(key: string, owner: string): Promise<boolean> {
    return this.#store.run(() => this.#redis.setIfAbsent(key, owner, LOCK_LIFETIME))
  }

  holder(key: string): Promise<unknown> {
    return this.#store.run(() => this.#redis.get(key))
  }

  async release(key: string, owner: string): Promise<void> {
    if ((await this.holder(key)) === owner) await this.#store.run(() => this.#redis.delete(key))
  }
}

/**
 * Of reading and writing alone, by the algorithm of Fischer (in L. Lamport, A Fast Mutual Exclusion Algorithm, 1987):
 * write a claim where there is none, wait, and have the lock when the claim still stands. It is right when nobody's
 * claim arrives later than the wait of those before it, so a claim that took longer doesn't count; and when the store
 * shows each write to every reader at once.
 */
class PlainLock implements ExchangeLock {
  readonly #store: BoundedStore

  constructor(store: BoundedStore) {
    this.#store = store
  }

  async acquire(key: string, owner: string): Promise<boolean> {
    const startedAt = performance.now()
    if ((await this.holder(key)) !== null) return false
    await this.#store.setItem(key, owner, { ttl: LOCK_LIFETIME / 1000 })
    const isInTime = performance.now() - startedAt < CLAIM_SETTLES
    await sleep(CLAIM_SETTLES)
    return (await this.holder(key)) === owner && isInTime
  }

  async holder(key: string): Promise<unknown> {
    return (await this.#store.getItem(key)) ?? null
  }

  async release(key: string, owner: string): Promise<void> {
    if ((await this.holder(key)) === owner) await this.#store.removeItem(key)
  }
}
