import { describe, expect, test } from 'vitest'

import { DEFAULT_SEED } from '../../../src/emulator/seed/seed.ts'
import { Store, STORE_CAPACITY } from '../../../src/emulator/store/store.ts'

const NOW = '2026-11-21T12:00:00.000Z'

describe('users', () => {
  test('of the seed are never dropped', () => {
    const store = new Store(DEFAULT_SEED, { ...STORE_CAPACITY, users: 2 })
    for (let index = 0; index < 10; index += 1) store.userWithEmail(`user${index}@example.com`, NOW)
    expect(store.user('user_local_alice')?.email).toBe('alice@example.com')
    expect(store.user('user_local_bob')?.email).toBe('bob@example.com')
  })

  test('who signed up make room for newer ones', () => {
    const store = new Store(DEFAULT_SEED, { ...STORE_CAPACITY, users: 2 })
    const ids = ['a', 'b', 'c'].map((name) => store.userWithEmail(`${name}@example.com`, NOW).id)
    expect(ids.map((id) => store.user(id)?.email)).toStrictEqual([
      undefined,
      'b@example.com',
      'c@example.com',
    ])
  })

  test('are found again by email address, not made twice', () => {
    const store = new Store(DEFAULT_SEED)
    const first = store.userWithEmail('Carol@Example.com ', NOW)
    expect(store.userWithEmail('carol@example.com', '2027-01-01T00:00:00.000Z')).toBe(first)
    expect(store.userWithEmail('ALICE@example.com', NOW).id).toBe('user_local_alice')
  })
})

test('every kind of record has its bound', () => {
  const { codes, sessions, refreshTokens } = new Store(DEFAULT_SEED)
  expect([codes.capacity, sessions.capacity, refreshTokens.capacity]).toStrictEqual([1_000, 10_000, 20_000])
})
