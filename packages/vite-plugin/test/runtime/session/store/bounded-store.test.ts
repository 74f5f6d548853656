import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import {
  BoundedStore,
  STORE_CONNECT_TIMEOUT,
  STORE_TIMEOUT,
  StoreUnavailable,
} from '../../../../src/runtime/session/store/bounded-store.ts'
import type { RefreshStore } from '../../../../src/runtime/session/store/refresh-store.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

afterEach(() => {
  vi.restoreAllMocks()
})

/** A store that answers after so many milliseconds. */
function storeThatTakes(milliseconds: number): RefreshStore {
  const answer = (): Promise<string> =>
    new Promise((resolve) => setTimeout(() => resolve('there'), milliseconds))
  return { getItem: answer, setItem: answer, removeItem: answer }
}

async function outcomeOf(operation: Promise<unknown>): Promise<unknown> {
  const outcome = operation.catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(2 * STORE_CONNECT_TIMEOUT)
  return outcome
}

test('the first answer may take as long as a connection does, and the second may not', async () => {
  const store = new BoundedStore(storeThatTakes(STORE_CONNECT_TIMEOUT - 1), () => {})
  expect(await outcomeOf(store.getItem('a'))).toBe('there')
  expect(await outcomeOf(store.getItem('a'))).toBeInstanceOf(StoreUnavailable)
})

test('a store that was waited for in vain is not waited for as long again', async () => {
  const store = new BoundedStore(storeThatTakes(STORE_CONNECT_TIMEOUT + 100), () => {})
  const failure = await outcomeOf(store.getItem('a'))
  expect(failure).toMatchObject({
    cause: { message: expect.stringContaining(String(STORE_CONNECT_TIMEOUT)) },
  })
  vi.setSystemTime(Date.now() + 60_000)
  const next = await outcomeOf(store.getItem('a'))
  expect(next).toMatchObject({ cause: { message: expect.stringContaining(String(STORE_TIMEOUT)) } })
})
