import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { BoundedCache } from '../../../../src/runtime/session/cache/bounded-cache.ts'
import type { CacheLimits } from '../../../../src/runtime/session/cache/bounded-cache.ts'

const NOW = new Date('2026-03-01T12:00:00.000Z').getTime()
const LATER = NOW + 1000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})

afterEach(() => {
  vi.useRealTimers()
})

function filled(limits: { maxEntries?: number; maxBytes?: number }, ...keys: string[]): BoundedCache<string> {
  const cache = new BoundedCache<string>({ maxEntries: Infinity, maxBytes: Infinity, ...limits })
  for (const key of keys) cache.set(key, `value of ${key}`, { bytes: 10, expiresAt: LATER })
  return cache
}

function keysOf(cache: BoundedCache<string>): string[] {
  return ['a', 'b', 'c', 'd'].filter((key) => cache.get(key) !== undefined)
}

describe('the bound', () => {
  test('in entries: the least recently used one makes room', () => {
    const cache = filled({ maxEntries: 2 }, 'a', 'b', 'c')

    expect(keysOf(cache)).toEqual(['b', 'c'])
  })

  test('in bytes: as many as need be make room', () => {
    const cache = filled({ maxBytes: 30 }, 'a', 'b', 'c')
    cache.set('d', 'large', { bytes: 15, expiresAt: LATER })

    expect(keysOf(cache)).toEqual(['c', 'd'])
    expect(cache.bytes).toBe(25)
  })

  test('an entry that was asked for was used', () => {
    const cache = filled({ maxEntries: 2 }, 'a', 'b')
    cache.get('a')
    cache.set('c', 'new', { bytes: 10, expiresAt: LATER })

    expect(keysOf(cache)).toEqual(['a', 'c'])
  })

  test('an entry that is larger than the bound drives nothing out', () => {
    const cache = filled({ maxBytes: 30 }, 'a', 'b')
    cache.set('c', 'huge', { bytes: 31, expiresAt: LATER })

    expect(keysOf(cache)).toEqual(['a', 'b'])
  })

  test.each([{ maxEntries: 0 }, { maxBytes: 0 }])('%j holds nothing', (limits) => {
    const cache = filled(limits, 'a')

    expect([cache.size, cache.bytes, cache.get('a')]).toEqual([0, 0, undefined])
  })
})

describe('replacing and removing', () => {
  test('an entry of the same key takes the place of the other, bytes included', () => {
    const cache = filled({}, 'a', 'b')
    cache.set('a', 'second', { bytes: 3, expiresAt: LATER })

    expect([cache.get('a'), cache.size, cache.bytes]).toEqual(['second', 2, 13])
  })

  test('one that can not be kept takes the other away all the same', () => {
    const cache = filled({ maxBytes: 30 }, 'a')
    cache.set('a', 'huge', { bytes: 31, expiresAt: LATER })

    expect([cache.get('a'), cache.size, cache.bytes]).toEqual([undefined, 0, 0])
  })

  test('delete takes one, and does nothing for a stranger', () => {
    const cache = filled({}, 'a', 'b', 'c')
    cache.delete('b')
    cache.delete('x')

    expect([keysOf(cache), cache.size, cache.bytes]).toEqual([['a', 'c'], 2, 20])
  })

  test.each(['a', 'b'])('those that stay keep their turn: without %s', (gone) => {
    const cache = filled({ maxEntries: 2 }, 'a', 'b')
    cache.delete(gone)
    for (const key of ['c', 'd']) cache.set(key, key, { bytes: 10, expiresAt: LATER })

    expect(keysOf(cache)).toEqual(['c', 'd'])
  })

  test('deleteWhere takes those that are meant', () => {
    const cache = filled({}, 'a', 'b', 'c')
    cache.deleteWhere((value) => value !== 'value of b')

    expect([keysOf(cache), cache.size, cache.bytes]).toEqual([['b'], 1, 10])
  })

  test('clear takes all, and leaves a cache that works', () => {
    const cache = filled({ maxEntries: 2 }, 'a', 'b')
    cache.clear()
    expect([cache.size, cache.bytes, keysOf(cache)]).toEqual([0, 0, []])

    for (const key of ['b', 'c', 'd']) cache.set(key, key, { bytes: 1, expiresAt: LATER })
    expect(keysOf(cache)).toEqual(['c', 'd'])
  })
})

