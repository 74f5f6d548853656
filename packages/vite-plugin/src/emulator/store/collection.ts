import { BoundedMap } from './bounded-map.ts'

/** The records of a collection as JSON. */
export interface CollectionSnapshot<T> {
  readonly seeded: readonly T[]
  readonly added: readonly T[]
}

/** Records by id. Those of the seed stay; of those that were made since, the oldest makes room when there are too many. */
export class Collection<T extends { readonly id: string }> {
  readonly #seeded = new Map<string, T>()
  readonly #added: BoundedMap<string, T>

  /** @param capacity most records besides those of the seed */
  constructor(capacity: number) {
    this.#added = new BoundedMap(capacity)
  }

  get size(): number {
    return this.#seeded.size + this.#added.size
  }

  get(id: string): T | undefined {
    return this.#seeded.get(id) ?? this.#added.get(id)
  }

  /** Puts these in the place of what was seeded before; they stay until they are deleted. */
  reseed(records: Iterable<T>): void {
    this.#seeded.clear()
    for (const record of records) {
      this.#added.delete(record.id)
      this.#seeded.set(record.id, record)
    }
  }

  /** Adds a record, or puts it in the place of the one with its id. */
  add(record: T): void {
    if (this.#seeded.has(record.id)) this.#seeded.set(record.id, record)
    else this.#added.set(record.id, record)
  }

  delete(id: string): boolean {
    return this.#seeded.delete(id) || this.#added.delete(id)
  }

  clear(): void {
    this.#seeded.clear()
    this.#added.clear()
  }

  isSeeded(id: string): boolean {
    return this.#seeded.has(id)
  }

  /** Those of the seed in its order, then the others, oldest first. */
  *[Symbol.iterator](): IterableIterator<T> {
    yield* this.#seeded.values()
    yield* this.#added.values()
  }

  all(): T[] {
    return [...this]
  }

  find(isWanted: (record: T) => boolean): T | undefined {
    for (const record of this) if (isWanted(record)) return record
    return undefined
  }

  filter(isWanted: (record: T) => boolean): T[] {
    return this.all().filter(isWanted)
  }

  snapshot(): CollectionSnapshot<T> {
    return { seeded: [...this.#seeded.values()], added: [...this.#added.values()] }
  }

  /**
   * Goes on from a snapshot.
   *
   * @param isSameSeed whether what was seeded counts; else what is seeded now stays
   */
  restore({ seeded, added }: CollectionSnapshot<T>, isSameSeed: boolean): void {
    if (isSameSeed) this.reseed(seeded)
    for (const record of added) if (!this.#seeded.has(record.id)) this.#added.set(record.id, record)
  }
}
