// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import {
  EMPTY_STATE,
  MAX_DELAY,
  MIN_DELAY,
  RETRY_DELAY,
  TokenStore,
} from '../../../src/runtime/react/token-store.ts'
import { later } from './later.ts'
import { makeToken } from './token.ts'

// The calls that leave the page.
const rpc = vi.hoisted(() => ({
  getAccessTokenAction: vi.fn<() => Promise<string | undefined>>(),
  refreshAccessTokenAction: vi.fn<() => Promise<string | undefined>>(),
}))
vi.mock('../../../src/runtime/start/functions/get-access-token-action.ts', () => rpc)
vi.mock('../../../src/runtime/start/functions/refresh-access-token-action.ts', () => rpc)

const HOUR = 3600

let store: TokenStore
let unsubscribe: () => void
let listener: ReturnType<typeof vi.fn<() => void>>

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') })
  for (const call of Object.values(rpc)) call.mockReset()
  rpc.refreshAccessTokenAction.mockImplementation(async () => makeToken({ expiresIn: HOUR }))
  store = new TokenStore()
  store.setSession('alice')
  listener = vi.fn<() => void>()
  unsubscribe = store.subscribe(listener)
})

afterEach(() => {
  unsubscribe()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Puts a token into the store as the first answer of the server. */
async function hold(token: string): Promise<string> {
  rpc.getAccessTokenAction.mockResolvedValueOnce(token)
  await store.getAccessToken()
  return token
}

describe('a token on demand', () => {
  test('nothing is known at first', () => {
    expect(new TokenStore().getState()).toBe(EMPTY_STATE)
  })

  test('comes with the first answer of the server, without a refresh', async () => {
    const token = makeToken({ expiresIn: HOUR })
    rpc.getAccessTokenAction.mockResolvedValue(token)
    await expect(store.getAccessToken()).resolves.toBe(token)
    expect(store.getState()).toEqual({
      session: 'alice',
      token,
      loading: false,
      error: null,
      isSettled: true,
    })
    expect(rpc.refreshAccessTokenAction).not.toHaveBeenCalled()
  })

  test.each([
    ['one that lives', () => makeToken({ expiresIn: HOUR })],
    ['a short one outside of its smaller buffer', () => makeToken({ expiresIn: 60 })],
    ['one of 48 hours', () => makeToken({ expiresIn: 48 * HOUR })],
    ['one without an expiry', () => makeToken()],
    ['an opaque one', () => 'opaque'],
  ])('is the one in hand: %s', async (_, make) => {
    const token = await hold(make())
    await expect(store.getAccessToken()).resolves.toBe(token)
    expect(rpc.getAccessTokenAction).toHaveBeenCalledOnce()
    expect(rpc.refreshAccessTokenAction).not.toHaveBeenCalled()
  })

  test.each([
    [HOUR, 61, 0],
    [HOUR, 60, 1],
    [300, 31, 0],
    [300, 30, 1],
    [20, 11, 0],
    [20, 10, 1],
  ])('of %i s is renewed with %i s left: %i times', async (life, left, times) => {
    await hold(makeToken({ expiresIn: life }))
    // Without a component that looks, there is no timer.
    unsubscribe()
    vi.setSystemTime(Date.now() + (life - left) * 1000)
    await store.getAccessToken()
    expect(rpc.refreshAccessTokenAction).toHaveBeenCalledTimes(times)
  })

  test('is asked for once, however many ask', async () => {
    await Promise.all([store.refreshToken(), store.refreshToken(), store.getAccessToken()])
    expect(rpc.refreshAccessTokenAction).toHaveBeenCalledOnce()
    expect(rpc.getAccessTokenAction).not.toHaveBeenCalled()
  })

  test('is undefined when nobody is signed in, and that is an answer', async () => {
    rpc.getAccessTokenAction.mockResolvedValue(undefined)
    await expect(store.getAccessToken()).resolves.toBeUndefined()
    expect(store.getState()).toMatchObject({ isSettled: true, loading: false })
    expect(rpc.refreshAccessTokenAction).not.toHaveBeenCalled()
  })

  test('stays the first one when the refresh of an expiring one has no answer', async () => {
    const token = makeToken({ expiresIn: 5, issuedIn: -HOUR })
    rpc.getAccessTokenAction.mockResolvedValue(token)
    rpc.refreshAccessTokenAction.mockResolvedValue(undefined)
    await expect(store.getAccessToken()).resolves.toBe(token)
  })

  test('tabs refresh one after the other', async () => {
    const request = vi.fn<(name: string, refresh: () => Promise<unknown>) => Promise<unknown>>((_, refresh) =>
      refresh(),
    )
    vi.stubGlobal('navigator', { locks: { request } })
    await store.refreshToken()
    expect(request).toHaveBeenCalledExactlyOnceWith('authkit-refresh', expect.any(Function))
  })
})

describe('what components see', () => {
  test('a refresh that somebody asked for is loading', async () => {
    await hold(makeToken({ expiresIn: HOUR }))
    const refreshed = store.refreshToken()
    expect(store.getState().loading).toBe(true)
    await refreshed
    expect(store.getState().loading).toBe(false)
  })

  test.each([
    ['that is still good is silent', 30, false],
    ['that has expired is loading', HOUR + 1, true],
  ])('renewing a token %s', async (_, passed, loading) => {
    await hold(makeToken({ expiresIn: passed === 30 ? 60 : HOUR }))
    unsubscribe()
    vi.setSystemTime(Date.now() + passed * 1000)
    const renewed = store.getAccessToken()
    expect(store.getState().loading).toBe(loading)
    await renewed
  })

  test('every change is told, until nobody listens', async () => {
    await store.refreshToken()
    const told = listener.mock.calls.length
    expect(told).toBeGreaterThan(0)
    unsubscribe()
    await store.refreshToken()
    expect(listener).toHaveBeenCalledTimes(told)
  })

  test.each([
    ['an error', new TypeError('Failed to fetch'), new TypeError('Failed to fetch')],
    ['anything else', 'no', new Error('no')],
  ])('a failure keeps the token and is told, rejected with %s', async (_, thrown, error) => {
    const token = await hold(makeToken({ expiresIn: HOUR }))
    rpc.refreshAccessTokenAction.mockRejectedValue(thrown)
    await expect(store.refreshToken()).rejects.toEqual(error)
    expect(store.getState()).toEqual({ session: 'alice', token, loading: false, error, isSettled: true })
  })
})

describe('the timer', () => {
  test.each([
    ['an hour', HOUR, (HOUR - 60) * 1000],
    ['two minutes', 120, 90_000],
    ['a moment', 16, MIN_DELAY],
    ['two days', 48 * HOUR, (48 * HOUR - 60) * 1000],
  ])('renews a token of %s in time', async (_, life, delay) => {
    await hold(makeToken({ expiresIn: life }))
    await vi.advanceTimersByTimeAsync(delay - 1)
    expect(rpc.refreshAccessTokenAction).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(rpc.refreshAccessTokenAction).toHaveBeenCalledOnce()
  })

  test('never sleeps longer than a browser can count', async () => {
    await hold(makeToken({ expiresIn: 72 * HOUR }))
    const set = vi.spyOn(globalThis, 'setTimeout')
    await vi.advanceTimersByTimeAsync(MAX_DELAY)
    expect(set).toHaveBeenLastCalledWith(expect.any(Function), MAX_DELAY)
    set.mockRestore()
  })

  test('stops with the last listener and starts with the next one', async () => {
    await hold(makeToken({ expiresIn: 600 }))
    unsubscribe()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(vi.getTimerCount()).toBe(0)
    unsubscribe = store.subscribe(listener)
    await vi.advanceTimersByTimeAsync(480_000)
    expect(rpc.refreshAccessTokenAction).toHaveBeenCalledOnce()
  })

  test('tries again some time after a failure', async () => {
    rpc.refreshAccessTokenAction.mockRejectedValueOnce(new Error('down'))
    await expect(store.refreshToken()).rejects.toThrow('down')
    rpc.getAccessTokenAction.mockResolvedValue(makeToken({ expiresIn: HOUR }))
    await vi.advanceTimersByTimeAsync(RETRY_DELAY - 1)
    expect(rpc.getAccessTokenAction).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(store.getState()).toMatchObject({ error: null, token: expect.any(String) })
  })

  test('nothing is due for a token that never expires', async () => {
    await hold('opaque')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a clock that is wrong', () => {
  /** Tokens of an issuer whose clock is another one than this machine's. */
  const issueWith = (seconds: number, life: number) => async (): Promise<string> =>
    makeToken({ issuedIn: seconds, expiresIn: seconds + life })

  test.each([
    ['an hour ahead', -HOUR],
    ['ten minutes behind', 600],
  ])('%s costs one refresh, then tokens live as long as they do', async (_, offset) => {
    rpc.refreshAccessTokenAction.mockImplementation(issueWith(offset, 600))
    await store.refreshToken()
    await vi.advanceTimersByTimeAsync(539_000)
    expect(rpc.refreshAccessTokenAction).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(rpc.refreshAccessTokenAction).toHaveBeenCalledTimes(2)
  })

  test('tokens that come expired without saying since when are renewed ever more slowly', async () => {
    rpc.refreshAccessTokenAction.mockImplementation(async () =>
      makeToken({ expiresIn: -10, claims: { iat: undefined } }),
    )
    await store.refreshToken()
    await vi.advanceTimersByTimeAsync(60_000)
    // After 15 s and 45 s.
    expect(rpc.refreshAccessTokenAction).toHaveBeenCalledTimes(3)
    await vi.advanceTimersByTimeAsync(HOUR * 1000)
    // Doubling up to five minutes: 4 more, then at most 12 an hour.
    expect(rpc.refreshAccessTokenAction.mock.calls.length).toBeLessThan(20)
  })

  test('until then, whoever asks gets the token in hand', async () => {
    rpc.refreshAccessTokenAction.mockImplementation(async () =>
      makeToken({ expiresIn: -10, claims: { iat: undefined } }),
    )
    const token = await store.refreshToken()
    await expect(store.getAccessToken()).resolves.toBe(token)
    await expect(store.getAccessToken()).resolves.toBe(token)
    expect(rpc.refreshAccessTokenAction).toHaveBeenCalledOnce()
  })
})

describe('another session', () => {
  test.each([
    ['a sign-out', (): void => store.setSession(null)],
    ['another user', (): void => store.setSession('bob')],
    ['a reset', (): void => store.clearToken()],
  ])('%s: a late answer is no token of this one', async (_, change) => {
    const late = later<string>()
    rpc.refreshAccessTokenAction.mockReturnValue(late.promise)
    const asked = store.refreshToken()
    change()
    late.resolve(makeToken({ expiresIn: HOUR }))
    await expect(asked).resolves.toBeUndefined()
    expect(store.getState()).toMatchObject({ token: undefined, loading: false, isSettled: false })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a late failure is no failure of this one', async () => {
    const late = later<Promise<string>>()
    rpc.refreshAccessTokenAction.mockReturnValue(late.promise.then((promise) => promise))
    const asked = store.refreshToken()
    store.setSession('bob')
    late.resolve(Promise.reject(new Error('no')))
    await expect(asked).resolves.toBeUndefined()
    expect(store.getState().error).toBeNull()
  })

  test('asks for its own, not for what is still on its way', async () => {
    rpc.getAccessTokenAction.mockReturnValueOnce(new Promise(() => {}))
    void store.getAccessToken()
    store.setSession('bob')
    const token = makeToken({ expiresIn: HOUR })
    rpc.getAccessTokenAction.mockResolvedValueOnce(token)
    await expect(store.getAccessToken()).resolves.toBe(token)
  })

  test('the first answer of an earlier one leads to no refresh', async () => {
    const late = later<string>()
    rpc.getAccessTokenAction.mockReturnValue(late.promise)
    const asked = store.getAccessToken()
    store.setSession(null)
    late.resolve(makeToken({ expiresIn: 1 }))
    await asked
    expect(rpc.refreshAccessTokenAction).not.toHaveBeenCalled()
  })

  test('the same one keeps its token', async () => {
    const token = await hold(makeToken({ expiresIn: HOUR }))
    store.setSession('alice')
    expect(store.getState().token).toBe(token)
  })
})
