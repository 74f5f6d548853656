import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'

import { hostFixture } from '../../app/hosted-app.ts'
import type { HostOptions } from '../../app/hosted-app.ts'
import { copyAllHeaders, copyLastOfEach, forwarded, silent, xForwarded } from '../../app/hosts.ts'
import { SECOND_ORGANIZATION } from '../../app/local-workos.ts'
import { createHostedWorld, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

const HTTP = 'http://app.example.com'
const HTTPS = 'https://app.example.com'

let world: World
let browser: TestBrowser

/** Who the app says is there, and in which organization; asked with a page, so that everything may be cleaned up. */
async function whoIsThere(): Promise<string> {
  const { html } = await browser.visit(`${world.origin}/me`)
  return /<p id="loader">(.*?)<\/p>/.exec(html)?.[1] ?? html
}

async function organization(): Promise<unknown> {
  const { result } = await world.call(browser, 'getAuthAction', 'GET')
  return result instanceof Object && 'organizationId' in result ? result.organizationId : result
}

const exchanges = (): number => world.workos.calls.filter((call) => call.endsWith('/authenticate')).length

describe.each<[string, string, HostOptions]>([
  ['a server that keeps every cookie', HTTP, { copyHeaders: copyAllHeaders }],
  ['a server that keeps the last Set-Cookie', HTTP, { copyHeaders: copyLastOfEach }],
  ['a TLS proxy (X-Forwarded-Proto)', HTTPS, { copyHeaders: copyAllHeaders, proxyHeaders: xForwarded }],
  ['a TLS proxy (Forwarded)', HTTPS, { copyHeaders: copyAllHeaders, proxyHeaders: forwarded }],
  ['a TLS proxy that says nothing', HTTPS, { copyHeaders: copyAllHeaders, proxyHeaders: silent }],
  ['both at once', HTTPS, { copyHeaders: copyLastOfEach, proxyHeaders: xForwarded }],
])('behind %s', (_, origin, options) => {
  beforeAll(async () => {
    world = await createHostedWorld({ origin, deploy: () => hostFixture(inject('fixture'), options) })
  })

  afterAll(() => world.end())

  beforeEach(() => {
    browser = world.newBrowser()
    return () => vi.restoreAllMocks()
  })

  test('a sign-in stays, and its cookie is Secure exactly where the browser uses TLS', async () => {
    const { response } = await world.signIn(browser, { returnPathname: '/me?tab=a' })
    expect(response.headers.get('location')).toBe('/me?tab=a')
    const [cookie = ''] = response.headers.getSetCookie()
    expect(cookie.split('; ').includes('Secure')).toBe(origin === HTTPS)
    await expect(whoIsThere()).resolves.toBe('alice@example.com')
    await expect(whoIsThere()).resolves.toBe('alice@example.com')
  })

  test('a sign-in as somebody else, over a session that has run out, stays', async () => {
    await world.signIn(browser, { expired: true })
    await world.signIn(browser, { user: 'bob' })
    await expect(whoIsThere()).resolves.toBe('bob@example.com')
    await expect(whoIsThere()).resolves.toBe('bob@example.com')
  })

  test('a sign-in that is begun over a session that has run out, and given up, leaves the session', async () => {
    await world.signIn(browser, { expired: true })
    await browser.send(`${world.origin}/api/auth/sign-in`)
    await expect(whoIsThere()).resolves.toBe('alice@example.com')
  })

  test('a refreshed session stays: the next request needs no other', async () => {
    await world.signIn(browser, { expired: true })
    const old = browser.cookies(world.origin).get(SESSION)
    await expect(whoIsThere()).resolves.toBe('alice@example.com')
    expect(browser.cookies(world.origin).get(SESSION)).not.toBe(old)
    await expect(whoIsThere()).resolves.toBe('alice@example.com')
    expect(exchanges()).toBe(1)
  })

  test.each<[string, () => Promise<unknown>]>([
    ["the app's own cookies", () => browser.send(`${world.origin}/api/probe/own-cookie`)],
    ['the verifier of a sign-in that a page prepares', () => world.call(browser, 'getSignInUrl', 'GET')],
    [
      'the end of a sign-in that failed',
      () => browser.send(`${world.origin}/api/auth/callback?code=unknown&state=unknown`),
    ],
  ])('a refreshed session stays with an answer that also has %s', async (_, ask) => {
    vi.spyOn(console, 'error').mockReturnValue()
    await world.signIn(browser, { expired: true })
    const old = browser.cookies(world.origin).get(SESSION)
    await ask()
    const refreshed = browser.cookies(world.origin).get(SESSION)
    expect(refreshed).not.toBe(old)
    await expect(whoIsThere()).resolves.toBe('alice@example.com')
    expect(browser.cookies(world.origin).get(SESSION)).toBe(refreshed)
  })

  test('a refresh that the page asks for stays', async () => {
    await world.signIn(browser, { expired: true })
    const { result } = await world.call(browser, 'refreshAccessTokenAction', 'POST')
    const { result: next } = await world.call(browser, 'getAccessTokenAction', 'GET')
    expect(next).toBe(result)
  })

  test.each([false, true])(
    'a switch of organization stays (of a session that has run out: %s)',
    async (expired) => {
      await world.signIn(browser, { expired })
      const { response } = await world.call(browser, 'switchToOrganizationAction', 'POST', {
        organizationId: SECOND_ORGANIZATION,
      })
      expect(response.status).toBe(200)
      await expect(organization()).resolves.toBe(SECOND_ORGANIZATION)
      await expect(whoIsThere()).resolves.toBe('alice@example.com')
      await expect(organization()).resolves.toBe(SECOND_ORGANIZATION)
    },
  )

  test.each([false, true])(
    'a sign-out by its route stays (of a session that has run out: %s)',
    async (expired) => {
      await world.signIn(browser, { expired })
      const out = await browser.visit(`${world.origin}/api/auth/sign-out`, {
        method: 'POST',
        headers: { origin, 'sec-fetch-site': 'same-origin' },
      })
      // WorkOS sends the browser back to where it knows the app.
      expect(out.url.href).toBe(`${origin}/goodbye`)
      expect(browser.cookies(world.origin).has(SESSION)).toBe(false)
      await expect(whoIsThere()).resolves.toBe('nobody')
    },
  )

  test('a sign-out by an old browser, which says only where it comes from, stays', async () => {
    await world.signIn(browser)
    const out = await browser.send(`${world.origin}/api/auth/sign-out`, {
      method: 'POST',
      headers: { origin },
    })
    expect(out.status).toBe(303)
    await expect(whoIsThere()).resolves.toBe('nobody')
  })

  test.each([false, true])(
    'a sign-out by a server function stays (of a session that has run out: %s)',
    async (expired) => {
      await world.signIn(browser, { expired })
      const { error } = await world.call(browser, 'signOut', 'POST', { returnTo: '/goodbye' })
      expect(error).toMatchObject({ options: { href: expect.stringContaining('/sessions/logout') } })
      expect(browser.cookies(world.origin).has(SESSION)).toBe(false)
      await expect(whoIsThere()).resolves.toBe('nobody')
    },
  )
})
