import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'

import { canShareWork } from '../../../../src/runtime/session/share-work.ts'
import { KEY_SET_MAX_AGE } from '../../../../src/runtime/session/tokens/key-source.ts'
import { CachedWorld } from '../support/cached-world.ts'
import { down, inFrozenWorlds, NOW, SECOND, signedIn } from '../support/frozen-world.ts'
import { makeSigningKey } from '../support/signing-key.ts'
import type { SigningKey } from '../support/signing-key.ts'
import { tokensSignedBy } from '../support/token-answer.ts'
import { user } from '../support/user.ts'
import type { Answer } from '../support/workos-server.ts'

/** Of an access token, in seconds. */
const LIFETIME = 300

let key: SigningKey
let other: SigningKey
let world: CachedWorld

inFrozenWorlds((made) => {
  ;({ key, other, world } = made)
})

describe('a verified session', () => {
  test('is remembered by its cookie', async () => {
    const sealed = await world.seal(key, { claims: { org_id: 'org_1', role: 'admin' } })
    const first = await world.withAuth(sealed)

    await expect(world.withAuth(sealed)).resolves.toStrictEqual(first)
    expect(first).toMatchObject({ auth: { user, organizationId: 'org_1', role: 'admin' } })
    expect(world.unsealed).toBe(1)
  })

  test('is not known by another seal of the same session, nor by a cookie that differs in one character', async () => {
    const sealed = await world.seal(key)
    await world.withAuth(sealed)
    await expect(world.withAuth(await world.seal(key))).resolves.toMatchObject(signedIn)
    await expect(world.withAuth(sealed.replace('Fe26', 'Fe27'))).resolves.toMatchObject({
      auth: { user: null },
    })

    expect(world.unsealed).toBe(3)
  })

  test('is verified anew in the second in which its token ends', async () => {
    const sealed = await world.seal(key)
    await world.withAuth(sealed)

    vi.setSystemTime(NOW + LIFETIME * SECOND - 1)
    await world.withAuth(sealed)
    expect(world.unsealed).toBe(1)

    vi.setSystemTime(NOW + LIFETIME * SECOND)
    await expect(world.withAuth(sealed)).resolves.toMatchObject({
      auth: { user, refreshToken: 'refresh_1' },
      refreshedSessionData: expect.any(String),
    })
    expect(world.unsealed).toBe(2)
  })

  test('that a request changes is for the next one what it was', async () => {
    const sealed = await world.seal(key, { claims: { roles: ['member'], permissions: ['read'] } })
    const pristine = structuredClone(await world.withAuth(sealed))
    for (let request = 0; request < 2; request++) {
      const { auth } = await world.withAuth(sealed)
      if (auth.user === null) throw new Error('Nobody is signed in.')
      auth.user.email = 'mallory@example.com'
      auth.user.metadata['team'] = 'blue'
      auth.claims.sid = 'another'
      auth.roles?.push('owner')
      auth.permissions = ['everything']
    }

    await expect(world.withAuth(sealed)).resolves.toStrictEqual(pristine)
    expect(world.unsealed).toBe(1)
  })

  test.skipIf(!canShareWork())("that requests wait for together is each one's own", async () => {
    const sealed = await world.seal(key, { claims: { roles: ['member'] } })
    const [mine, theirs] = await Promise.all([world.withAuth(sealed), world.withAuth(sealed)])
    if (mine.auth.user === null) throw new Error('Nobody is signed in.')
    mine.auth.roles?.push('owner')
    mine.auth.user.email = 'mallory@example.com'

    expect(theirs).toMatchObject({ auth: { user, roles: ['member'] } })
    expect(world.unsealed).toBe(1)
  })

  test('that was refreshed is remembered as it was, whatever others who shared the refresh do to theirs', async () => {
    const sealed = await world.seal(key, { expiresIn: -1 })
    const { auth, refreshedSessionData = '' } = await world.withAuth(sealed)
    if (auth.user === null) throw new Error('Nobody is signed in.')
    const theirs = await world.service.refreshSession({ ...auth, refreshToken: 'refresh_0' })
    if (theirs.auth.user === null) throw new Error('Nobody is signed in.')
    theirs.auth.user.email = 'mallory@example.com'

    await expect(world.withAuth(refreshedSessionData)).resolves.toMatchObject(signedIn)
    expect([world.server.tokenRequests.length, world.unsealed]).toEqual([1, 1])
  })

  test('that was refreshed is remembered by its new cookie', async () => {
    const { refreshedSessionData = '' } = await world.withAuth(await world.seal(key, { expiresIn: -1 }))

    await expect(world.withAuth(refreshedSessionData)).resolves.toMatchObject({
      auth: { user, refreshToken: 'refresh_1' },
    })
    expect(world.unsealed).toBe(1)
  })
})

