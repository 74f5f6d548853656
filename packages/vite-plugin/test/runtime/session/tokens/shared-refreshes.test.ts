import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { TokenRefreshError } from '../../../../src/runtime/session/index.ts'
import { canShareWork } from '../../../../src/runtime/session/share-work.ts'
import {
  MAX_REMEMBERED_REFRESHES,
  REFRESH_MEMORY,
} from '../../../../src/runtime/session/tokens/refresh-tokens.ts'
import { limited, Scene, tokens } from '../support/refresh-scene.ts'
import { RotatingWorkOS } from '../support/rotating-workos.ts'

const NOW = new Date('2026-03-01T12:00:00.000Z').getTime()

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('several at once', () => {
  let open: () => void
  let gate: Promise<void>

  beforeEach(() => {
    gate = new Promise((resolve) => {
      open = resolve
    })
  })

  test.skipIf(!canShareWork())('share one request and its result', async () => {
    const scene = new Scene(tokens)
    scene.gate = gate
    const running = [scene.refresh(), scene.refresh(), scene.refresh()]
    open()

    const [first, second, third] = await Promise.all(running)

    expect([second, third]).toEqual([first, first])
    expect(scene.requests).toHaveLength(1)
  })

  test.skipIf(!canShareWork())('share its failure, with the context of the first', async () => {
    const scene = new Scene(new Error('no'))
    scene.gate = gate
    const running = [
      scene.refresh('old', undefined, { userId: 'first' }),
      scene.refresh('old', undefined, { userId: 'second' }),
    ]
    open()

    const outcomes = await Promise.allSettled(running)

    const failed = { status: 'rejected', reason: expect.objectContaining({ userId: 'first' }) }
    expect(outcomes).toEqual([failed, failed])
    expect(scene.requests).toHaveLength(1)
  })

  test.skipIf(!canShareWork())('share one retry after a rate limit', async () => {
    const scene = new Scene(limited(1), tokens)

    await expect(Promise.all([scene.refresh(), scene.refresh(), scene.refresh()])).resolves.toHaveLength(3)
    expect(scene.requests).toHaveLength(2)
    expect(scene.waits).toEqual([1000])
  })

  test.skipIf(!canShareWork())('have objects of their own', async () => {
    const scene = new Scene(tokens)
    const [mine, theirs] = await Promise.all([scene.refresh(), scene.refresh()])
    mine.user.metadata['team'] = 'blue'

    expect(theirs.user.metadata).toEqual({ team: 'red' })
  })

  test('are separate for different tokens', async () => {
    const scene = new Scene(tokens, tokens)
    await Promise.all([scene.refresh('a'), scene.refresh('b')])

    expect(scene.requests).toHaveLength(2)
  })

  test.skipIf(!canShareWork())(
    'take turns with a token for different organizations, since it can be redeemed once',
    async () => {
      const workos = new RotatingWorkOS()
      const results = await Promise.all([
        workos.refresh('token_0', 'org_1'),
        workos.refresh('token_0', 'org_2'),
        workos.refresh('token_0', 'org_3'),
      ])

      expect(results.map(({ refreshToken }) => refreshToken)).toEqual(['token_1', 'token_2', 'token_3'])
      expect(workos.redeemed).toEqual(['token_0 for org_1', 'token_1 for org_2', 'token_2 for org_3'])
    },
  )

  test('for another organization go on with the same token when the first is refused', async () => {
    const workos = new RotatingWorkOS({ refusedOrganization: 'org_1' })
    const [refused, moved] = await Promise.allSettled([
      workos.refresh('token_0', 'org_1'),
      workos.refresh('token_0', 'org_2'),
    ])

    expect([refused.status, moved.status]).toEqual(['rejected', 'fulfilled'])
    expect(workos.redeemed).toEqual(['token_0 for org_2'])
  })

  test('leave no failure behind: the next one asks again', async () => {
    const scene = new Scene(new Error('no'), tokens)

    await expect(scene.refresh()).rejects.toThrow(TokenRefreshError)
    await expect(scene.refresh()).resolves.toBeDefined()
    expect(scene.requests).toHaveLength(2)
  })

  test('do not wait for each other where requests must not', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' })
    const scene = new Scene(tokens, tokens)
    await Promise.all([scene.refresh(), scene.refresh()])

    expect(scene.requests).toHaveLength(2)
  })
})

