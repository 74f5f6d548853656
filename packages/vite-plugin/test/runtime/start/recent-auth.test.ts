import { expect, test } from 'vitest'

import { judgeRecentAuth } from '../../../src/runtime/start/recent-auth.ts'

const NOW = 1_000_000

test.each([
  ['a minute ago', NOW - 60, 300, false],
  ['exactly at the limit', NOW - 300, 300, false],
  ['a second over', NOW - 301, 300, true],
  ['in the future, by a clock that is ahead', NOW + 30, 300, false],
  ['just now, with a limit of 0', NOW, 0, false],
  ['against a limit that is no number', NOW - 60, Number.NaN, true],
])('%s', (_, authTime, maxAge, isStale) => {
  expect(judgeRecentAuth(authTime, maxAge, NOW)).toEqual({
    authenticatedAt: new Date(authTime * 1000),
    isStale,
  })
})

test.each([undefined, null, '1000000', Number.NaN, Number.POSITIVE_INFINITY, {}])(
  '%j is stale',
  (authTime) => {
    expect(judgeRecentAuth(authTime, 300, NOW)).toEqual({ authenticatedAt: null, isStale: true })
  },
)
