import { afterEach, beforeAll, beforeEach, vi } from 'vitest'

import { CachedWorld } from './cached-world.ts'
import { makeSigningKey } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'
import { user } from './user.ts'
import type { Answer } from './workos-server.ts'

/** When every test begins, in milliseconds. */
export const NOW: number = new Date('2026-03-01T12:00:00.000Z').getTime()
/** In milliseconds. */
export const SECOND = 1000

/** What is answered to the user. */
export const signedIn: { auth: { user: typeof user } } = { auth: { user } }
/** What WorkOS answers when it is out of order. */
export const down: Answer = () => new Response('', { status: 503 })

/** A world of its own for one test, the key that WorkOS signs with there, and one that it does not have. */
export interface FrozenWorld {
  world: CachedWorld
  key: SigningKey
  other: SigningKey
}

/** Gives each test of a file a world whose clock stands at {@link NOW} until the test moves it. */
export function inFrozenWorlds(begin: (made: FrozenWorld) => void): void {
  let keys: { key: SigningKey; other: SigningKey }

  beforeAll(async () => {
    const [key, other] = await Promise.all([makeSigningKey('key_1'), makeSigningKey('key_2')])
    keys = { key, other }
  })

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    begin({ world: new CachedWorld(keys.key), ...keys })
  })

  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
}