describe('those who come late with a spent token', () => {
  let workos: RotatingWorkOS

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    workos = new RotatingWorkOS()
  })

  test('get what took its place, for half a minute', async () => {
    const first = await workos.refresh('token_0')

    vi.setSystemTime(NOW + REFRESH_MEMORY * 1000 - 1)
    await expect(workos.refresh('token_0')).resolves.toStrictEqual(first)
    vi.setSystemTime(NOW + REFRESH_MEMORY * 1000)
    await expect(workos.refresh('token_0')).rejects.toMatchObject({ code: 'ERR_TOKEN_REFRESH_REJECTED' })
    expect(workos.redeemed).toHaveLength(1)
  })

  test('get the last of several that took its place', async () => {
    await workos.refresh('token_0')
    await workos.refresh('token_1')
    const last = await workos.refresh('token_2')

    await expect(workos.refresh('token_0')).resolves.toStrictEqual(last)
    expect(workos.redeemed).toHaveLength(3)
  })

  test('get objects of their own', async () => {
    const first = await workos.refresh('token_0')
    first.user.metadata['team'] = 'blue'

    await expect(workos.refresh('token_0')).resolves.toMatchObject({ user: { metadata: { team: 'red' } } })
  })

  test('are moved to the organization they ask for, with the token that can be redeemed', async () => {
    await workos.refresh('token_0', 'org_1')
    await workos.refresh('token_0', 'org_2')

    expect(workos.redeemed).toEqual(['token_0 for org_1', 'token_1 for org_2'])
  })

  test('do not move the session back to where it merely was', async () => {
    const moved = await workos.refresh('token_0', 'org_2')
    const late = await workos.refreshNaturally('token_0', 'org_1')

    expect(late).toStrictEqual(moved)
    expect(workos.redeemed).toEqual(['token_0 for org_2'])
  })

  test('get newer tokens when those have run out meanwhile', async () => {
    workos = new RotatingWorkOS({ lifetime: 10 })
    await workos.refresh('token_0')
    vi.setSystemTime(NOW + 10_000)
    await workos.refresh('token_0')

    expect(workos.redeemed).toEqual(['token_0', 'token_1'])
  })

  test('get them where the session is now, not where it was', async () => {
    workos = new RotatingWorkOS({ lifetime: 10 })
    await workos.refresh('token_0', 'org_2')
    vi.setSystemTime(NOW + 10_000)
    await workos.refreshNaturally('token_0', 'org_1')

    expect(workos.redeemed).toEqual(['token_0 for org_2', 'token_1 for org_2'])
  })

  test('get nothing once the session has been forgotten', async () => {
    await workos.refresh('token_0')
    void workos.refresher.forget('another session')
    await expect(workos.refresh('token_0')).resolves.toMatchObject({ refreshToken: 'token_1' })

    void workos.refresher.forget('session_1')
    await expect(workos.refresh('token_0')).rejects.toMatchObject({ code: 'ERR_TOKEN_REFRESH_REJECTED' })
  })

  test('get nothing when the session has ended while it was being refreshed', async () => {
    const underWay = workos.refresh('token_0')
    void workos.refresher.forget('session_1')
    await expect(underWay).resolves.toMatchObject({ refreshToken: 'token_1' })

    await expect(workos.refresh('token_0')).rejects.toMatchObject({ code: 'ERR_TOKEN_REFRESH_REJECTED' })
  })

  test('are too late when too many others have come', async () => {
    for (let index = 0; index <= MAX_REMEMBERED_REFRESHES; index++) await workos.refresh(`other_${index}`)
    await workos.refresh(`other_${MAX_REMEMBERED_REFRESHES}`)

    await expect(workos.refresh('other_0')).rejects.toMatchObject({ code: 'ERR_TOKEN_REFRESH_REJECTED' })
    await expect(workos.refresh('other_1')).resolves.toBeDefined()
  })

  test('ask again when the token was not spent: the server does not rotate', async () => {
    const scene = new Scene({ ...tokens, refreshToken: 'old' }, { ...tokens, refreshToken: 'old' })
    await scene.refresh('old')
    await scene.refresh('old')

    expect(scene.requests).toHaveLength(2)
  })

  test('are not sent in circles by a server that gives tokens twice', async () => {
    const scene = new Scene(
      { ...tokens, refreshToken: 'b' },
      { ...tokens, refreshToken: 'a' },
      { ...tokens, refreshToken: 'c' },
    )
    await scene.refresh('a')
    await scene.refresh('b')

    await expect(scene.refresh('a')).resolves.toMatchObject({ refreshToken: 'c' })
  })
})
