import { describe, expect, test } from 'vitest'

import { BoundedMap } from '../../../src/emulator/store/bounded-map.ts'

describe('a bounded map', () => {
  test('holds what it is given, up to its capacity', () => {
    const map = new BoundedMap<string, number>(2)
    map.set('a', 1)
    map.set('b', 2)
    expect([map.size, map.get('a'), map.get('b')]).toStrictEqual([2, 1, 2])
  })

  test('drops the entry that was added first', () => {
    const map = new BoundedMap<string, number>(2)
    map.set('a', 1)
    map.set('b', 2)
    map.set('c', 3)
    expect([map.size, map.get('a'), map.get('b'), map.get('c')]).toStrictEqual([2, undefined, 2, 3])
  })

  test('replaces without dropping another', () => {
    const map = new BoundedMap<string, number>(2)
    map.set('a', 1)
    map.set('b', 2)
    map.set('a', 3)
    expect([map.size, map.get('a'), map.get('b')]).toStrictEqual([2, 3, 2])
  })

  test('stays bounded, however much it is given', () => {
    const map = new BoundedMap<number, number>(100)
    for (let index = 0; index < 10_000; index += 1) map.set(index, index)
    expect([map.size, map.get(9_899), map.get(9_900)]).toStrictEqual([100, undefined, 9_900])
  })

  test('goes on dropping the oldest after one was taken out, and after all were', () => {
    const map = new BoundedMap<string, number>(3)
    for (const [value, key] of ['a', 'b', 'c', 'd'].entries()) map.set(key, value)
    map.delete('c')
    for (const [value, key] of ['e', 'f', 'c'].entries()) map.set(key, value)
    expect([...map.entries()]).toStrictEqual([
      ['e', 0],
      ['f', 1],
      ['c', 2],
    ])
    map.clear()
    for (const [value, key] of ['g', 'h', 'i', 'j'].entries()) map.set(key, value)
    expect([...map.entries()]).toStrictEqual([
      ['h', 1],
      ['i', 2],
      ['j', 3],
    ])
  })

  test('holds the newest, whatever is added, replaced and taken out in between', () => {
    const map = new BoundedMap<number, number>(10)
    let expected: number[] = []
    for (let step = 0; step < 2_000; step += 1) {
      const key = (step * 7) % 40
      if (step % 5 === 0) {
        map.delete(key)
        expected = expected.filter((known) => known !== key)
      } else {
        map.set(key, step)
        if (!expected.includes(key)) expected = [...expected, key].slice(-10)
      }
    }
    expect([...map.entries()].map(([key]) => key)).toStrictEqual(expected)
  })

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses a capacity of %s', (capacity) => {
    expect(() => new BoundedMap(capacity)).toThrow(
      `"capacity" must be an integer of at least 1, not ${capacity}.`,
    )
  })
})
