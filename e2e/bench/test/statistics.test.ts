import { describe, expect, test } from 'vitest'
import { fastestQuarter, medianRatio, quantile, summarize } from '../statistics.ts'

describe('summarize', () => {
  test.each([
    ['one value', [3], { median: 3, spread: [3, 3] }],
    ['an odd number of values, in any order', [5, 1, 4, 2, 3], { median: 3, spread: [2, 4] }],
    ['an even number of values, between two ranks', [4, 1, 3, 2], { median: 2.5, spread: [1.75, 3.25] }],
    ['values of which one is far off', [10, 11, 12, 13, 9000], { median: 12, spread: [11, 13] }],
  ])('%s', (_name, values, sample) => {
    expect(summarize(values)).toEqual(sample)
  })

  test('leaves the order of the values alone', () => {
    const values = [3, 1, 2]
    summarize(values)

    expect(values).toEqual([3, 1, 2])
  })

  test('of nothing is an error', () => {
    expect(() => summarize([])).toThrow(RangeError)
  })
})

test.each([
  [0, 1],
  [0.5, 3],
  [0.95, 4.8],
  [1, 5],
])('a fraction of %d of the values does not exceed %d', (fraction, expected) => {
  expect(quantile([1, 2, 3, 4, 5], fraction)).toBeCloseTo(expected)
})

describe('the median ratio', () => {
  test('is one of values that were measured one after the other', () => {
    expect(medianRatio([10, 20, 30], [5, 2, 6])).toBe(5)
  })

  test('has nothing of what slowed both down', () => {
    // In the third round the machine was busy.
    expect(medianRatio([20, 22, 200, 21, 19], [10, 11, 100, 10.5, 9.5])).toBe(2)
  })

  test('of a value without a partner is no number', () => {
    expect(medianRatio([1], [])).toBe(Number.NaN)
  })
})

describe('the fastest quarter', () => {
  test.each([
    [
      [8, 1, 7, 2, 6, 3, 5, 4],
      [1, 2],
    ],
    [
      [5, 1, 4, 2, 3],
      [1, 2],
    ],
    [[7], [7]],
  ])('of %j is %j', (times, fastest) => {
    expect(fastestQuarter(times)).toEqual(fastest)
  })
})
