import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import {
  DEFAULT_SESSION_CACHE_MAX_BYTES,
  DEFAULT_SESSION_CACHE_MAX_ENTRIES,
  SessionCache,
} from '../../../../src/runtime/session/cache/session-cache.ts'
import type { SessionWithClaims } from '../../../../src/runtime/session/cache/session-with-claims.ts'
import { user } from '../support/user.ts'

const NOW = new Date('2026-03-01T12:00:00.000Z').getTime()
/** When the access token ends. */
const END = NOW + 60_000
const SIGNATURE = 'signature'.padEnd(43, '_')
const session: SessionWithClaims = {
  session: { accessToken: 'access', refreshToken: 'refresh', user },
  claims: { sid: 'session_1', exp: END / 1000 },
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})

afterEach(() => {
  vi.useRealTimers()
})

test('it remembers a session by the whole value of its cookie', () => {
  const cache = new SessionCache()
  cache.set('seal', session, 1, END)

  expect(['seal', 'seal~', 'sea', ''].map((sealed) => cache.get(sealed, 1))).toEqual([
    session,
    undefined,
    undefined,
    undefined,
  ])
})

test.each([
  ['another seal with the same signature', `other*${SIGNATURE}`],
  ['the signature alone', SIGNATURE],
  ['a longer text with the seal at its end', `Fe26.2*seal*${SIGNATURE}`],
])('%s is not it, and leaves it where it is', (_name, sealed) => {
  const cache = new SessionCache()
  cache.set(`seal*${SIGNATURE}`, session, 1, END)

  expect([cache.get(sealed, 1), cache.get(`seal*${SIGNATURE}`, 1)]).toEqual([undefined, session])
})

test('of two with the same end, as an encryption of the app may make them, it knows the later one', () => {
  const cache = new SessionCache()
  const later = structuredClone(session)
  cache.set(`one${SIGNATURE}`, session, 1, END)
  cache.set(`two${SIGNATURE}`, later, 1, END)

  expect([cache.get(`one${SIGNATURE}`, 1), cache.get(`two${SIGNATURE}`, 1)]).toEqual([undefined, later])
})

test('a session that has ended is not remembered', () => {
  const cache = new SessionCache()
  cache.set('seal', session, 1, NOW)

  expect(cache.size).toBe(0)
})

test('until the access token ends', () => {
  const cache = new SessionCache()
  cache.set('seal', session, 1, END)

  vi.setSystemTime(END - 1)
  expect(cache.get('seal', 1)).toBe(session)
  vi.setSystemTime(END)
  expect(cache.get('seal', 1)).toBeUndefined()
})

describe('when the keys change', () => {
  test('everything is forgotten, and is not back when the version is', () => {
    const cache = new SessionCache()
    cache.set('seal', session, 1, END)

    expect(cache.get('seal', 2)).toBeUndefined()
    expect([cache.get('seal', 1), cache.size, cache.bytes]).toEqual([undefined, 0, 0])
  })

  test('what was verified with the old ones comes too late', () => {
    const cache = new SessionCache()
    cache.get('seal', 2)
    cache.set('seal', session, 1, END)

    expect(cache.size).toBe(0)
  })

  test('what comes with the new ones is kept, without the rest', () => {
    const cache = new SessionCache()
    cache.set('old', session, 1, END)
    cache.set('new', session, 2, END)

    expect([cache.get('old', 2), cache.get('new', 2)]).toEqual([undefined, session])
  })
})

describe('the bound', () => {
  test('is 24 MiB and 10,000 sessions by default', () => {
    expect([DEFAULT_SESSION_CACHE_MAX_BYTES, DEFAULT_SESSION_CACHE_MAX_ENTRIES]).toEqual([25_165_824, 10_000])
  })

  test('by default in entries', () => {
    const cache = new SessionCache()
    for (let index = 0; index <= DEFAULT_SESSION_CACHE_MAX_ENTRIES; index++)
      cache.set(`${index}`, session, 1, END)

    expect([cache.size, cache.get('0', 1), cache.get('1', 1)]).toEqual([10_000, undefined, session])
  })

  test('by default in bytes', () => {
    const cache = new SessionCache()
    const large = { ...session, claims: { ...session.claims, own: 'x'.repeat(1024 * 1024) } }
    for (let index = 0; index < 24; index++) cache.set(`${index}`, large, 1, END)

    expect(cache.size).toBe(23)
    expect(cache.bytes).toBeLessThanOrEqual(DEFAULT_SESSION_CACHE_MAX_BYTES)
  })

  test.each([{ maxEntries: 0 }, { maxBytes: 0 }])('of %j switches it off', (limits) => {
    const cache = new SessionCache(limits)
    cache.set('seal', session, 1, END)

    expect(cache.get('seal', 1)).toBeUndefined()
  })
})
