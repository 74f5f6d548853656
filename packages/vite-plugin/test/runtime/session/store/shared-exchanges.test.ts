import { createStorage } from 'unstorage'
import memoryDriver from 'unstorage/drivers/memory'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { sessionEncryption } from '../../../../src/runtime/session/index.ts'
import type { RefreshStore, WithAuthResult } from '../../../../src/runtime/session/index.ts'
import { STORE_CONNECT_TIMEOUT, STORE_PAUSE } from '../../../../src/runtime/session/store/bounded-store.ts'
import { LOCK_LIFETIME } from '../../../../src/runtime/session/store/exchange-lock.ts'
import { SharedWorld } from '../support/shared-world.ts'
import { requestWith } from '../support/request-storage.ts'
import { makeSigningKey } from '../support/signing-key.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { user } from '../support/user.ts'
import { validConfig } from '../support/valid-config.ts'

let key: SigningKey
let store: ReturnType<typeof createStorage<string>>
let world: SharedWorld

beforeAll(async () => {
  key = await makeSigningKey()
})

beforeEach(() => {
  store = createStorage<string>({ driver: memoryDriver() })
  world = new SharedWorld(key, store)
  return () => vi.useRealTimers()
})

const refused = (): Response =>
  Response.json({ error: 'invalid_grant', error_description: 'Session has ended.' }, { status: 400 })
const down = (): Response => new Response('down', { status: 503 })
const withoutToken = (): Response =>
  Response.json({ user, access_token: '<html>', refresh_token: 'refresh_1' })

const emails = (results: readonly WithAuthResult[]): unknown[] => results.map(({ auth }) => auth.user?.email)
const codes = (results: readonly WithAuthResult[]): unknown[] => results.map(({ error }) => error?.code)
const four = (value: unknown): unknown[] => Array.from({ length: 4 }, () => value)

/** The tokens in the cookie that a process would set. */
async function savedToken({ refreshedSessionData = '' }: WithAuthResult): Promise<unknown> {
  const { cookiePassword: password } = validConfig
  const session = await sessionEncryption.unsealData<{ refreshToken: string }>(refreshedSessionData, {
    password,
  })
  return session.refreshToken
}

describe('processes that share a store', () => {
  test('make one exchange, and each saves the same new session', async () => {
    const results = await world.withAuth(await world.seal())
    expect(emails(results)).toEqual(four('alice@example.com'))
    await expect(Promise.all(results.map(savedToken))).resolves.toEqual(four('refresh_1'))
    expect(world.exchanges).toBe(1)
  })

  test('make four without it', async () => {
    world = new SharedWorld(key, undefined)
    await world.withAuth(await world.seal())
    expect(world.exchanges).toBe(4)
  })

  test('know what was exchanged before', async () => {
    const sealed = await world.seal()
    for (const service of world.services) {
      const result = await service.withAuth(requestWith({ 'wos-session': sealed }))
      await expect(savedToken(result)).resolves.toBe('refresh_1')
    }
    expect(world.exchanges).toBe(1)
  })

  test('follow a token that has been exchanged twice', async () => {
    const [first, second] = world.services
    const sealed = await world.seal()
    await first?.withAuth(requestWith({ 'wos-session': sealed }))
    const session = await second?.withAuth(requestWith({ 'wos-session': sealed }))
    if (!session?.auth.user) throw new Error('Nobody is signed in.')
    await second?.refreshSession(session.auth)
    expect(world.exchanges).toBe(2)

    const late = await world.services[2]?.refreshSession(
      { ...session.auth, refreshToken: 'refresh_0' },
      'org_1',
    )
    expect(late?.auth.organizationId).toBe('org_1')
    expect(world.server.tokenRequests.at(-1)?.body['refresh_token']).toBe('refresh_2')
  })

  test('ask once whether a session is over', async () => {
    world.server.answers.push(refused)
    const results = await world.withAuth(await world.seal())
    expect(codes(results)).toEqual(four('ERR_TOKEN_REFRESH_REJECTED'))
    expect(world.exchanges).toBe(1)
  })

  test.each([
    ['an error of WorkOS', down],
    ['a new token that is no JWT', withoutToken],
  ])('fail together for the moment at %s, and try again with the next request', async (_what, answer) => {
    world.server.answers.push(async () => {
      await new Promise((resolve) => setTimeout(resolve, 150))
      return answer()
    })
    const sealed = await world.seal()
    const results = await world.withAuth(sealed)
    expect(codes(results)).toEqual(four('ERR_TOKEN_REFRESH_FAILED'))
    expect(world.exchanges).toBe(1)
    expect(emails(await world.withAuth(sealed))).toEqual(four('alice@example.com'))
    expect(world.exchanges).toBe(2)
  })

  test('give nobody the session that was signed out by one of them', async () => {
    const [first, second] = world.services
    const sealed = await world.seal()
    const [known] = await world.withAuth(sealed)
    if (!known?.auth.user) throw new Error('Nobody is signed in.')
    await first?.signOut(known.auth.sessionId)
    await expect(second?.hasEndedElsewhere(known.auth.sessionId)).resolves.toBe(true)
    world.server.answers.push(refused)
    // Its own memory has the successor as well.
    const late = await second?.withAuth(requestWith({ 'wos-session': sealed }))
    expect([late?.auth.user, late?.error?.code]).toEqual([null, 'ERR_TOKEN_REFRESH_REJECTED'])
  })

  test('leave nothing in the store that can be read, or that says whose it is', async () => {
    await world.withAuth(await world.seal())
    const entries = await Promise.all(
      (await store.getKeys()).map(async (name) => [name, await store.getItem(name)]),
    )
    expect(entries).toHaveLength(1)
    expect(entries[0]).toEqual([
      expect.stringMatching(/^authkit:refresh:[\da-f]{64}$/),
      expect.stringMatching(/^Fe26\.2\*1\*/),
    ])
    expect(JSON.stringify(entries)).not.toMatch(/refresh_|eyJ|alice/)
  })

  test("take no entry that was put in another one's place", async () => {
    await world.withAuth(await world.seal())
    const [name = ''] = await store.getKeys()
    const alices = await store.getItem(name)
    await world.withAuth(await world.seal('refresh_of_bob'))
    const bobs = (await store.getKeys()).find((other) => other !== name) ?? ''
    await store.setItem(bobs, alices ?? '')

    const fresh = new SharedWorld(key, store)
    const results = await fresh.withAuth(await fresh.seal('refresh_of_bob'))
    expect(emails(results)).toEqual(four('alice@example.com'))
    expect(fresh.server.tokenRequests[0]?.body['refresh_token']).toBe('refresh_of_bob')
    expect(fresh.exchanges).toBe(1)
  })

  test.each(['', 'garbage', 'Fe26.2*1*a*b*c*d*e*f~2', '{"status":"exchanged"}'])(
    'take no entry such as %j',
    async (entry) => {
      await world.withAuth(await world.seal())
      const [name = ''] = await store.getKeys()
      await store.setItem(name, entry)
      const fresh = new SharedWorld(key, store)
      expect(emails(await fresh.withAuth(await fresh.seal()))).toEqual(four('alice@example.com'))
      expect(fresh.exchanges).toBe(1)
    },
  )
})

