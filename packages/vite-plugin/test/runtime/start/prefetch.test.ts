import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { cookiesSetBy, createWorld, locationOf, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

/** What a browser says that only speculates. */
const PREFETCHES: [name: string, headers: Record<string, string>][] = [
  ['Sec-Purpose: prefetch', { 'sec-purpose': 'prefetch' }],
  ['Sec-Purpose: prefetch;prerender', { 'sec-purpose': 'prefetch;prerender' }],
  ['Purpose: prefetch', { purpose: 'prefetch' }],
  ['X-Moz: prefetch', { 'x-moz': 'prefetch' }],
]
const PREFETCH = { 'sec-purpose': 'prefetch' }
const PAGE = { accept: 'text/html', 'sec-fetch-mode': 'navigate' }

const REFUSED = ['getSignInUrl', 'getSignUpUrl', 'signOut', 'switchToOrganizationAction']

let world: World
let alice: TestBrowser

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(() => world.end())

beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  alice = world.newBrowser()
  await world.signIn(alice)
  // Clears the verifier.
  await alice.visit(`${ORIGIN}/`)
  world.workos.calls.length = 0
  return () => vi.restoreAllMocks()
})

/** What was done, and whether the browser may keep the answer for when the user comes. */
async function outcomeOf(response: Response): Promise<unknown> {
  const next = await alice.visit(`${ORIGIN}/me`)
  return {
    isKept: response.ok || !response.headers.get('cache-control')?.includes('no-store'),
    status: response.status,
    cookies: cookiesSetBy(response),
    exchanges: world.workos.exchanges,
    isSignedIn: next.html.includes('<p id="loader">alice@example.com</p>'),
  }
}

const NOTHING_DONE = { isKept: false, status: 503, cookies: [], exchanges: 0, isSignedIn: true }

describe.each(REFUSED)('%s() while a prefetched page loads', (act) => {
  test.each(PREFETCHES)(
    '%s: nothing is done, and the browser has nothing to keep',
    async (_name, headers) => {
      expect(
        await outcomeOf(await alice.send(`${ORIGIN}/eager?act=${act}`, { headers: { ...PAGE, ...headers } })),
      ).toEqual(NOTHING_DONE)
    },
  )

  test('also when the page makes do without', async () => {
    const url = `${ORIGIN}/eager?act=${act}&lenient=true`
    expect(await outcomeOf(await alice.send(url, { headers: { ...PAGE, ...PREFETCH } }))).toEqual(
      NOTHING_DONE,
    )
  })

  test('also in a server route', async () => {
    expect(
      await outcomeOf(await alice.send(`${ORIGIN}/api/probe/eager?act=${act}`, { headers: PREFETCH })),
    ).toEqual(NOTHING_DONE)
  })

  test('and says why', async () => {
    const response = await alice.send(`${ORIGIN}/api/probe/eager?act=${act}&tells`, { headers: PREFETCH })
    await expect(response.clone().text()).resolves.toBe('ERR_PREFETCH')
    expect(await outcomeOf(response)).toEqual(NOTHING_DONE)
  })

  test('and is done when the user comes', async () => {
    const response = await alice.send(`${ORIGIN}/eager?act=${act}`, { headers: PAGE })
    expect(response.status).toBeLessThan(400)
    expect(cookiesSetBy(response)).toHaveLength(1)
  })
})

describe.each(['', '&tells'])('what a handler%s told the framework before', (way) => {
  test.each(['&cache=public, max-age=60', '&cache=private, max-age=60', '&status=200', '&status=404'])(
    '%s: does not get the answer kept',
    async (told) => {
      const url = `${ORIGIN}/api/probe/eager?act=signOut${way}${told}`
      const response = await alice.send(url, { headers: PREFETCH })
      expect(response.headers.get('cache-control')).toBe('private, no-store')
      expect(response.headers.get('cdn-cache-control')).toBeNull()
      expect(await outcomeOf(response)).toEqual(NOTHING_DONE)
    },
  )
})

test('a call of a prerendered page learns why', async () => {
  const { error, response } = await world.call(alice, 'signOut', 'POST', undefined, PREFETCH)
  expect(error).toMatchObject({ message: expect.stringContaining('only prefetches this page') })
  expect(await outcomeOf(response)).toEqual(NOTHING_DONE)
})

describe('a prefetched page that only shows who is there', () => {
  test('is made, and kept out of shared caches', async () => {
    const response = await alice.send(`${ORIGIN}/me`, { headers: { ...PAGE, ...PREFETCH } })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    await expect(response.text()).resolves.toContain('<p id="loader">alice@example.com</p>')
  })

  test('gets new tokens for a session that needs them, and saves them', async () => {
    const browser = world.newBrowser()
    await world.signIn(browser, { expired: true })
    const response = await browser.send(`${ORIGIN}/me`, { headers: { ...PAGE, ...PREFETCH } })
    expect(response.status).toBe(200)
    expect(cookiesSetBy(response)).toEqual([SESSION])
    expect(world.workos.exchanges).toBe(1)
  })

  test('may ask for them itself', async () => {
    const response = await alice.send(`${ORIGIN}/eager?act=refreshAuthAction`, {
      headers: { ...PAGE, ...PREFETCH },
    })
    expect(response.status).toBe(200)
    expect(cookiesSetBy(response)).toEqual([SESSION])
  })

  test('leads to the sign-in route, which refuses, when it is for the signed-in', async () => {
    const nobody = world.newBrowser()
    const page = await nobody.send(`${ORIGIN}/guarded`, { headers: { ...PAGE, ...PREFETCH } })
    const signIn = await nobody.send(locationOf(page), { headers: { ...PAGE, ...PREFETCH } })
    expect(signIn.status).toBe(503)
    expect([page, signIn].flatMap(cookiesSetBy)).toEqual([])
  })
})

test('a prefetched callback whose verifier is gone starts no other sign-in', async () => {
  const nobody = world.newBrowser()
  const { url } = await nobody.visit(`${ORIGIN}/api/auth/sign-in`)
  const callback = `${ORIGIN}/api/auth/callback?code=x&state=${url.searchParams.get('state')}`
  const response = await world.newBrowser().send(callback, { headers: { ...PAGE, ...PREFETCH } })
  expect(response.status).toBe(400)
  expect(response.headers.get('location')).toBeNull()
})
