import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'

import { cookiesSetBy, createWorld, locationOf, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import { LARGE_ORGANIZATION, SECOND_ORGANIZATION } from '../../app/local-workos.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

let world: World
let browser: TestBrowser

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(() => world.end())

beforeEach(() => {
  browser = world.newBrowser()
  world.workos.fail()
  world.workos.calls.length = 0
  return () => vi.restoreAllMocks()
})

describe('a session that takes several cookies', () => {
  const CHUNKS = [0, 1, 2].map((index) => `${SESSION}.${index}`)
  const sessionCookies = (): string[] =>
    [...browser.cookies(ORIGIN).keys()].filter((name) => name.startsWith(SESSION)).toSorted()

  async function switchTo(organizationId: string): Promise<void> {
    vi.spyOn(console, 'warn').mockReturnValue()
    await world.call(browser, 'switchToOrganizationAction', 'POST', { organizationId })
  }

  test('lasts from page to page, is refreshed, and the session cookie comes last', async () => {
    await world.signIn(browser)
    await switchTo(LARGE_ORGANIZATION)
    expect(sessionCookies()).toEqual([SESSION, ...CHUNKS])
    const old = browser.cookies(ORIGIN).get(SESSION)

    const { response } = await world.call(browser, 'refreshAuthAction', 'POST')
    expect(cookiesSetBy(response)).toEqual([...CHUNKS, SESSION])
    expect(browser.cookies(ORIGIN).get(SESSION)).not.toBe(old)
    const next = await browser.visit(`${ORIGIN}/me`)
    expect(next.html).toContain('<p id="loader">alice@example.com</p>')
    expect(cookiesSetBy(next.response).filter((name) => name.startsWith(SESSION))).toEqual([])
  })

  test('is in one again when it fits, and the others are gone', async () => {
    await world.signIn(browser)
    await switchTo(LARGE_ORGANIZATION)
    await switchTo(SECOND_ORGANIZATION)
    expect(sessionCookies()).toEqual([SESSION])
    const { html } = await browser.visit(`${ORIGIN}/me`)
    expect(html).toContain('<p id="loader">alice@example.com</p>')
  })

  test('is gone with all of them after a sign-out', async () => {
    await world.signIn(browser)
    await switchTo(LARGE_ORGANIZATION)
    const { error } = await world.call(browser, 'signOut', 'POST', { returnTo: '/goodbye' })
    expect(error).toMatchObject({ options: { href: expect.stringContaining('/sessions/logout') } })
    expect(sessionCookies()).toEqual([])
  })

  test('is none when one of them is lost, which is told about once', async () => {
    await world.signIn(browser)
    await switchTo(LARGE_ORGANIZATION)
    browser.cookies(ORIGIN).delete(`${SESSION}.1`)
    const log = vi.spyOn(console, 'error').mockReturnValue()
    for (let visit = 0; visit < 2; visit++) {
      const { html } = await browser.visit(`${ORIGIN}/me`)
      expect(html).toContain('<p id="loader">nobody</p>')
    }
    expect(log).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('"wos-session" that the callback or refresh set did not come back'),
    )
    await world.signIn(browser, { user: 'bob' })
    expect(sessionCookies()).toEqual([SESSION])
  })
})

describe('a whole visit', () => {
  test('the callback sets one cookie and goes to a path of the app', async () => {
    const { response } = await world.signIn(browser, { returnPathname: '/me?tab=a#top' })

    expect(response.status).toBe(307)
    expect(response.headers.get('location')).toBe('/me?tab=a#top')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(cookiesSetBy(response)).toEqual([SESSION])
  })

  test('the verifier is cleared with the next page, and only once', async () => {
    await world.signIn(browser)
    const verifier = [...browser.cookies(ORIGIN).keys()].find((name) => name.startsWith('wos-auth-verifier-'))

    const next = await browser.visit(`${ORIGIN}/me`)
    expect(cookiesSetBy(next.response)).toEqual([`${verifier} deleted`])
    const afterNext = await browser.visit(`${ORIGIN}/me`)
    expect(cookiesSetBy(afterNext.response)).toEqual([])
  })

  test('a loader and the provider know the user while the page is rendered', async () => {
    await world.signIn(browser)

    const me = await browser.visit(`${ORIGIN}/me`)
    expect(me.html).toContain('<p id="loader">alice@example.com</p>')
    const home = await browser.visit(`${ORIGIN}/`)
    expect(home.html).toContain('<p id="hook">alice@example.com</p>')
    expect(world.workos.exchanges).toBe(0)
  })

  test('without a session nobody is known, and no cookie is set', async () => {
    const home = await browser.visit(`${ORIGIN}/`)
    expect(home.html).toContain('<p id="hook">nobody</p>')
    expect(cookiesSetBy(home.response)).toEqual([])
  })

  test('the document carries the user and no token', async () => {
    await world.signIn(browser)
    const { html } = await browser.visit(`${ORIGIN}/`)

    const [, text = ''] =
      /<script type="application\/json" data-authkit-state="">(.*?)<\/script>/.exec(html) ?? []
    expect(JSON.parse(text)).toMatchObject({ user: { email: 'alice@example.com' }, role: 'admin' })
    expect(html).not.toMatch(/accessToken|refreshToken|eyJ/)
  })

  test('the sign-out route ends both sessions', async () => {
    await world.signIn(browser)
    const out = await browser.visit(`${ORIGIN}/api/auth/sign-out`)

    const [first] = out.trail
    expect(first?.status).toBe(303)
    expect(first && cookiesSetBy(first)).toEqual([`${SESSION} deleted`])
    expect(first && locationOf(first).searchParams.get('return_to')).toBe(`${ORIGIN}/goodbye`)
    expect(out.url.href).toBe(`${ORIGIN}/goodbye`)
    const home = await browser.visit(`${ORIGIN}/`)
    expect(home.html).toContain('<p id="hook">nobody</p>')
  })
})

