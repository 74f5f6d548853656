import { subscribe, unsubscribe } from 'node:diagnostics_channel'

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { buildCompatApp, installCompatApp } from '../../app/compat-app.ts'
import type { CompatApp } from '../../app/compat-app.ts'
import { SECOND_ORGANIZATION, startLocalWorkOS } from '../../app/local-workos.ts'
import type { LocalWorkOS } from '../../app/local-workos.ts'
import { cookiesSetBy } from '../../app/signed-in-world.ts'
import { TestBrowser } from '../../app/test-browser.ts'
import type { Site } from '../../app/test-browser.ts'

/** Of the app as the environment says, and of the deployment that runs. */
const PRODUCTION = 'https://app.example'
const ORIGIN = 'http://preview-7.localhost:3000'
const SESSION = 'wos-session'

type Runtime = 'ours' | 'theirs'

let workos: LocalWorkOS
let app: CompatApp
let sites: Record<Runtime, Site>
let browser: TestBrowser

beforeAll(async () => {
  workos = await startLocalWorkOS(ORIGIN)
  const environment = {
    NODE_ENV: 'production',
    WORKOS_CLIENT_ID: 'client_local',
    WORKOS_API_KEY: 'sk_test_local',
    WORKOS_API_HOSTNAME: 'localhost',
    WORKOS_API_PORT: String(workos.server.port),
    WORKOS_API_HTTPS: 'false',
    WORKOS_REDIRECT_URI: `${PRODUCTION}/api/auth/callback`,
    WORKOS_COOKIE_PASSWORD: 'a password of a test, longer than 32 characters',
    AUTHKIT_ALLOW_LOCAL: 'test',
    DEPLOYMENT_REDIRECT_URI: `${ORIGIN}/api/auth/callback`,
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  app = await installCompatApp()
  const ours = await buildCompatApp(app, 'ours')
  const theirs = await buildCompatApp(app, 'theirs')
  sites = { ours: ours.fetch, theirs: theirs.fetch }
}, 120_000)

afterEach(() => {
  workos.backdate(0)
  workos.fail()
  vi.restoreAllMocks()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await app.remove()
  await workos.server.close()
})

/** Signs in as Alice, and lets a callback of the app's own finish it. */
async function signIn(callback = '/api/auth/callback'): Promise<Response> {
  const page = await browser.visit(`${ORIGIN}/api/auth/sign-in?returnPathname=/`)
  const chosen = await browser.send(page.url, {
    method: 'POST',
    body: new URLSearchParams({ user_id: 'user_local_alice' }),
  })
  const { search } = new URL(chosen.headers.get('location') ?? '')
  return browser.send(`${ORIGIN}${callback}${callback.includes('?') ? search.replace('?', '&') : search}`)
}

async function read(path: string): Promise<unknown> {
  return (await browser.send(`${ORIGIN}${path}`)).json()
}

const sessionCookie = (): string | undefined => browser.cookies(ORIGIN).get(SESSION)

describe.each<Runtime>(['theirs', 'ours'])('with %s', (runtime) => {
  beforeEach(() => {
    browser = new TestBrowser({ [ORIGIN]: (request) => sites[runtime](request) })
  })

  test('a callback that answers with a response of its own signs in', async () => {
    const response = await signIn('/api/own/callback')

    expect(response.status).toBe(302)
    expect(await read('/api/me')).toMatchObject({ email: 'alice@example.com' })
  })

  test('a route that clears the session and answers with another response signs out', async () => {
    await signIn()
    await browser.send(`${ORIGIN}/api/own/clear`)

    expect(await read('/api/me')).toMatchObject({ email: null })
  })

  test('a route that saves the session and answers with another response saves it', async () => {
    await signIn()
    const before = sessionCookie()
    await browser.send(`${ORIGIN}/api/own/refresh`)

    expect(sessionCookie()).not.toBe(before)
    expect(await read('/api/me')).toMatchObject({ email: 'alice@example.com' })
  })

  test('a session that onSuccess saves is the one that begins', async () => {
    await signIn('/api/own/switching-callback')

    expect(await read('/api/own/organization')).toBe(SECOND_ORGANIZATION)
  })

  test.each([`${ORIGIN}/bye`, '/bye'])(
    'a sign-out on a preview deployment comes back to it: %s',
    async (to) => {
      await signIn()
      const { href } = (await read(`/api/own/sign-out?returnTo=${encodeURIComponent(to)}`)) as {
        href: string
      }

      // Theirs hands a path on as it is.
      const expected = runtime === 'ours' ? `${ORIGIN}/bye` : to
      expect(new URL(href).searchParams.get('return_to')).toBe(expected)
    },
  )

  test('a page that gives way to a redirect of the platform is redirected', async () => {
    await signIn()

    expect((await browser.send(`${ORIGIN}/?moved`)).status).toBe(302)
  })
})

describe('with ours', () => {
  beforeEach(() => {
    browser = new TestBrowser({ [ORIGIN]: (request) => sites.ours(request) })
  })

  /** Signs in as Alice, with an access token that has run out. */
  async function signInLongAgo(): Promise<void> {
    workos.backdate(3600)
    await signIn()
    workos.backdate(0)
  }

  test('a session that onSuccess saved before it failed does not begin', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const response = await signIn('/api/own/switching-callback?fail')

    expect(response.status).toBe(500)
    expect(sessionCookie()).toBeUndefined()
  })

  test('a new session leaves with no response that caches keep', async () => {
    await signInLongAgo()
    const response = await browser.send(`${ORIGIN}/api/own/public`)

    expect(cookiesSetBy(response)).toEqual([SESSION])
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    // Nor does what tidies up after the sign-in. Without a cookie of ours it may be kept.
    for (const cacheControl of ['private, no-store', 'public, max-age=600']) {
      const next = await browser.send(`${ORIGIN}/api/own/public`)
      expect(next.headers.get('cache-control')).toBe(cacheControl)
    }
  })

  test('a request that outlasts a sign-out does not undo it', async () => {
    await signInLongAgo()
    let listen: (answer: unknown) => void = () => undefined
    const arrival = new Promise<() => void>((resolve) => {
      listen = (answer) => resolve(answer as () => void)
      subscribe('slow-requests', listen)
    })
    const slow = browser.send(`${ORIGIN}/api/own/slow`)
    const answer = await arrival
    unsubscribe('slow-requests', listen)
    await browser.send(`${ORIGIN}/api/own/sign-out`)
    answer()

    expect(cookiesSetBy(await slow)).not.toContain(SESSION)
    expect(await read('/api/me')).toMatchObject({ email: null })
  })

  test('the response waits for an exchange that its loader did not wait for', async () => {
    await signIn()
    const before = sessionCookie()
    let open: () => void = () => undefined
    workos.pause(new Promise<void>((resolve) => (open = resolve)))
    const pending = browser.send(`${ORIGIN}/deferred`)
    await expect.poll(() => workos.calls.at(-1)).toContain('/authenticate')
    open()
    const html = await (await pending).text()

    expect(html).toContain('refreshed')
    expect(sessionCookie()).not.toBe(before)
  })

  test('a sign-out ends the session at WorkOS too, though that gives no new token now', async () => {
    await signInLongAgo()
    vi.spyOn(console, 'error').mockReturnValue()
    workos.fail(() => new Response('Down', { status: 503 }))
    const { href } = (await read('/api/own/sign-out?returnTo=/bye')) as { href: string }

    expect(href).toContain('/user_management/sessions/logout?session_id=session_')
    expect(sessionCookie()).toBeUndefined()
  })

  test('a sign-out clears a session cookie that cannot be decoded', async () => {
    browser.cookies(ORIGIN).set(SESSION, 'broken%')
    await browser.send(`${ORIGIN}/api/own/sign-out`)

    expect(sessionCookie()).toBeUndefined()
  })
})
