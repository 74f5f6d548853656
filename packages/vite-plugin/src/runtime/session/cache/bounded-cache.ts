/** How much a {@link BoundedCache} holds at most. */
export interface CacheLimits {
  /** 0 holds nothing. */
  maxEntries: number
  /** 0 holds nothing. */
  maxBytes: number
}

/** What a {@link BoundedCache} must know about an entry besides its key and value. */
export interface EntryFacts {
  /** How much of the bound it takes. */
  bytes: number
  /** Milliseconds since the epoch; from then on the entry is gone. */
  expiresAt: number
}

interface Entry<V> extends EntryFacts {
  readonly key: string
  value: V
  /** The entry that was used next before this one, and the one used next after it. */
  older: Entry<V> | undefined
  newer: Entry<V> | undefined
}

/**
 * A map with a bound, of which the least recently used entries make room, and in which entries expire.
 *
 * `get`, `set` and `delete` take constant time, however full it is: entries form a list in the order of their last use. No
 * timer runs. An expired entry goes when it is asked for, when it makes room, or when another entry is added while it
 * is the least recently used one.
 */
export class BoundedCache<V> {
  readonly #limits: CacheLimits
  readonly #entries = new Map<string, Entry<V>>()
  #oldest: Entry<V> | undefined
  #newest: Entry<V> | undefined
  #bytes = 0

  constructor(limits: CacheLimits) {
    this.#limits = limits
  }

  get size(): number {
    return this.#entries.size
  }

  /** Sum of what the entries said they take. */
  get bytes(): number {
    return this.#bytes
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    if (entry.expiresAt <= Date.now()) {
      this.#remove(entry)
      return undefined
    }
    if (entry !== this.#newest) {
      this.#unlink(entry)
      this.#append(entry)
    }
    return entry.value
  }

  /** Adds or replaces an entry. One that has expired, or is larger than the bound, isn't kept. */
  set(key: string, value: V, { bytes, expiresAt }: EntryFacts): void {
    this.delete(key)
    const now = Date.now()
    if (expiresAt <= now || bytes > this.#limits.maxBytes || this.#limits.maxEntries < 1) return
    const entry: Entry<V> = { key, value, bytes, expiresAt, older: undefined, newer: undefined }
    this.#entries.set(key, entry)
    this.#append(entry)
    this.#bytes += bytes
    while (this.#oldest && (this.#isOverfull() || this.#oldest.expiresAt <= now)) this.#remove(this.#oldest)
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (entry) this.#remove(entry)
  }

  clear(): void {
    this.#entries.clear()
    this.#oldest = undefined
    this.#newest = undefined
    this.#bytes = 0
  }

  /** Removes the entries whose value is of that kind. Looks at every one. */
  deleteWhere(isMeant: (value: V) => boolean): void {
    for (const entry of this.#entries.values()) {
      if (isMeant(entry.value)) this.#remove(entry)
    }
  }

  #isOverfull(): boolean {
    return this.#entries.size > this.#limits.maxEntries || this.#bytes > this.#limits.maxBytes
  }

  #remove(entry: Entry<V>): void {
    this.#entries.delete(entry.key)
    this.#unlink(entry)
    this.#bytes -= entry.bytes
  }

  #append(entry: Entry<V>): void {
    entry.older = this.#newest
    entry.newer = undefined
    if (this.#newest) this.#newest.newer = entry
    else this.#oldest = entry
    this.#newest = entry
  }

  #unlink({ older, newer }: Entry<V>): void {
    if (older) older.newer = newer
    else this.#oldest = newer
    if (newer) newer.older = older
    else this.#newest = older
  }
}