describe('documents in shared caches', () => {
  test('a page of a signed-in user is kept out of them, whatever its route says', async () => {
    await world.signIn(browser)
    const { response } = await browser.visit(`${ORIGIN}/public`)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('cdn-cache-control')).toBeNull()
  })

  test('a page for everybody stays cacheable, by cookie', async () => {
    const { response } = await browser.visit(`${ORIGIN}/public`)
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
    expect(response.headers.get('cdn-cache-control')).toBe('public, max-age=3600')
    expect(response.headers.get('vary')).toBe('Accept-Language, Cookie')
  })
})

test('a prerendered page is for nobody, and has the browser ask', async () => {
  await world.signIn(browser)
  vi.stubEnv('TSS_PRERENDERING', 'true')
  onTestFinished(() => void vi.stubEnv('TSS_PRERENDERING', undefined))
  const { html } = await browser.visit(`${ORIGIN}/`)
  expect(html).toContain('<p id="hook">loading</p>')
  expect(html).not.toContain('data-authkit-state')
})

describe('a request that arrives with an expired access token', () => {
  beforeEach(() => world.signIn(browser, { expired: true }))

  test('is refreshed once, and the new session is saved', async () => {
    const before = browser.cookies(ORIGIN).get(SESSION)
    const me = await browser.visit(`${ORIGIN}/me`)

    expect(me.html).toContain('alice@example.com')
    expect(cookiesSetBy(me.response)).toEqual([SESSION])
    expect(browser.cookies(ORIGIN).get(SESSION)).not.toBe(before)
    await browser.visit(`${ORIGIN}/me`)
    expect(world.workos.exchanges).toBe(1)
  })

  test('a verifier that could not be cleared with the new session is cleared with the next page', async () => {
    const me = await browser.visit(`${ORIGIN}/me`)
    expect(cookiesSetBy(me.response)).toEqual([SESSION])
    const next = await browser.visit(`${ORIGIN}/me`)
    expect(cookiesSetBy(next.response)).toEqual([expect.stringMatching(/^wos-auth-verifier-.* deleted$/)])
  })

  test('is refreshed once for several requests at the same time', async () => {
    const pages = await Promise.all([1, 2, 3].map(() => browser.visit(`${ORIGIN}/me`)))
    expect(pages.map(({ html }) => html.includes('alice@example.com'))).toEqual([true, true, true])
    expect(world.workos.exchanges).toBe(1)
  })

  test('leaves no session behind when it signs out', async () => {
    const out = await browser.send(`${ORIGIN}/api/auth/sign-out`, { method: 'POST' })
    expect(cookiesSetBy(out)).toEqual([`${SESSION} deleted`])
    expect(browser.cookies(ORIGIN).has(SESSION)).toBe(false)
  })

  test('leaves no session behind when a server function signs out', async () => {
    const { response } = await world.call(browser, 'signOut', 'POST')
    expect(cookiesSetBy(response)).toEqual([`${SESSION} deleted`])
  })

  test('keeps the new sign-in of another user', async () => {
    await world.signIn(browser, { user: 'bob' })
    const me = await browser.visit(`${ORIGIN}/me`)
    expect(me.html).toContain('bob@example.com')
  })

  test('answers with the newest session after a refresh by the handler', async () => {
    const { result, response } = await world.call(browser, 'refreshAccessTokenAction', 'POST')
    expect(cookiesSetBy(response)).toEqual([SESSION])
    const again = await world.call(browser, 'getAccessTokenAction', 'GET')
    expect(again.result).toBe(result)
    expect(world.workos.exchanges).toBe(2)
  })

  test('saves the new session with a redirect, which stays a redirect', async () => {
    const moved = await browser.send(`${ORIGIN}/moved`, { headers: { accept: 'text/html' } })
    expect(moved.status).toBe(307)
    expect(moved.headers.get('location')).toBe('/me')
    expect(cookiesSetBy(moved)).toEqual([SESSION])
  })

  test("saves the new session with a redirect of the app's own", async () => {
    const moved = await browser.send(`${ORIGIN}/api/probe/redirect`)
    expect(moved.status).toBe(302)
    expect(moved.headers.get('location')).toBe(`${ORIGIN}/me`)
    expect(cookiesSetBy(moved)).toEqual([SESSION])
  })

  test('saves the new session although the handler fails', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const failed = await browser.send(`${ORIGIN}/api/probe/failure`)
    expect(failed.status).toBe(500)
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'a bug of the app' }))
    expect(cookiesSetBy(failed)).toEqual([SESSION])
  })

  test("keeps the app's own cookies, the session last", async () => {
    const response = await browser.send(`${ORIGIN}/api/probe/own-cookie`)
    expect(cookiesSetBy(response).sort()).toEqual(['lang', 'theme', SESSION].sort())
    expect(cookiesSetBy(response).at(-1)).toBe(SESSION)
  })

  test('keeps its cookie while WorkOS is down', async () => {
    world.workos.fail(() => new Response('down', { status: 503 }))
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const me = await browser.visit(`${ORIGIN}/me`)
    expect(me.html).toContain('<p id="loader">nobody</p>')
    expect(cookiesSetBy(me.response).filter((name) => name.startsWith(SESSION))).toEqual([])
    expect(log).toHaveBeenCalledExactlyOnceWith('The session could not be refreshed.', expect.any(Error))

    const { result } = await world.call(browser, 'getAuthAction', 'GET')
    expect(result).toEqual({ user: null, unavailable: true })

    world.workos.fail()
    const later = await browser.visit(`${ORIGIN}/me`)
    expect(later.html).toContain('alice@example.com')
  })
})

