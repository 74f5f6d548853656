import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

import { startLocalWorkOS } from '../app/local-workos.ts'
import type { LocalWorkOS } from '../app/local-workos.ts'
import { buildCompatApp, installCompatApp } from '../app/compat-app.ts'
import type { BuiltCompatApp, CompatApp } from '../app/compat-app.ts'
import { TestBrowser } from '../app/test-browser.ts'

const ORIGIN = 'http://localhost:3000'

/** The names of spec 1.2 and 1.3: what the vendor's own modules export is compared in the test of types. */
const CLIENT_NAMES = [
  'AuthKitProvider',
  'Impersonation',
  'getAuthAction',
  'useAccessToken',
  'useAuth',
  'useRecentAuth',
  'useTokenClaims',
]

let workos: LocalWorkOS

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
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await workos.server.close()
})

const isVendors = (id: string): boolean => id.includes('@workos/authkit-') || id.includes('@workos+authkit-')

async function signIn(browser: TestBrowser): Promise<Response> {
  const page = await browser.visit(`${ORIGIN}/api/auth/sign-in?returnPathname=/`)
  const chosen = await browser.send(page.url, {
    method: 'POST',
    body: new URLSearchParams({ user_id: 'user_local_alice' }),
  })
  return browser.send(chosen.headers.get('location') ?? '')
}

describe("an app written for the vendor's packages", () => {
  let app: CompatApp
  let built: BuiltCompatApp

  beforeAll(async () => {
    app = await installCompatApp()
    built = await buildCompatApp(app, 'ours')
  }, 120_000)

  afterAll(() => app.remove())

  test('contains our runtime and nothing of theirs, although it is installed', () => {
    expect(built.modules.client).toContainEqual(expect.stringContaining('/runtime/react/browser.ts'))
    expect(built.modules.ssr).toContainEqual(expect.stringContaining('/runtime/start/middleware.ts'))
    expect([...built.modules.client, ...built.modules.ssr, ...built.imports].filter(isVendors)).toEqual([])
  })

  test('has every name', async () => {
    const response = await built.fetch(new Request(`${ORIGIN}/api/names`))
    const { root, client, session } = await response.json()
    const vendor = await import('@workos/authkit-tanstack-react-start')
    const vendorSession = await import('@workos/authkit-session')
    expect(Object.keys(vendor)).toHaveLength(21)
    expect(root).toEqual(expect.arrayContaining(Object.keys(vendor)))
    expect(client.sort()).toEqual(CLIENT_NAMES)
    expect(session).toEqual(expect.arrayContaining(Object.keys(vendorSession)))
  })

  test('signs in, and its dependency knows', async () => {
    const browser = new TestBrowser({ [ORIGIN]: built.fetch })
    expect((await signIn(browser)).headers.getSetCookie()).toEqual([
      // What the app says to `configure` of the vendor's toolkit is heard.
      expect.stringMatching(/^wos-session=.*Max-Age=3600/),
    ])
    const me = await browser.send(`${ORIGIN}/api/me`)
    expect(await me.json()).toMatchObject({ email: 'alice@example.com', inDependency: 'alice@example.com' })
    const { html } = await browser.visit(`${ORIGIN}/`)
    expect(html).toContain('<p id="hook">alice@example.com</p>')
    expect(html).toContain('<b id="badge">alice@example.com</b>')
  })

  test("is handed the client of WorkOS' SDK, which makes any call", async () => {
    const response = await built.fetch(new Request(`${ORIGIN}/api/sdk?user=user_local_alice`))
    expect(await response.json()).toEqual(['alice@example.com', 'alice@example.com'])
  })
})