describe('what is not remembered', () => {
  test.each<[string, (world: CachedWorld) => Promise<string>, Answer[]]>([
    ['a cookie that is none of ours', async () => 'garbage', []],
    ['a token of a stranger', async (world) => world.seal(await makeSigningKey('key_1')), []],
    ['a refresh that fails', (world) => world.seal(key, { expiresIn: -1 }), [down, down, down]],
  ])('%s', async (_name, seal, answers) => {
    const sealed = await seal(world)
    world.server.answers.push(...answers, () => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    await world.withAuth(sealed)
    await world.withAuth(sealed)

    expect(world.unsealed).toBe(2)
  })

  test('a token that could not be verified, because the keys could not be had', async () => {
    world.server.keySetAnswers.push(down)
    const sealed = await world.seal(key)
    await expect(world.withAuth(sealed)).resolves.toMatchObject(signedIn)
    await expect(world.withAuth(sealed)).resolves.toMatchObject(signedIn)

    expect(world.unsealed).toBe(2)
  })

  test('a refreshed session whose new token could not be verified', async () => {
    world.server.keySetAnswers.push(down)
    const { refreshedSessionData = '' } = await world.withAuth(await world.seal(key, { expiresIn: -1 }))
    await world.withAuth(refreshedSessionData)

    expect(world.unsealed).toBe(2)
  })

  test('a refreshed session whose new token WorkOS did not sign, which nobody gets either', async () => {
    world.server.answers.push(tokensSignedBy(other))
    const sealed = await world.seal(key, { expiresIn: -1 })

    const result = await world.withAuth(sealed)
    expect(result).toMatchObject({ auth: { user: null }, error: { code: 'ERR_TOKEN_REFRESH_FAILED' } })
    expect(result).not.toHaveProperty('refreshedSessionData')
  })

  test.each([{ sessionCacheMaxEntries: 0 }, { sessionCacheMaxBytes: 0 }])(
    'anything, with %j',
    async (config) => {
      world = new CachedWorld(key, config)
      const sealed = await world.seal(key)
      await world.withAuth(sealed)
      await expect(world.withAuth(sealed)).resolves.toMatchObject(signedIn)

      expect(world.unsealed).toBe(2)
    },
  )

  test('more than the bound', async () => {
    world = new CachedWorld(key, { sessionCacheMaxEntries: 1 })
    const [one, two] = [await world.seal(key), await world.seal(key)]
    for (const sealed of [one, two, two, one]) await world.withAuth(sealed)

    expect(world.unsealed).toBe(3)
  })
})

describe('across a change', () => {
  test.each([
    ['of the password', { cookiePassword: 'another password of more than thirty-two characters' }],
    ['of the client id', { clientId: 'client_456' }],
    ['of the issuer', { issuer: 'https://elsewhere.example' }],
  ])('%s nothing is remembered: a configuration has a service of its own', async (_name, config) => {
    const sealed = await world.seal(key)
    await world.withAuth(sealed)
    const changed = new CachedWorld(key, config, world.server)
    await changed.withAuth(sealed)

    expect(changed.unsealed).toBe(1)
  })

  test('of the object that the configuration came in, a service stays as it is', async () => {
    const sealed = await world.seal(key)
    world.config.cookiePassword = 'another password of more than thirty-two characters'

    await expect(world.withAuth(sealed)).resolves.toMatchObject(signedIn)
  })

  test('of the keys a session is verified anew', async () => {
    const sealed = await world.seal(key, { expiresIn: 3600 })
    await world.withAuth(sealed)
    world.server.keys = [key, other]
    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)

    await expect(world.withAuth(sealed)).resolves.toMatchObject(signedIn)
    expect(world.unsealed).toBe(2)
  })

  test('of the keys a session whose key is gone is gone, as soon as without a cache', async () => {
    const sealed = await world.seal(key, { expiresIn: 3600 })
    await world.withAuth(sealed)
    world.server.keys = [other]
    world.server.answers.push(() => Response.json({ error: 'invalid_grant' }, { status: 400 }))

    vi.setSystemTime(NOW + KEY_SET_MAX_AGE - 1)
    await expect(world.withAuth(sealed)).resolves.toMatchObject(signedIn)
    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)
    await expect(world.withAuth(sealed)).resolves.toMatchObject({ auth: { user: null } })
  })

  test('that is none, the same keys fetched again, it is still remembered', async () => {
    const sealed = await world.seal(key, { expiresIn: 3600 })
    await world.withAuth(sealed)
    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)
    await world.withAuth(sealed)

    expect(world.unsealed).toBe(1)
    expect(world.server.keySetRequests).toHaveLength(2)
  })

  test('that can not be known, the keys being out of reach, it is still remembered', async () => {
    const sealed = await world.seal(key, { expiresIn: 3600 })
    await world.withAuth(sealed)
    world.server.keySetAnswers.push(down)
    vi.setSystemTime(NOW + KEY_SET_MAX_AGE)

    await expect(world.withAuth(sealed)).resolves.toMatchObject(signedIn)
    expect(world.unsealed).toBe(1)
  })

  test('of the keys while it was being verified, it is not remembered', async () => {
    const unknown = await world.seal(other)
    await world.withAuth(await world.seal(key))
    world.server.keys = [key, other]
    vi.setSystemTime(NOW + 60 * SECOND)
    await world.withAuth(unknown)
    expect(world.unsealed).toBe(2)

    await expect(world.withAuth(unknown)).resolves.toMatchObject(signedIn)
    expect(world.unsealed).toBe(3)
  })
})