test.each(['refreshAuthAction', 'signOut'])(
  '%s, when the response is on its way, changes nothing, because its cookie would be lost',
  async (act) => {
    await world.signIn(browser)
    const response = await browser.send(`${ORIGIN}/api/probe/late?act=${act}`)
    await expect(response.text()).resolves.toBe('ERR_RESPONSE_BEGUN')
    expect(world.workos.exchanges).toBe(0)
    const me = await browser.visit(`${ORIGIN}/me`)
    expect(me.html).toContain('alice@example.com')
  },
)

describe('a session that WorkOS has ended', () => {
  const refuse = (): Response => Response.json({ error: 'invalid_grant' }, { status: 400 })

  beforeEach(async () => {
    await world.signIn(browser, { expired: true })
    world.workos.fail(refuse)
  })

  test('is cleared when the browser opens a page, and nothing is logged: sessions end', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const me = await browser.visit(`${ORIGIN}/me`)
    expect(me.html).toContain('<p id="loader">nobody</p>')
    expect(cookiesSetBy(me.response)).toEqual([`${SESSION} deleted`])
    await browser.visit(`${ORIGIN}/me`)
    expect(world.workos.exchanges).toBe(1)
    expect(log).not.toHaveBeenCalled()
  })

  test('keeps its cookie in other requests, and none of them asks WorkOS again', async () => {
    const answers = [
      await browser.send(`${ORIGIN}/api/probe/context`),
      await browser.send(`${ORIGIN}/api/probe/context`),
      (await world.call(browser, 'checkSessionAction', 'GET')).response,
    ]
    expect(answers.flatMap(cookiesSetBy).filter((name) => name.startsWith(SESSION))).toEqual([])
    expect(browser.cookies(ORIGIN).has(SESSION)).toBe(true)
    expect(world.workos.exchanges).toBe(1)
  })

  test('is cleared at the sign-in, before the cookie that the sign-in needs', async () => {
    const response = await browser.send(`${ORIGIN}/api/auth/sign-in`, {
      headers: { 'sec-fetch-mode': 'navigate' },
    })
    expect(cookiesSetBy(response)).toEqual([
      `${SESSION} deleted`,
      expect.stringMatching(/^wos-auth-verifier-[\da-f]{8}$/),
    ])
    world.workos.fail()
    await world.signIn(browser, { user: 'bob' })
    const me = await browser.visit(`${ORIGIN}/me`)
    expect(me.html).toContain('bob@example.com')
  })
})

test('auth() follows what happens in the same request', async () => {
  await world.signIn(browser)
  const response = await browser.send(`${ORIGIN}/api/probe/refresh`)
  const tokens = await response.json()
  expect(new Set(tokens).size).toBe(3)
  expect(cookiesSetBy(response)).toContain(SESSION)
  const last = await world.call(browser, 'getAccessTokenAction', 'GET')
  expect(last.result).toBe(tokens.at(-1))
})
