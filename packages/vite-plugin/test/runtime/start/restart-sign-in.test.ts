import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

import { cookiesSetBy, createWorld, locationOf, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

const HTML = { accept: 'text/html,*/*;q=0.8' }
const SIGN_IN = `${ORIGIN}/api/auth/sign-in?returnPathname=/posts%3Fpage%3D2`

let world: World
let browser: TestBrowser

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(() => world.end())

beforeEach(() => {
  browser = world.newBrowser()
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Chooses Alice on AuthKit's page, and gives the address that she is sent back to. */
async function chooseAlice(page: URL): Promise<URL> {
  const body = new URLSearchParams({ user_id: 'user_local_alice' })
  return locationOf(await browser.send(page, { method: 'POST', body }))
}

async function callbackWithoutVerifier(): Promise<URL> {
  const { url } = await browser.visit(SIGN_IN)
  const callback = await chooseAlice(url)
  browser.cookies(ORIGIN).clear()
  return callback
}

test('a callback whose verifier is gone starts over, and ends where the sign-in was to end', async () => {
  const callback = await callbackWithoutVerifier()

  const restarted = await browser.send(callback, { headers: HTML })
  expect(restarted.status).toBe(302)
  expect(restarted.headers.get('cache-control')).toContain('no-store')
  expect(cookiesSetBy(restarted)).toEqual([expect.stringMatching(/^wos-auth-verifier-[\da-f]{8}$/)])

  const finished = await browser.send(await chooseAlice(locationOf(restarted)), { headers: HTML })
  expect(finished.headers.get('location')).toBe('/posts?page=2')
  expect(cookiesSetBy(finished)).toEqual([SESSION])
})

test('once: where no cookie arrives at all, the second callback says so', async () => {
  const restarted = await browser.send(await callbackWithoutVerifier(), { headers: HTML })
  const second = await chooseAlice(locationOf(restarted))
  browser.cookies(ORIGIN).clear()

  const failed = await browser.send(second, { headers: HTML })

  expect(failed.status).toBe(400)
  expect(await failed.text()).toContain('Try again')
})

test('so does one that comes after a quarter of an hour', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const callback = await callbackWithoutVerifier()
  vi.setSystemTime(Date.now() + 15 * 60_000)

  const restarted = await browser.send(callback, { headers: HTML })

  expect(restarted.status).toBe(302)
  expect(locationOf(restarted).searchParams.get('state')).toMatch(/^Fe26\.2/)
})

test.each<[string, (callback: URL) => URL, HeadersInit]>([
  ['a client that opens no page', (callback) => callback, { accept: 'application/json' }],
  ['a state that was made up', () => new URL(`${ORIGIN}/api/auth/callback?code=x&state=y`), HTML],
  ['no state', () => new URL(`${ORIGIN}/api/auth/callback?code=x`), HTML],
])('nothing starts for %s', async (_name, change, headers) => {
  const response = await browser.send(change(await callbackWithoutVerifier()), { headers })

  expect(response.status).toBe(400)
  expect(response.headers.get('location')).toBeNull()
})

test('an app with an `onError` of its own is asked instead', async () => {
  const callback = await callbackWithoutVerifier()
  callback.pathname = '/api/auth/strict-callback'

  const response = await browser.send(callback, { headers: HTML })

  expect(response.status).not.toBe(302)
})
