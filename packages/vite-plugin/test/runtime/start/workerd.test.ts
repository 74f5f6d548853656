import http from 'node:http'
import { join } from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { buildFixtureFiles, removeFixture } from '../../app/built-app.ts'
import type { FixtureFiles } from '../../app/built-app.ts'
import { connectTo } from '../../app/hosts.ts'
import { SECOND_ORGANIZATION } from '../../app/local-workos.ts'
import { cookiesSetBy, createHostedWorld, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'
import { startWorker } from '../../app/workerd.ts'
import type { RunningWorker } from '../../app/workerd.ts'

/** The last date on which `process.env` is empty without a flag, and the date of Start's own template. */
const BEFORE_PROCESS_ENV = '2025-03-31'
const WITH_PROCESS_ENV = '2025-09-02'

let files: FixtureFiles

/** As @cloudflare/vite-plugin sets up the server's environment; the e2e tests build with the plugin itself. */
const server = {
  resolve: {
    conditions: ['workerd', 'worker', 'module', 'browser', 'production'],
    builtins: [/^cloudflare:/, /^node:/],
    noExternal: true as const,
  },
}

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production')
  files = await buildFixtureFiles({ server, options: { cookieMaxAge: 60 } })
}, 120_000)

afterAll(() => removeFixture(files))

function startApp(
  compatibilityDate: string,
  bindings: Readonly<Record<string, string>>,
): Promise<RunningWorker> {
  return startWorker({
    directory: join(files.directory, 'server'),
    main: 'server.js',
    compatibilityDate,
    compatibilityFlags: ['nodejs_compat'],
    bindings,
  })
}

describe.each([
  ['bindings alone', BEFORE_PROCESS_ENV, false],
  ['bindings in process.env', WITH_PROCESS_ENV, true],
])('an app in workerd, with %s', (_, compatibilityDate, hasProcessEnv) => {
  let world: World
  let browser: TestBrowser
  let port: number

  beforeAll(async () => {
    world = await createHostedWorld({
      origin: ORIGIN,
      async deploy(bindings) {
        const worker = await startApp(compatibilityDate, bindings)
        port = worker.port
        return { fetch: connectTo(worker), remove: worker.close }
      },
    })
  })

  afterAll(() => world.end())

  beforeEach(() => {
    browser = world.newBrowser()
  })

  const whoIsThere = async (): Promise<string | undefined> => {
    const { html } = await browser.visit(`${ORIGIN}/me`)
    return /<p id="loader">(.*?)<\/p>/.exec(html)?.[1]
  }

  test('is where it is said to be', async () => {
    const response = await browser.send(`${ORIGIN}/api/probe/environment`)
    await expect(response.json()).resolves.toEqual({ engine: 'Cloudflare-Workers', hasProcessEnv })
  })

  test('signs in, and takes settings from the options of the plugin', async () => {
    const { response } = await world.signIn(browser, { returnPathname: '/me' })
    expect(cookiesSetBy(response)).toEqual([SESSION])
    expect(response.headers.getSetCookie()[0]).toContain('Max-Age=60;')
    await expect(whoIsThere()).resolves.toBe('alice@example.com')
  })

  test('refreshes a session that has run out', async () => {
    await world.signIn(browser, { expired: true })
    const old = browser.cookies(ORIGIN).get(SESSION)
    await expect(whoIsThere()).resolves.toBe('alice@example.com')
    expect(browser.cookies(ORIGIN).get(SESSION)).not.toBe(old)
  })

  /** Asks so many times at once who is there. */
  const ask = async (times: number): Promise<unknown[]> => {
    const pages = await Promise.all(
      Array.from({ length: times }, () => browser.send(`${ORIGIN}/api/probe/context`)),
    )
    return Promise.all(pages.map(async (page) => Reflect.get(await page.json(), 'email')))
  }

  const untilExchanges = (count: number): Promise<void> =>
    vi.waitFor(() => expect(world.workos.exchanges).toBe(count), { timeout: 30_000 })

  test('answers many requests with one session that has run out: none waits for another, and none is lost', async () => {
    await world.signIn(browser, { expired: true })
    const cookie = `${SESSION}=${browser.cookies(ORIGIN).get(SESSION)}`
    world.workos.calls.length = 0
    let answer = (): void => {}
    world.workos.pause(new Promise<void>((resolve) => (answer = resolve)))

    // workerd stops the work of a request whose browser has gone: whoever waited for it would wait for ever.
    const gone = http.get({ port, path: '/api/probe/context', headers: { cookie } }).on('error', () => {})
    await untilExchanges(1)
    gone.destroy()
    const emails = ask(50)
    await untilExchanges(51)
    answer()

    await expect(emails).resolves.toEqual(Array.from({ length: 50 }, () => 'alice@example.com'))
    // Those who come late find what was exchanged.
    await expect(ask(50)).resolves.toEqual(Array.from({ length: 50 }, () => 'alice@example.com'))
    await untilExchanges(51)
  })

  test('switches the organization', async () => {
    await world.signIn(browser)
    await world.call(browser, 'switchToOrganizationAction', 'POST', { organizationId: SECOND_ORGANIZATION })
    const { result } = await world.call(browser, 'getAuthAction', 'GET')
    expect(result).toMatchObject({ organizationId: SECOND_ORGANIZATION })
  })

  test('signs out', async () => {
    await world.signIn(browser)
    await world.call(browser, 'signOut', 'POST')
    await expect(whoIsThere()).resolves.toBe('nobody')
  })
})

describe('an app in workerd that lacks something', () => {
  const complete = {
    WORKOS_CLIENT_ID: 'client_123',
    WORKOS_API_KEY: 'sk_live_hunter2',
    WORKOS_REDIRECT_URI: `${ORIGIN}/api/auth/callback`,
    WORKOS_COOKIE_PASSWORD: 'a password of a test, longer than 32 characters',
  }

  test.each<[string, Record<string, string>, string[]]>([
    [
      'a variable',
      { ...complete, WORKOS_COOKIE_PASSWORD: '' },
      ['WORKOS_COOKIE_PASSWORD is required', '.dev.vars', 'wrangler secret put'],
    ],
    [
      'credentials for production',
      { ...complete, WORKOS_CLIENT_ID: 'client_local' },
      ["The local AuthKit can't be used in production"],
    ],
  ])('says so in its log: %s', async (_, bindings, messages) => {
    const worker = await startApp(BEFORE_PROCESS_ENV, bindings)
    const response = await connectTo(worker)(new Request(`${ORIGIN}/me`))
    await worker.close()

    expect(response.status).toBe(500)
    for (const message of messages) expect(worker.output()).toContain(message)
    expect(worker.output()).not.toContain('hunter2')
  })
})