/** What may happen between two requests, and the requests. */
type Step = { visit: string } | { wait: number } | { keys: readonly SigningKey[] } | { outage: true }

/** What a service answers to all the requests of a story, and how often it asked for the keys. */
async function live(world: CachedWorld, steps: readonly Step[]): Promise<unknown[]> {
  const answers: unknown[] = []
  vi.setSystemTime(NOW)
  for (const step of steps) {
    if ('wait' in step) vi.setSystemTime(Date.now() + step.wait * SECOND)
    else if ('keys' in step) world.server.keys = [...step.keys]
    else if ('outage' in step) world.server.keySetAnswers.push(down)
    else {
      // Refreshing has no part in this: a session that can't be kept is nobody.
      world.server.answers.splice(0, Infinity, () =>
        Response.json({ error: 'invalid_grant' }, { status: 400 }),
      )
      const { auth, error } = await world.withAuth(step.visit)
      answers.push([auth, error?.code, world.server.keySetRequests.length])
    }
  }
  return answers
}

test('whatever happens, a service that remembers answers like one that does not', async () => {
  const seals = await Promise.all([
    world.seal(key, { expiresIn: 30 }, 'refresh_short'),
    world.seal(key, { expiresIn: 3600 }, 'refresh_long'),
    world.seal(other, { expiresIn: 3600 }, 'refresh_other'),
    world.seal(key, { expiresIn: -1 }, 'refresh_over'),
    Promise.resolve('garbage'),
  ])
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ visit: fc.constantFrom(...seals) }) },
    { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 700 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ keys: fc.constantFrom([key], [other], [key, other], [other, key]) }),
    },
    { weight: 1, arbitrary: fc.constant({ outage: true as const }) },
  )

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const forgetful = new CachedWorld(key, { sessionCacheMaxEntries: 0 })

      expect(await live(new CachedWorld(key), steps)).toStrictEqual(await live(forgetful, steps))
    }),
    { numRuns: 150 },
  )
})
