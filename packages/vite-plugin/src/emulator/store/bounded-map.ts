/** A `Map` with a fixed capacity: when it is full, the entry that was added first makes room. */
export class BoundedMap<K, V> {
  readonly capacity: number
  readonly #entries = new Map<K, V>()
  /** Stands behind what was dropped last: from the start, each drop would step over the gaps of all before it. */
  #oldest: MapIterator<K> | undefined

  /** @param capacity most entries it holds, at least 1 */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new TypeError(`"capacity" must be an integer of at least 1, not ${capacity}.`)
    }
    this.capacity = capacity
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: K): V | undefined {
    return this.#entries.get(key)
  }

  /** Adds or replaces an entry; a replaced entry keeps its age. */
  set(key: K, value: V): void {
    if (!this.#entries.has(key) && this.#entries.size >= this.capacity) this.#dropOldest()
    this.#entries.set(key, value)
  }

  delete(key: K): boolean {
    // An iterator that nothing moves on keeps all the room that the map has had since: it moves on when the map is full.
    this.#oldest = undefined
    return this.#entries.delete(key)
  }

  clear(): void {
    this.#oldest = undefined
    this.#entries.clear()
  }

  /** Oldest first. */
  entries(): IterableIterator<[K, V]> {
    return this.#entries.entries()
  }

  /** Oldest first. */
  values(): IterableIterator<V> {
    return this.#entries.values()
  }

  #dropOldest(): void {
    this.#oldest ??= this.#entries.keys()
    const { done, value } = this.#oldest.next()
    if (done !== true) this.#entries.delete(value)
  }
}
