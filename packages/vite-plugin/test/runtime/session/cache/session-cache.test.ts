import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { PackedSession } from '../../../../src/runtime/session/cache/packed-session.ts'
import {
  DEFAULT_SESSION_CACHE_MAX_BYTES,
  DEFAULT_SESSION_CACHE_MAX_ENTRIES,
  SESSION_CACHE_ENTRY_OVERHEAD,
  SessionCache,
} from '../../../../src/runtime/session/cache/session-cache.ts'

const NOW = new Date('2026-03-01T12:00:00.000Z').getTime()
const session: PackedSession = {
  accessToken: 'access',
  refreshToken: 'refresh',
  rest: '{}',
  expiresAt: NOW + 60_000,
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})

afterEach(() => {
  vi.useRealTimers()
})

test('it remembers a session by the whole value of its cookie', () => {
  const cache = new SessionCache()
  cache.set('seal', session, 1)

  expect(['seal', 'seal~', 'sea', ''].map((sealed) => cache.get(sealed, 1))).toEqual([
    session,
    undefined,
    undefined,
    undefined,
  ])
})

test('until the access token ends', () => {
  const cache = new SessionCache()
  cache.set('seal', session, 1)

  vi.setSystemTime(NOW + 59_999)
  expect(cache.get('seal', 1)).toBe(session)
  vi.setSystemTime(NOW + 60_000)
  expect(cache.get('seal', 1)).toBeUndefined()
})

describe('when the keys change', () => {
  test('everything is forgotten, and is not back when the version is', () => {
    const cache = new SessionCache()
    cache.set('seal', session, 1)

    expect(cache.get('seal', 2)).toBeUndefined()
    expect([cache.get('seal', 1), cache.size, cache.bytes]).toEqual([undefined, 0, 0])
  })

  test('what was verified with the old ones comes too late', () => {
    const cache = new SessionCache()
    cache.get('seal', 2)
    cache.set('seal', session, 1)

    expect(cache.size).toBe(0)
  })

  test('what comes with the new ones is kept, without the rest', () => {
    const cache = new SessionCache()
    cache.set('old', session, 1)
    cache.set('new', session, 2)

    expect([cache.get('old', 2), cache.get('new', 2)]).toEqual([undefined, session])
  })
})

describe('the bound', () => {
  test('is 16 MiB and 10,000 sessions by default', () => {
    expect([DEFAULT_SESSION_CACHE_MAX_BYTES, DEFAULT_SESSION_CACHE_MAX_ENTRIES]).toEqual([16_777_216, 10_000])
  })

  test('by default in entries', () => {
    const cache = new SessionCache()
    for (let index = 0; index <= DEFAULT_SESSION_CACHE_MAX_ENTRIES; index++) cache.set(`${index}`, session, 1)

    expect([cache.size, cache.get('0', 1), cache.get('1', 1)]).toEqual([10_000, undefined, session])
  })

  test('by default in bytes', () => {
    const cache = new SessionCache()
    const large = { ...session, rest: 'x'.repeat(1024 * 1024) }
    for (let index = 0; index < 16; index++) cache.set(`${index}`, large, 1)

    expect(cache.size).toBe(15)
    expect(cache.bytes).toBeLessThanOrEqual(DEFAULT_SESSION_CACHE_MAX_BYTES)
  })

  test.each([{ maxEntries: 0 }, { maxBytes: 0 }])('of %j switches it off', (limits) => {
    const cache = new SessionCache(limits)
    cache.set('seal', session, 1)

    expect(cache.get('seal', 1)).toBeUndefined()
  })

  test.each([
    ['ordinary text', 'é"{}', 4],
    ['text that needs two bytes for each character', 'Łukasz', 12],
  ])('counts %s as engines keep it', (_name, rest, bytes) => {
    const cache = new SessionCache()
    cache.set('seal', { ...session, rest }, 1)

    expect(cache.bytes).toBe(
      SESSION_CACHE_ENTRY_OVERHEAD + 'seal'.length + 'access'.length + 'refresh'.length + bytes,
    )
  })
})
