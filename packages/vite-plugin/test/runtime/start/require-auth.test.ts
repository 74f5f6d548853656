import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { requireAuth } from '../../../src/runtime/start/server.ts'
import { callServerFunction } from '../../app/call-server-function.ts'
import { createWorld, ORIGIN } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

const METHODS: Readonly<Record<string, 'GET' | 'POST'>> = { forAdmin: 'POST', afterSignOut: 'POST' }

let world: World
let alice: TestBrowser
let bob: TestBrowser
let nobody: TestBrowser

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(() => world.end())

beforeEach(async () => {
  ;[alice, bob, nobody] = [world.newBrowser(), world.newBrowser(), world.newBrowser()]
  await world.signIn(alice)
  await world.signIn(bob, { user: 'bob' })
})

const call = (browser: TestBrowser, name: string, headers?: Record<string, string>) =>
  world.call(browser, name, METHODS[name] ?? 'GET', undefined, headers)

describe('a guarded server function', () => {
  test('runs for the signed-in, and knows them', async () => {
    const { result } = await call(alice, 'forSignedIn')

    expect(result).toStrictEqual({
      email: 'alice@example.com',
      session: expect.stringMatching(/^session_/),
    })
  })

  test('refuses the signed-out', async () => {
    const { result, error, response } = await call(nobody, 'forSignedIn')

    expect(result).toBeUndefined()
    expect(error).toMatchObject({ message: 'Sign in to do this.' })
    expect(response.status).toBe(401)
  })

  test('does not believe what a caller says it is', async () => {
    const functions: Record<string, string> = await (
      await nobody.send(`${ORIGIN}/api/probe/functions`)
    ).json()
    const spoofed = {
      origin: ORIGIN,
      url: String(functions['forSignedIn']),
      method: 'GET',
      context: { user: { email: 'mallory@example.com' } },
    } as const

    const refused = await callServerFunction(nobody, spoofed)
    const answered = await callServerFunction(alice, spoofed)

    expect(refused.response.status).toBe(401)
    expect(answered.result).toMatchObject({ email: 'alice@example.com' })
  })

  test.each([
    ['the signed-out', () => nobody, 'ERR_NOT_SIGNED_IN'],
    ['who lacks the role', () => alice, 'ERR_NOT_ALLOWED'],
  ])('called on the server by %s, it throws an error with a code', async (_name, browser, code) => {
    const response = await browser().send(`${ORIGIN}/api/probe/guarded`)

    await expect(response.json()).resolves.toStrictEqual({ code })
  })

  test('called on the server while WorkOS is down, it throws an error with a code', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const browser = world.newBrowser()
    await world.signIn(browser, { expired: true })
    world.workos.fail(() => new Response(null, { status: 503 }))

    const response = await browser.send(`${ORIGIN}/api/probe/guarded`)
    world.workos.fail()

    await expect(response.json()).resolves.toStrictEqual({ code: 'ERR_SESSION_UNKNOWN' })
  })

  test('finds nobody any more after a sign-out of its own', async () => {
    const { error, response } = await call(alice, 'afterSignOut')

    expect(error).toMatchObject({ message: 'Sign in to do this.' })
    expect(response.status).toBe(401)
  })

  test('says that it cannot tell when the session has to be refreshed and WorkOS is down', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const browser = world.newBrowser()
    await world.signIn(browser, { expired: true })
    world.workos.fail(() => new Response(null, { status: 503 }))

    const { error, response } = await call(browser, 'orSignIn')
    world.workos.fail()

    expect(error).toMatchObject({ message: expect.stringContaining('can not be told now') })
    expect(response.status).toBe(503)
  })
})

describe('roles and permissions', () => {
  test.each([
    ['forAdmin', true, false],
    ['forOneOfTwoRoles', true, false],
    ['forOwner', false, false],
    ['forPermitted', true, true],
    ['forTwicePermitted', false, false],
  ])('%s is for Alice: %s, for Bob: %s', async (name, forAlice, forBob) => {
    const answers = [await call(alice, name), await call(bob, name)]

    expect(answers.map(({ response }) => response.status)).toStrictEqual(
      [forAlice, forBob].map((isFor) => (isFor ? 200 : 403)),
    )
    expect(answers.map(({ result }) => result)).toStrictEqual([
      forAlice ? 'alice@example.com' : undefined,
      forBob ? 'bob@example.com' : undefined,
    ])
  })

  test.each(['forAdmin', 'forOwner', 'forPermitted'])('%s is for nobody who is signed out', async (name) => {
    expect((await call(nobody, name)).response.status).toBe(401)
  })

  test.each(['role', 'permission'] as const)('an empty list of %ss is a mistake', (option) => {
    expect(() => requireAuth({ [option]: [] })).toThrow(TypeError)
  })
})

describe('with `signedOut: "sign-in"`', () => {
  test('a page that loads by it leads to the sign-in, and back', async () => {
    const response = await nobody.send(`${ORIGIN}/guarded?page=2`, {
      headers: { 'sec-fetch-mode': 'navigate', accept: 'text/html' },
    })

    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/api/auth/sign-in?returnPathname=%2Fguarded%3Fpage%3D2')
  })

  test('a call leads back to the page that made it', async () => {
    const { response } = await call(nobody, 'orSignIn', { referer: `${ORIGIN}/posts?page=2` })

    expect(await response.text()).toContain('/api/auth/sign-in?returnPathname=%2Fposts%3Fpage%3D2')
  })

  test('a call of another site leads nowhere else', async () => {
    const { response } = await call(nobody, 'orSignIn', { referer: 'https://evil.example//evil.example/a' })

    expect(await response.text()).toContain('/api/auth/sign-in?returnPathname=%2Fevil.example%2Fa')
  })

  test('the signed-in get what they came for', async () => {
    const { html } = await alice.visit(`${ORIGIN}/guarded`)

    expect(html).toContain('alice@example.com')
  })
})
