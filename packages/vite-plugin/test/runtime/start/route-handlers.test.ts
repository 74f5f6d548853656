import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { LARGE_ORGANIZATION } from '../../app/local-workos.ts'
import { cookiesSetBy, createWorld, locationOf, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

const SIGN_IN = `${ORIGIN}/api/auth/sign-in`
const SIGN_OUT = `${ORIGIN}/api/auth/sign-out`
const CALLBACK = `${ORIGIN}/api/auth/callback`
const STRICT_CALLBACK = `${ORIGIN}/api/auth/strict-callback`
const HTML = { accept: 'text/html,*/*;q=0.8' }
const JSON_ONLY = { accept: 'application/json' }

let world: World
let browser: TestBrowser

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(() => world.end())

beforeEach(() => {
  browser = world.newBrowser()
  world.workos.fail()
  return () => vi.restoreAllMocks()
})

describe('handleSignInRoute', () => {
  test('sends the browser to AuthKit with one fresh cookie', async () => {
    const response = await browser.send(SIGN_IN)
    expect(response.status).toBe(302)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(cookiesSetBy(response)).toEqual([expect.stringMatching(/^wos-auth-verifier-[\da-f]{8}$/)])
    const { pathname, searchParams } = locationOf(response)
    expect(pathname).toBe('/user_management/authorize')
    expect(searchParams.get('redirect_uri')).toBe(CALLBACK)
    expect(searchParams.get('code_challenge_method')).toBe('S256')
  })

  test.each([
    ['/me', '/me'],
    ['/me?a=1&b=2#c', '/me?a=1&b=2#c'],
    ['me', '/me'],
    ['', '/'],
    ['https://evil.example/steal', '/steal'],
    ['//evil.example', '/'],
    [String.raw`/\evil.example`, '/'],
    ['javascript:alert(1)', '/alert(1)'],
    ['/api/auth/sign-in', '/'],
    ['/api/auth/sign-out?x', '/'],
    ['/api/auth/callback', '/'],
    ['/api/auth/sign-in/', '/'],
    ['/api//auth/Sign-Out?x', '/'],
    ['/api/auth/sign%2Dout', '/'],
    ['/a%', '/a%'],
  ])('returnPathname %j ends at %j', async (asked, expected) => {
    const { response } = await world.signIn(browser, { returnPathname: asked })
    expect(response.headers.get('location')).toBe(expected)
  })

  test.each([
    ['a prefetch (Sec-Purpose)', { headers: { 'sec-purpose': 'prefetch;prerender' } }, 503],
    ['a prefetch (Purpose)', { headers: { purpose: 'prefetch' } }, 503],
    ['a prefetch (X-Moz)', { headers: { 'x-moz': 'prefetch' } }, 503],
    ['HEAD', { method: 'HEAD' }, 405],
  ])('%s starts nothing', async (_, init, status) => {
    const response = await browser.send(SIGN_IN, init)
    expect(response.status).toBe(status)
    expect(response.headers.get('location')).toBeNull()
    expect(cookiesSetBy(response)).toEqual([])
  })

  test('several sign-ins may be under way, and each can be finished', async () => {
    const first = await browser.visit(SIGN_IN)
    const second = await browser.visit(SIGN_IN)
    const chosen = await browser.send(first.url, {
      method: 'POST',
      body: new URLSearchParams({ user_id: 'user_local_bob' }),
    })
    const response = await browser.send(locationOf(chosen))
    expect(cookiesSetBy(response)).toEqual([SESSION])
    const other = await browser.send(second.url, {
      method: 'POST',
      body: new URLSearchParams({ user_id: 'user_local_alice' }),
    })
    expect(cookiesSetBy(await browser.send(locationOf(other)))).toEqual([SESSION])
  })

  test('six within a minute can all be finished', async () => {
    const pages = []
    for (let started = 0; started < 6; started++) pages.push(await browser.visit(SIGN_IN))
    for (const page of pages) {
      const chosen = await browser.send(page.url, {
        method: 'POST',
        body: new URLSearchParams({ user_id: 'user_local_alice' }),
      })
      expect(cookiesSetBy(await browser.send(locationOf(chosen)))).toEqual([SESSION])
    }
  })

  test('the sixth forgets the oldest after a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    for (let started = 0; started < 5; started++) await browser.send(SIGN_IN)
    const [oldest] = browser.cookies(ORIGIN).keys()
    vi.setSystemTime(Date.now() + 61_000)
    const sixth = await browser.send(SIGN_IN)
    vi.useRealTimers()

    expect(cookiesSetBy(sixth).filter((name) => name.endsWith(' deleted'))).toEqual([`${oldest} deleted`])
    expect(cookiesSetBy(sixth).at(-1)).toMatch(/^wos-auth-verifier-[\da-f]{8}$/)
    expect(browser.cookies(ORIGIN).size).toBe(5)
  })
})

