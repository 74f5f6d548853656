import { describe, expect, test } from 'vitest'

import { copyJson } from '../../../../src/runtime/session/cache/copy-json.ts'
import { sizeInMemory } from '../../../../src/runtime/session/cache/size-in-memory.ts'
import { usedHeap } from '../support/used-heap.ts'
import { user } from '../support/user.ts'

/** How many of a kind are made to weigh one. */
const COUNT = 2000

let made = 0

/** Text that no other has, so that no engine can keep it only once. */
function unlike(length: number, alphabet = 'x'): string {
  made += 1
  return `${made}`.padEnd(length, alphabet)
}

function session(): Record<string, unknown> {
  return {
    accessToken: unlike(700),
    refreshToken: unlike(25),
    user: { ...user, id: unlike(31), email: unlike(21), name: unlike(15), metadata: {} },
    claims: {
      sid: unlike(34),
      jti: unlike(26),
      org_id: unlike(30),
      roles: ['admin'],
      permissions: ['users:read', 'users:write'],
      feature_flags: [],
      exp: 1_772_366_400,
    },
  }
}

function metadata(count: number, key: (index: number) => string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [key(index), unlike(20)]))
}

describe('is what V8 takes, or more', () => {
  test.each<[string, () => unknown]>([
    ['a session', session],
    ['a session of somebody with a name beyond Latin-1', () => ({ ...session(), name: unlike(40, 'Ł') })],
    ['a session with metadata', () => ({ ...session(), metadata: metadata(10, (index) => `key ${index}`) })],
    // WorkOS keeps at most 10. Each name is one more shape of an object for V8 to know.
    [
      'a session with metadata of its own names',
      () => ({ ...session(), metadata: metadata(10, () => unlike(8)) }),
    ],
    [
      'a session with a hundred permissions',
      () => ({ ...session(), permissions: Array.from({ length: 100 }, () => unlike(12)) }),
    ],
    ['long text', () => unlike(2000)],
    ['long text beyond Latin-1', () => unlike(2000, '漢')],
    ['fractions', () => Array.from({ length: 50 }, () => ({ share: Math.random() }))],
    ['empty objects and arrays', () => Array.from({ length: 50 }, () => [{}, []])],
    ['deep data', () => [[[[[{ a: { b: { c: [[unlike(12)]] } } }]]]]]],
  ])('%s', (_name, make) => {
    const all: unknown[] = Array.from({ length: COUNT })
    const before = usedHeap()
    for (let index = 0; index < COUNT; index++) all[index] = copyJson(JSON.parse(JSON.stringify(make())))
    const real = (usedHeap() - before) / COUNT
    const counted = all.reduce((sum: number, data) => sum + sizeInMemory(data), 0) / COUNT

    expect(real).toBeGreaterThan(0)
    expect(counted).toBeGreaterThanOrEqual(real)
    expect(counted).toBeLessThanOrEqual(3 * real)
  })
})
