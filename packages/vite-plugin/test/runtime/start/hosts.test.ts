import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'

import { buildFixtureFiles, removeFixture } from '../../app/built-app.ts'
import type { Deployment, FixtureFiles } from '../../app/built-app.ts'

import { hostFixture } from '../../app/hosted-app.ts'
import type { HostOptions } from '../../app/hosted-app.ts'
import { HOSTS, renderHostTable } from '../../app/host-table.ts'
import type { Host, Journey } from '../../app/host-table.ts'
import { copyAllHeaders, copyLastOfEach, xForwarded } from '../../app/hosts.ts'
import { LARGE_ORGANIZATION, SECOND_ORGANIZATION } from '../../app/local-workos.ts'
import { createHostedWorld, locationOf, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

const HTTP = 'http://app.example.com'
const HTTPS = 'https://app.example.com'

/** Around the table in the page. */
const START = '<!-- hosts:start -->'
const END = '<!-- hosts:end -->'
const PAGE = new URL('../../../../../docs/hosts.md', import.meta.url)

let world: World
let browser: TestBrowser

/** Who the app says is there, and in which organization; asked with a page, so that everything may be cleaned up. */
async function whoIsThere(basePath = ''): Promise<string> {
  const { html } = await browser.visit(`${world.origin}${basePath}/me`)
  return /<p id="loader">(.*?)<\/p>/.exec(html)?.[1] ?? html
}

async function organization(): Promise<unknown> {
  const { result } = await world.call(browser, 'getAuthAction', 'GET')
  return result instanceof Object && 'organizationId' in result ? result.organizationId : result
}

describe.each<[string, string, HostOptions]>([
  ['a server that keeps every cookie', HTTP, { copyHeaders: copyAllHeaders }],
  [
    'a TLS proxy in front of a server that keeps the last Set-Cookie',
    HTTPS,
    { copyHeaders: copyLastOfEach, proxyHeaders: xForwarded },
  ],
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
    expect(world.workos.exchanges).toBe(1)
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

/** Whether two pages, of which the first may clean up, are for that visitor. */
async function isThere(email: string, basePath: string): Promise<boolean> {
  const pages = [await whoIsThere(basePath), await whoIsThere(basePath)]
  return pages.every((page) => page === email)
}

const session = (): string | undefined => browser.cookies(world.origin).get(SESSION)

/** Whether the session cookie has been replaced by what the visitor did. */
async function replacesSession(act: () => Promise<unknown>): Promise<boolean> {
  const before = session()
  await act()
  return session() !== undefined && session() !== before
}

/** What a visitor does at a host, and whether it lasts. */
const JOURNEYS: Readonly<Record<Journey, (basePath: string) => Promise<boolean>>> = {
  async 'sign-in'(basePath) {
    await world.signIn(browser, { returnPathname: `${basePath}/me` })
    return isThere('alice@example.com', basePath)
  },
  async refresh(basePath) {
    await world.signIn(browser, { expired: true })
    const isReplaced = await replacesSession(() => whoIsThere(basePath))
    return isReplaced && (await isThere('alice@example.com', basePath)) && world.workos.exchanges === 1
  },
  async switch(basePath) {
    await world.signIn(browser, { expired: true })
    const data = { organizationId: SECOND_ORGANIZATION }
    await world.call(browser, 'switchToOrganizationAction', 'POST', data)
    const isSwitched = (await organization()) === SECOND_ORGANIZATION
    return isSwitched && (await isThere('alice@example.com', basePath)) && world.workos.exchanges === 2
  },
  async 'sign-out'(basePath) {
    await world.signIn(browser, { expired: true })
    const headers = { 'sec-fetch-site': 'same-origin' }
    await browser.send(`${world.origin}${basePath}/api/auth/sign-out`, { method: 'POST', headers })
    return session() === undefined && (await isThere('nobody', basePath))
  },
  async "refresh beside the app's own cookies"(basePath) {
    await world.signIn(browser, { expired: true })
    const isReplaced = await replacesSession(() =>
      browser.send(`${world.origin}${basePath}/api/probe/own-cookie`),
    )
    return isReplaced && isThere('alice@example.com', basePath)
  },
  async 'session in several cookies'(basePath) {
    const data = { organizationId: LARGE_ORGANIZATION, returnPathname: `${basePath}/me` }
    const { result } = await world.call(browser, 'getSignInUrl', 'GET', data)
    const page = await browser.visit(String(result))
    const body = new URLSearchParams({ user_id: 'user_local_alice' })
    await browser.send(locationOf(await browser.send(page.url, { method: 'POST', body })))
    return isThere('alice@example.com', basePath)
  },
}

/** What a host can't do that loses cookies. */
const LIMITS: Readonly<Record<string, readonly Journey[]>> = {
  'keeps the last `Set-Cookie`': ['session in several cookies'],
  'keeps the first `Set-Cookie`': ["refresh beside the app's own cookies", 'session in several cookies'],
  'joins them with commas': ["refresh beside the app's own cookies", 'session in several cookies'],
  'TLS proxy, keeps the last `Set-Cookie`': ['session in several cookies'],
  // Of the request: its one Cookie line has all of them.
  'drops header lines over 4,096 bytes': ['session in several cookies'],
}

describe('the table of hosts', () => {
  const rows = new Map<string, Map<Journey, boolean>>()
  let filesBelow: FixtureFiles

  beforeAll(async () => {
    vi.stubEnv('NODE_ENV', 'production')
    filesBelow = await buildFixtureFiles({ base: '/portal/' })
  }, 120_000)

  afterAll(() => removeFixture(filesBelow))

  describe.each(HOSTS.map((host): [string, Host] => [host.name, host]))('%s', (name, host) => {
    const { isSecure, basePath = '', ...options } = host
    const outcomes = new Map<Journey, boolean>()

    beforeAll(async () => {
      rows.set(name, outcomes)
      const deploy = (): Promise<Deployment> =>
        hostFixture(basePath === '' ? inject('fixture') : filesBelow, options)
      world = await createHostedWorld({ origin: isSecure ? HTTPS : HTTP, basePath, deploy })
    })

    afterAll(() => world.end())

    beforeEach(() => {
      browser = world.newBrowser()
      vi.spyOn(console, 'error').mockReturnValue()
      vi.spyOn(console, 'warn').mockReturnValue()
      return () => vi.restoreAllMocks()
    })

    test.each(Object.keys(JOURNEYS) as Journey[])('%s', async (journey) => {
      const isSurvived = await JOURNEYS[journey](basePath)
      outcomes.set(journey, isSurvived)
      expect(isSurvived).toBe(!(LIMITS[name] ?? []).includes(journey))
    })
  })

  test('is that of docs/hosts.md', async () => {
    const page = readFileSync(PAGE, 'utf8')
    const [before = '', rest = ''] = page.split(START)
    const after = rest.slice(rest.indexOf(END))
    const expected = [before, START, '\n\n', renderHostTable(rows), '\n\n', after].join('')
    await expect(expected).toMatchFileSnapshot(fileURLToPath(PAGE))
  })
})

describe('preview deployments', () => {
  const PREVIEW = 'https://pr-7.preview.example.com'

  beforeAll(async () => {
    world = await createHostedWorld({
      origin: PREVIEW,
      async deploy() {
        vi.stubEnv('WORKOS_REDIRECT_URI', `${HTTPS}/api/auth/callback`)
        vi.stubEnv('WORKOS_REDIRECT_HOSTS', '*.preview.example.com')
        return hostFixture(inject('fixture'), { copyHeaders: copyAllHeaders, proxyHeaders: xForwarded })
      },
    })
  })

  afterAll(() => world.end())

  beforeEach(() => {
    browser = world.newBrowser()
  })

  test('a sign-in comes back to the host that it began at, and so does a sign-out', async () => {
    const { url } = await world.signIn(browser, { returnPathname: '/me' })
    expect(url.searchParams.get('redirect_uri')).toBe(`${PREVIEW}/api/auth/callback`)
    await expect(whoIsThere()).resolves.toBe('alice@example.com')
    const out = await browser.send(`${PREVIEW}/api/auth/sign-out`, { method: 'POST' })
    const returnTo = new URL(out.headers.get('location') ?? '').searchParams.get('return_to')
    expect(returnTo).toBe(`${PREVIEW}/goodbye`)
  })

  test.each(['evil.example', 'pr-7.preview.example.com.evil.example'])(
    'one that is begun with the host %s comes back to the configured address',
    async (host) => {
      const request = new Request(`https://${host}/api/auth/sign-in`)
      const response = await world.app.fetch(request)
      const authorize = new URL(response.headers.get('location') ?? '')
      expect(authorize.searchParams.get('redirect_uri')).toBe(`${HTTPS}/api/auth/callback`)
    },
  )
})