describe('handleSignOutRoute', () => {
  beforeEach(() => world.signIn(browser))

  test.each(['GET', 'POST'])('%s ends the session with a 303', async (method) => {
    const response = await browser.send(SIGN_OUT, { method, headers: { 'sec-fetch-site': 'same-origin' } })
    expect(response.status).toBe(303)
    expect(locationOf(response).pathname).toBe('/user_management/sessions/logout')
    expect(locationOf(response).searchParams.get('return_to')).toBe(`${ORIGIN}/goodbye`)
    expect(cookiesSetBy(response)).toEqual([`${SESSION} deleted`])
  })

  test.each([
    ['another site, by Sec-Fetch-Site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['another site, by Origin', { method: 'POST', headers: { origin: 'https://evil.example' } }, 403],
    ['a prefetch', { headers: { 'sec-purpose': 'prefetch' } }, 503],
    ['HEAD', { method: 'HEAD' }, 405],
  ])('%s ends nothing', async (_, init, status) => {
    await browser.visit(`${ORIGIN}/`)
    const response = await browser.send(SIGN_OUT, init)
    expect(response.status).toBe(status)
    expect(cookiesSetBy(response)).toEqual([])
    expect(browser.cookies(ORIGIN).has(SESSION)).toBe(true)
  })

  test('without a session it only goes on', async () => {
    const response = await world.newBrowser().send(SIGN_OUT)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/goodbye')
    expect(cookiesSetBy(response)).toEqual([])
  })

  test('a cookie that is no session any more is cleared', async () => {
    browser.cookies(ORIGIN).set(SESSION, 'something-else')
    await browser.visit(`${ORIGIN}/`)
    const response = await browser.send(SIGN_OUT)
    expect(response.headers.get('location')).toBe('/goodbye')
    expect(cookiesSetBy(response)).toEqual([`${SESSION} deleted`])
  })
})

describe('handleCallbackRoute', () => {
  /** Everything up to the callback's own request. */
  async function callbackUrl(user = 'alice', callback = CALLBACK): Promise<URL> {
    const page = await browser.visit(SIGN_IN)
    const chosen = await browser.send(page.url, {
      method: 'POST',
      body: new URLSearchParams({ user_id: `user_local_${user}` }),
    })
    const url = new URL(callback)
    url.search = locationOf(chosen).search
    return url
  }

  function spyOnLog(): ReturnType<typeof vi.spyOn> {
    return vi.spyOn(console, 'error').mockReturnValue()
  }

  test('a failure is logged once, and clears the verifier once', async () => {
    const log = spyOnLog()
    const url = await callbackUrl()
    const [verifier] = browser.cookies(ORIGIN).keys()
    url.searchParams.set('code', 'not-a-code')
    const response = await browser.send(url, { headers: JSON_ONLY })

    expect(log).toHaveBeenCalledExactlyOnceWith('OAuth callback failed', expect.any(Error))
    expect(cookiesSetBy(response)).toEqual([`${verifier} deleted`])
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test.each([
    ['cancelled by the user', '?error=access_denied&error_description=No+thanks', 400, 'cancelled'],
    ['refused by AuthKit', '?error=server_error', 400, 'could not be completed'],
    ['without a code', '', 400, 'not complete'],
    ['without a state', '?code=x', 400, 'not complete'],
    ['without the cookie', '?code=x&state=y', 400, 'expired'],
  ])('%s: a page for a browser, JSON for others', async (_, search, status, words) => {
    spyOnLog()
    const page = await browser.send(CALLBACK + search, { headers: HTML })
    expect(page.status).toBe(status)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const html = await page.text()
    expect(html).toContain(words)
    expect(html).toContain('<a href="/api/auth/sign-in">Try again</a>')

    const json = await browser.send(CALLBACK + search, { headers: JSON_ONLY })
    expect(json.status).toBe(status)
    expect(await json.json()).toEqual({
      error: { message: 'Authentication failed', description: expect.stringContaining("Couldn't sign in") },
    })
  })

  test('nothing of the request is repeated in the page', async () => {
    spyOnLog()
    const page = await browser.send(`${CALLBACK}?error=%3Cscript%3E&error_description=%3Cimg%3E`, {
      headers: HTML,
    })
    expect(await page.text()).not.toMatch(/<script|<img/)
  })

  test.each([
    ['access_denied', 'denied'],
    ['temporarily_unavailable', 'provider'],
  ])('onError can tell %s', async (error, category) => {
    spyOnLog()
    const response = await browser.send(`${STRICT_CALLBACK}?error=${error}&error_description=because`)
    expect(response.status).toBe(418)
    expect(await response.json()).toEqual({ category, message: expect.stringContaining('because') })
  })

  test('onError can tell that WorkOS is down', async () => {
    spyOnLog()
    const url = await callbackUrl('alice', STRICT_CALLBACK)
    world.workos.fail(() => new Response('down', { status: 503 }))
    const response = await browser.send(url)
    expect(await response.json()).toMatchObject({ category: 'unavailable' })
  })

  test('no session begins when onSuccess throws', async () => {
    spyOnLog()
    const url = await callbackUrl('bob', STRICT_CALLBACK)
    const [verifier] = browser.cookies(ORIGIN).keys()
    const response = await browser.send(url)
    expect(await response.json()).toEqual({ category: 'unknown', message: 'Alice only' })
    expect(cookiesSetBy(response)).toEqual([`${verifier} deleted`])
  })

  test('a session that is too large for one cookie is told about, once', async () => {
    const log = vi.spyOn(console, 'warn').mockReturnValue()
    const { result } = await world.call(browser, 'getSignInUrl', 'GET', {
      organizationId: LARGE_ORGANIZATION,
    })
    const page = await browser.visit(String(result))
    const chosen = await browser.send(page.url, {
      method: 'POST',
      body: new URLSearchParams({ user_id: 'user_local_alice' }),
    })
    await browser.send(locationOf(chosen))
    const told = expect.stringMatching(/^A session takes 4 cookies, \d+ bytes .*: claim "permissions" \(/)
    expect(log).toHaveBeenCalledExactlyOnceWith(told)

    await world.call(browser, 'refreshAuthAction', 'POST')
    expect(log).toHaveBeenCalledTimes(1)
  })

  test("the route's own return path wins", async () => {
    const response = await browser.send(await callbackUrl('alice', STRICT_CALLBACK))
    expect(response.headers.get('location')).toBe('/me?from=callback')
    expect(cookiesSetBy(response)).toEqual([SESSION])
  })

  test('a code works once', async () => {
    spyOnLog()
    const url = await callbackUrl()
    await browser.send(url)
    const again = await browser.send(url, { headers: JSON_ONLY })
    expect(again.status).toBe(400)
    expect(cookiesSetBy(again).filter((name) => name.startsWith(SESSION))).toEqual([])
  })
})