describe('the end of an entry', () => {
  test('it is there until then, and from then on gone', () => {
    const cache = filled({}, 'a')

    vi.setSystemTime(LATER - 1)
    expect(cache.get('a')).toBe('value of a')
    vi.setSystemTime(LATER)
    expect([cache.get('a'), cache.size, cache.bytes]).toEqual([undefined, 0, 0])
  })

  test.each([NOW, NOW - 1, Number.NEGATIVE_INFINITY])(
    'one that has ended already is not kept: %d',
    (expiresAt) => {
      const cache = filled({})
      cache.set('a', 'late', { bytes: 1, expiresAt })

      expect(cache.size).toBe(0)
    },
  )

  test('those at the end of the line go when another one comes, though there is room', () => {
    const cache = filled({}, 'a', 'b')
    vi.setSystemTime(LATER)
    cache.set('c', 'new', { bytes: 1, expiresAt: LATER + 1 })

    expect([cache.size, cache.bytes]).toEqual([1, 1])
  })
})

/** The same, as plainly as can be: a list in the order of use. */
class PlainList implements Pick<BoundedCache<number>, 'get' | 'set' | 'delete' | 'size' | 'bytes'> {
  #entries: { key: string; value: number; bytes: number; expiresAt: number }[] = []
  readonly #limits: CacheLimits

  constructor(limits: CacheLimits) {
    this.#limits = limits
  }

  get size(): number {
    return this.#entries.length
  }

  get bytes(): number {
    return this.#entries.reduce((sum, entry) => sum + entry.bytes, 0)
  }

  get(key: string): number | undefined {
    const entry = this.#entries.find((entry) => entry.key === key)
    this.delete(key)
    if (!entry || entry.expiresAt <= Date.now()) return undefined
    this.#entries.push(entry)
    return entry.value
  }

  set(key: string, value: number, facts: { bytes: number; expiresAt: number }): void {
    this.delete(key)
    const { maxBytes, maxEntries } = this.#limits
    if (facts.expiresAt <= Date.now() || facts.bytes > maxBytes || maxEntries < 1) return
    this.#entries.push({ key, value, ...facts })
    while (this.size > maxEntries || this.bytes > maxBytes || this.#hasExpiredFirst()) this.#entries.shift()
  }

  delete(key: string): void {
    this.#entries = this.#entries.filter((entry) => entry.key !== key)
  }

  #hasExpiredFirst(): boolean {
    return (this.#entries[0]?.expiresAt ?? Infinity) <= Date.now()
  }
}

type Operation =
  | { get: string }
  | { delete: string }
  | { set: string; bytes: number; lifetime: number }
  | { wait: number }

/** What can be seen of a cache after each operation. */
function use(
  cache: Pick<BoundedCache<number>, 'get' | 'set' | 'delete' | 'size' | 'bytes'>,
  operations: readonly Operation[],
): unknown[] {
  vi.setSystemTime(NOW)
  return operations.map((operation, index) => {
    let found: number | undefined
    if ('wait' in operation) vi.setSystemTime(Date.now() + operation.wait)
    else if ('get' in operation) found = cache.get(operation.get)
    else if ('delete' in operation) cache.delete(operation.delete)
    else {
      const { set, bytes, lifetime } = operation
      cache.set(set, index, { bytes, expiresAt: Date.now() + lifetime })
    }
    return [found, cache.size, cache.bytes]
  })
}

test('whatever is done to it, it is what a plain list would be', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
  const operation = fc.oneof(
    fc.record({ get: key }),
    fc.record({ set: key, bytes: fc.nat(12), lifetime: fc.integer({ min: -1, max: 20 }) }),
    fc.record({ delete: key }),
    fc.record({ wait: fc.nat(10) }),
  )
  const limits = fc.record({ maxEntries: fc.nat(5), maxBytes: fc.nat(30) })

  fc.assert(
    fc.property(limits, fc.array(operation, { maxLength: 60 }), (limits, operations) => {
      expect(use(new BoundedCache(limits), operations)).toEqual(use(new PlainList(limits), operations))
    }),
    { numRuns: 1000 },
  )
})
