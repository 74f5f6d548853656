import { describe, expect, test, vi } from 'vitest'

import { canShareWork } from '../../../../src/runtime/session/share-work.ts'
import { REFRESH_MEMORY } from '../../../../src/runtime/session/tokens/refresh-tokens.ts'
import { CachedWorld } from '../support/cached-world.ts'
import { down, inFrozenWorlds, NOW, SECOND, signedIn } from '../support/frozen-world.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { user } from '../support/user.ts'

let key: SigningKey
let world: CachedWorld

inFrozenWorlds((made) => {
  ;({ key, world } = made)
})

describe('many requests at once', () => {
  test.skipIf(!canShareWork())('with a cookie that was never seen share its unsealing', async () => {
    const sealed = await world.seal(key)
    const results = await Promise.all(Array.from({ length: 100 }, () => world.withAuth(sealed)))

    expect(results.map(({ auth }) => auth.user)).toEqual(Array.from({ length: 100 }, () => user))
    expect(world.unsealed).toBe(1)
  })

  test.skipIf(!canShareWork())('share it without a cache too', async () => {
    world = new CachedWorld(key, { sessionCacheMaxEntries: 0 })
    const sealed = await world.seal(key)
    await Promise.all([world.withAuth(sealed), world.withAuth(sealed)])

    expect(world.unsealed).toBe(1)
  })

  test.skipIf(!canShareWork())('share a failure, and the next one tries again', async () => {
    world.server.answers.push(down)
    const sealed = await world.seal(key, { expiresIn: -1 })
    const failed = expect.objectContaining({
      auth: { user: null },
      error: expect.objectContaining({ code: 'ERR_TOKEN_REFRESH_FAILED' }),
    })

    await expect(Promise.all([world.withAuth(sealed), world.withAuth(sealed)])).resolves.toEqual([
      failed,
      failed,
    ])
    await expect(world.withAuth(sealed)).resolves.toMatchObject(signedIn)
    expect(world.server.tokenRequests).toHaveLength(2)
  })

  test('do not wait for each other where requests must not', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' })
    const sealed = await world.seal(key)
    await Promise.all([world.withAuth(sealed), world.withAuth(sealed)])
    await world.withAuth(sealed)

    expect(world.unsealed).toBe(2)
  })
})

describe('a thousand requests with one session that has run out', () => {
  const THOUSAND = 1000

  test.skipIf(!canShareWork())(
    'make one exchange, and each gets the user and the same new cookie',
    async () => {
      const sealed = await world.seal(key, { expiresIn: -1 })
      const results = await Promise.all(Array.from({ length: THOUSAND }, () => world.withAuth(sealed)))

      expect(results.filter(({ auth }) => auth.user?.id === user.id)).toHaveLength(THOUSAND)
      expect(new Set(results.map(({ refreshedSessionData }) => refreshedSessionData)).size).toBe(1)
      expect(results[0]?.refreshedSessionData).toBeDefined()
      expect(world.server.tokenRequests).toHaveLength(1)
    },
  )

  test('those who come shortly after it with the old cookie get the new session too', async () => {
    const sealed = await world.seal(key, { expiresIn: -1 })
    await world.withAuth(sealed)
    vi.setSystemTime(NOW + REFRESH_MEMORY * SECOND - 1)
    const results = await Promise.all(Array.from({ length: THOUSAND }, () => world.withAuth(sealed)))

    expect(results.filter(({ auth }) => auth.user && auth.refreshToken === 'refresh_1')).toHaveLength(
      THOUSAND,
    )
    expect(world.server.tokenRequests).toHaveLength(1)
    await expect(world.withAuth(results[0]?.refreshedSessionData ?? '')).resolves.toMatchObject({
      auth: { user, refreshToken: 'refresh_1' },
    })
  })

  test('those who come shortly after the user went to another organization are there too', async () => {
    const sealed = await world.seal(key, { expiresIn: -1, claims: { org_id: 'org_1' } })
    const { auth } = await world.withAuth(sealed)
    if (auth.user === null) throw new Error('Nobody is signed in.')
    await world.service.switchOrganization(auth, 'org_2')

    await expect(world.withAuth(sealed)).resolves.toMatchObject({
      auth: { organizationId: 'org_2', refreshToken: 'refresh_2' },
    })
    expect(world.server.tokenRequests).toHaveLength(2)
  })

  test('those who come after the user signed out are not signed in again', async () => {
    const sealed = await world.seal(key, { expiresIn: -1 })
    const { auth } = await world.withAuth(sealed)
    if (auth.user === null) throw new Error('Nobody is signed in.')
    await world.service.signOut(auth.sessionId)
    world.server.answers.push(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))

    await expect(world.withAuth(sealed)).resolves.toMatchObject({
      auth: { user: null },
      error: { code: 'ERR_TOKEN_REFRESH_REJECTED' },
    })
  })
})
