import { expect, test } from 'vitest'

import {
  DEFAULT_SESSION_CACHE_MAX_ENTRIES,
  SessionCache,
} from '../../../../src/runtime/session/cache/session-cache.ts'
import type { SessionWithClaims } from '../../../../src/runtime/session/cache/session-with-claims.ts'
import { usedHeap } from '../support/used-heap.ts'
import { user } from '../support/user.ts'

/** Milliseconds since the epoch, in the year 2100. */
const END = 4_102_444_800_000

test.each([
  ['ordinary sessions', 1900, 0],
  // WorkOS keeps at most 10.
  ['sessions with metadata of names that nobody else has', 2500, 10],
  ['very small sessions', 60, 0],
])(
  'the memory of verified sessions counts no less than what %s take when it is full',
  (_name, sealLength, metadata) => {
    const fill = (cache: SessionCache, count: number): void => {
      for (let index = 0; index < count; index++) {
        cache.set(`${index}`.padStart(sealLength, '*'), sessionOf(index, metadata), 1, END)
      }
    }
    // The first one loads what is loaded once.
    fill(new SessionCache(), 100)
    const cache = new SessionCache()
    const empty = usedHeap()
    // Some have to go again.
    fill(cache, 1.2 * DEFAULT_SESSION_CACHE_MAX_ENTRIES)
    const real = usedHeap() - empty

    expect(cache.bytes).toBeGreaterThanOrEqual(real)
    expect(cache.bytes).toBeLessThan(2 * real)
  },
)

/** A session like no other, as it comes out of a seal: nothing in it is shared. */
function sessionOf(index: number, metadata: number): SessionWithClaims {
  const own = Array.from({ length: metadata }, (_, key) => [`${index} ${key}`, `${index}`.padEnd(20, 'x')])
  return JSON.parse(
    JSON.stringify({
      session: {
        accessToken: `${index}`.padEnd(700, 'x'),
        refreshToken: `${index}`.padEnd(25, 'x'),
        user: { ...user, id: `user_${index}`, metadata: Object.fromEntries(own) },
      },
      claims: { sid: 'session_1', exp: END / 1000, jti: `${index}`, roles: ['admin'], permissions: [] },
    }),
  )
}
