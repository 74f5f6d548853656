import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { cookiesSetBy, createWorld, locationOf, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import { TestBrowser } from '../../app/test-browser.ts'

/** Another host of the same app, with cookies of its own. */
const OTHER = 'http://127.0.0.1:3000'
const HTML = { accept: 'text/html,*/*;q=0.8' }

let world: World
let browser: TestBrowser

beforeAll(async () => {
  vi.stubEnv('WORKOS_REDIRECT_HOSTS', 'localhost,127.0.0.1')
  world = await createWorld()
}, 120_000)

afterAll(() => world.end())

beforeEach(() => {
  browser = new TestBrowser({ [ORIGIN]: world.app.fetch, [OTHER]: world.app.fetch })
  vi.spyOn(console, 'error').mockReturnValue()
  return () => vi.restoreAllMocks()
})

/** Chooses Alice on AuthKit's page, and gives the address that she is sent back to. */
async function chooseAlice(page: URL): Promise<URL> {
  const body = new URLSearchParams({ user_id: 'user_local_alice' })
  return locationOf(await browser.send(page, { method: 'POST', body }))
}

describe.each([
  [ORIGIN, OTHER],
  [OTHER, ORIGIN],
])('a sign-in that began at %s, whose callback comes to %s', (from, to) => {
  let callback: URL
  let sentBackTo: string

  beforeEach(async () => {
    const { url } = await browser.visit(`${from}/api/auth/sign-in?returnPathname=/me`)
    callback = await chooseAlice(url)
    sentBackTo = callback.origin
    callback.host = new URL(to).host
  })

  test('starts over there once, and is finished there', async () => {
    expect(sentBackTo).toBe(from)
    const restarted = await browser.send(callback, { headers: HTML })
    expect(restarted.status).toBe(302)
    expect(locationOf(restarted).searchParams.get('redirect_uri')).toBe(`${to}/api/auth/callback`)

    const again = await chooseAlice(locationOf(restarted))
    expect(again.origin).toBe(to)
    const finished = await browser.send(again, { headers: HTML })
    expect(finished.headers.get('location')).toBe('/me')
    expect(cookiesSetBy(finished)).toEqual([SESSION])
    expect(browser.cookies(from).has(SESSION)).toBe(false)
  })

  test('is finished there by the browser that began it, when the cookie is for both', async () => {
    for (const [name, value] of browser.cookies(from)) browser.cookies(to).set(name, value)
    const finished = await browser.send(callback, { headers: HTML })
    expect(finished.headers.get('location')).toBe('/me')
    expect(cookiesSetBy(finished)).toEqual([SESSION])
  })

  test('is not finished by another browser', async () => {
    const stranger = new TestBrowser({ [to]: world.app.fetch })
    const response = await stranger.send(callback, { headers: { accept: 'application/json' } })
    expect(response.status).toBe(400)
    expect(cookiesSetBy(response)).not.toContain(SESSION)
  })
})

test('a callback URL of its own is kept where the host has none', async () => {
  const { result } = await world.call(world.newBrowser(), 'getSignInUrl', 'GET', {
    redirectUri: 'http://[::1]:3000/api/auth/callback',
  })
  const state = new URL(String(result)).searchParams.get('state')
  const asked = new Request(`http://10.0.0.7:8080/api/auth/callback?code=x&state=${state}`, { headers: HTML })
  const restarted = await world.app.fetch(asked)
  expect(locationOf(restarted).searchParams.get('redirect_uri')).toBe('http://[::1]:3000/api/auth/callback')
})
