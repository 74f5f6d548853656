import { createLocalJWKSet, errors } from 'jose'
import type { JWTVerifyGetKey } from 'jose'

import type { FetchLike } from '../dependencies.ts'
import { canShareWork } from '../share-work.ts'
import { KeySetUnavailable } from './key-set-unavailable.ts'

/** How long a fetched key set is used before it is fetched again, in milliseconds. */
export const KEY_SET_MAX_AGE = 600_000

/** How long after a fetch an unknown key id doesn't cause another one, in milliseconds. */
export const KEY_SET_COOLDOWN = 30_000

/** How long after a failed fetch no other is tried, in milliseconds. */
export const KEY_SET_RETRY_DELAY = 10_000

/** How long a fetch may take, in milliseconds. */
export const KEY_SET_TIMEOUT = 3000

const sources = new WeakMap<FetchLike, Map<string, KeySource>>()

/** The key source of an address: one for each address and `fetch` in the process, so keys are imported once. */
export function getKeySource(url: string, fetch: FetchLike): KeySource {
  const known = sources.get(fetch) ?? new Map<string, KeySource>()
  sources.set(fetch, known)
  const source = known.get(url) ?? new KeySource(url, fetch)
  known.set(url, source)
  return source
}

/**
 * Finds the key of a token in a remote key set. When the set can't be fetched, keys fetched before stay in use;
 * without any, {@link KeySetUnavailable} says that nothing is known about the token.
 */
export class KeySource {
  readonly #url: string
  readonly #fetch: FetchLike
  #keys: { text: string; find: JWTVerifyGetKey } | undefined
  #version = 0
  /** When the set was last fetched, and when a fetch last failed; milliseconds since the epoch. */
  #fetchedAt = -Infinity
  #failedAt = -Infinity
  #fetching: Promise<JWTVerifyGetKey> | undefined

  constructor(url: string, fetch: FetchLike) {
    this.#url = url
    this.#fetch = fetch
  }

  /** Counts the key sets that have been in use. */
  get version(): number {
    return this.#version
  }

  /** Whether the set is to be fetched before it is used. */
  get isOld(): boolean {
    return Date.now() >= this.#fetchedAt + KEY_SET_MAX_AGE
  }

  /** Fetches the set when it is old. Never rejects: when that fails, keys fetched before stay in use. */
  async refreshIfOld(): Promise<void> {
    if (this.isOld) await this.#reload().catch(() => undefined)
  }

  /** For `jwtVerify`. */
  readonly getKey: JWTVerifyGetKey = (header, token) => this.#find(header, token, KEY_SET_COOLDOWN)

  /**
   * The same, for a token that WorkOS has just made: a key that isn't known then is a new one, however lately the set was
   * fetched.
   */
  readonly getKeyOfNewToken: JWTVerifyGetKey = (header, token) => this.#find(header, token, 0)

  async #find(
    header: Parameters<JWTVerifyGetKey>[0],
    token: Parameters<JWTVerifyGetKey>[1],
    cooldown: number,
  ): Promise<Awaited<ReturnType<JWTVerifyGetKey>>> {
    const find = await this.#current()
    try {
      return await find(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw this.#unlessAboutTheToken(error)
      if (Date.now() < this.#fetchedAt + cooldown) throw error
    }
    const findInNewer = await this.#reload()
    try {
      return await findInNewer(header, token)
    } catch (error) {
      throw this.#unlessAboutTheToken(error)
    }
  }

  async #current(): Promise<JWTVerifyGetKey> {
    if (this.#keys === undefined) return this.#reload()
    await this.refreshIfOld()
    return this.#keys.find
  }

  /** Those who ask while a fetch is under way share it. */
  #reload(): Promise<JWTVerifyGetKey> {
    if (this.#fetching && canShareWork()) return this.#fetching
    const started = this.#fetchKeys().finally(() => {
      if (this.#fetching === started) this.#fetching = undefined
    })
    this.#fetching = started
    return started
  }

  async #fetchKeys(): Promise<JWTVerifyGetKey> {
    if (Date.now() < this.#failedAt + KEY_SET_RETRY_DELAY) throw new KeySetUnavailable(this.#url)
    try {
      const text = await this.#fetchText()
      // The same keys stay imported, and what was verified with them stays verified.
      if (this.#keys?.text !== text) {
        this.#keys = { text, find: createLocalJWKSet(JSON.parse(text)) }
        this.#version += 1
      }
      this.#fetchedAt = Date.now()
      return this.#keys.find
    } catch (error) {
      this.#failedAt = Date.now()
      throw new KeySetUnavailable(this.#url, error)
    }
  }

  async #fetchText(): Promise<string> {
    const response = await this.#fetch(this.#url, {
      method: 'GET',
      headers: { accept: 'application/json, application/jwk-set+json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(KEY_SET_TIMEOUT),
    })
    if (response.status !== 200) throw new Error(`The answer has status ${response.status}, not 200.`)
    return response.text()
  }

  /** A key set that can't be used says nothing about a token, like one that can't be fetched. */
  #unlessAboutTheToken(error: unknown): unknown {
    const isAboutTheToken =
      error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys
    return isAboutTheToken ? error : new KeySetUnavailable(this.#url, error)
  }
}