/** Lets the time pass that it takes. */
async function advanceUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) await vi.advanceTimersByTimeAsync(20)
}

describe('a process that dies', () => {
  test('after the exchange was published leaves its outcome to the next', async () => {
    const [first, second] = world.services
    const sealed = await world.seal()
    await first?.withAuth(requestWith({ 'wos-session': sealed }))
    const next = await second?.withAuth(requestWith({ 'wos-session': sealed }))
    expect(next?.auth.user?.email).toBe('alice@example.com')
    expect(world.exchanges).toBe(1)
  })

  test('before that keeps others waiting for the life of its lock, and then take their turn', async () => {
    const sealed = await world.seal()
    vi.useFakeTimers()
    // It answers nothing any more: it is dead.
    world.server.answers.push(() => new Promise(() => {}))
    const dead = world.services[0]?.withAuth(requestWith({ 'wos-session': sealed }))
    await advanceUntil(() => world.exchanges === 1)
    const startedAt = Date.now()
    let next: WithAuthResult | undefined
    void world.services[1]?.withAuth(requestWith({ 'wos-session': sealed })).then((result) => (next = result))
    await advanceUntil(() => next !== undefined)
    expect(next?.auth.user?.email).toBe('alice@example.com')
    expect(world.exchanges).toBe(2)
    expect(Date.now() - startedAt).toBeGreaterThan(LOCK_LIFETIME - 1000)
    void dead
  })
})

describe('a store that fails', () => {
  const fails = async (): Promise<never> => {
    throw new Error('ECONNREFUSED')
  }
  const hangs = (): Promise<never> => new Promise(() => {})

  test.each<[string, RefreshStore, string]>([
    ['that is down', { getItem: fails, setItem: fails, removeItem: fails }, 'ECONNREFUSED'],
    [
      'that never answers',
      { getItem: hangs, setItem: hangs, removeItem: hangs },
      `${STORE_CONNECT_TIMEOUT} milliseconds`,
    ],
    [
      'that throws at once',
      {
        getItem: () => {
          throw new Error('closed')
        },
        setItem: fails,
        removeItem: fails,
      },
      'closed',
    ],
    ['that can be read only', { getItem: () => null, setItem: fails, removeItem: fails }, 'ECONNREFUSED'],
  ])('one %s is no worse than none, and is told about once', async (_, broken) => {
    world = new SharedWorld(key, broken)
    const results = await world.withAuth(await world.seal())
    expect(emails(results)).toEqual(four('alice@example.com'))
    expect(world.exchanges).toBe(4)
    expect(emails(await world.withAuth(await world.seal('refresh_b')))).toEqual(four('alice@example.com'))
    expect(world.warnings).toEqual(
      four('The refresh store failed; meanwhile each process refreshes sessions for itself.'),
    )
  })

  test('is asked again after a pause, and told about again when it fails again', async () => {
    let isDown = true
    const moody: RefreshStore = {
      getItem: (name) => (isDown ? fails() : store.getItem(name)),
      setItem: (name, value) => (isDown ? fails() : store.setItem(name, value)),
      removeItem: (name) => (isDown ? fails() : store.removeItem(name)),
    }
    world = new SharedWorld(key, moody)
    await world.withAuth(await world.seal('a'))
    isDown = false
    vi.setSystemTime(Date.now() + STORE_PAUSE)
    await world.withAuth(await world.seal('b'))
    expect(world.exchanges).toBe(5)
    isDown = true
    vi.setSystemTime(Date.now() + STORE_PAUSE)
    await world.withAuth(await world.seal('c'))
    expect(world.exchanges).toBe(9)
    expect(world.warnings).toHaveLength(8)
  })
})
