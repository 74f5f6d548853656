import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { buildCompatApp, installCompatApp } from '../../app/compat-app.ts'
import type { CompatApp } from '../../app/compat-app.ts'
import { startLocalWorkOS } from '../../app/local-workos.ts'
import type { LocalWorkOS } from '../../app/local-workos.ts'
import { TestBrowser } from '../../app/test-browser.ts'
import type { Site } from '../../app/test-browser.ts'

const ORIGIN = 'http://localhost:3000'

type Runtime = 'ours' | 'theirs'

let workos: LocalWorkOS
let app: CompatApp
let sites: Record<Runtime, Site>
/** Which of the two answers at the app's address: an app in the middle of its move. */
let deployed: Runtime

beforeAll(async () => {
  workos = await startLocalWorkOS()
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubEnv('WORKOS_CLIENT_ID', 'client_local')
  vi.stubEnv('WORKOS_API_KEY', 'sk_test_local')
  vi.stubEnv('WORKOS_API_HOSTNAME', 'localhost')
  vi.stubEnv('WORKOS_API_PORT', String(workos.server.port))
  vi.stubEnv('WORKOS_API_HTTPS', 'false')
  vi.stubEnv('WORKOS_REDIRECT_URI', `${ORIGIN}/api/auth/callback`)
  vi.stubEnv('WORKOS_COOKIE_PASSWORD', 'a password of a test, longer than 32 characters')
  vi.stubEnv('AUTHKIT_ALLOW_LOCAL', 'test')
  app = await installCompatApp()
  const ours = await buildCompatApp(app, 'ours')
  const theirs = await buildCompatApp(app, 'theirs')
  sites = { ours: ours.fetch, theirs: theirs.fetch }
}, 120_000)

afterAll(async () => {
  vi.unstubAllEnvs()
  await app.remove()
  await workos.server.close()
})

const newBrowser = (): TestBrowser => new TestBrowser({ [ORIGIN]: (request) => sites[deployed](request) })

/** Begins a sign-in with one, and finishes it with the other. */
async function signIn(browser: TestBrowser, begin: Runtime, finish: Runtime): Promise<Response> {
  deployed = begin
  const page = await browser.visit(
    `${ORIGIN}/api/auth/sign-in?returnPathname=${encodeURIComponent('/?from=a')}`,
  )
  const chosen = await browser.send(page.url, {
    method: 'POST',
    body: new URLSearchParams({ user_id: 'user_local_alice' }),
  })
  deployed = finish
  return browser.send(chosen.headers.get('location') ?? '')
}

async function whoIs(browser: TestBrowser, runtime: Runtime): Promise<unknown> {
  deployed = runtime
  return (await browser.send(`${ORIGIN}/api/me`)).json()
}

describe.each<[Runtime, Runtime]>([
  ['ours', 'theirs'],
  ['theirs', 'ours'],
  ['theirs', 'theirs'],
])('a sign-in begun by %s and finished by %s', (begin, finish) => {
  test('leads to the page and to a session that both read', async () => {
    const browser = newBrowser()
    const answer = await signIn(browser, begin, finish)
    expect(new URL(answer.headers.get('location') ?? '', ORIGIN).href).toBe(`${ORIGIN}/?from=a`)
    const theirs = await whoIs(browser, 'theirs')
    expect(theirs).toMatchObject({ email: 'alice@example.com', sessionId: expect.any(String) })
    expect(await whoIs(browser, 'ours')).toEqual(theirs)
  })
})

test.each<[Runtime, Runtime]>([
  ['ours', 'theirs'],
  ['theirs', 'ours'],
])('a session refreshed by %s is read by %s', async (refresher, reader) => {
  const browser = newBrowser()
  workos.backdate(3600)
  await signIn(browser, 'theirs', 'theirs')
  workos.backdate(0)
  const before = browser.cookies(ORIGIN).get('wos-session')
  const refreshed = await whoIs(browser, refresher)
  expect(refreshed).toMatchObject({ email: 'alice@example.com' })
  expect(browser.cookies(ORIGIN).get('wos-session')).not.toBe(before)
  workos.calls.length = 0
  expect(await whoIs(browser, reader)).toEqual(refreshed)
  expect(workos.calls).not.toContain('POST /user_management/authenticate')
})
