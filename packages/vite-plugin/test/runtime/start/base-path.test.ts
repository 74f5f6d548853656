import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { startDevFixture } from '../../app/dev-app.ts'
import type { DevApp } from '../../app/dev-app.ts'
import { TestBrowser } from '../../app/test-browser.ts'
import type { Visit } from '../../app/test-browser.ts'

const HTML = { 'sec-fetch-mode': 'navigate', accept: 'text/html' }

let app: DevApp
let browser: TestBrowser

beforeAll(async () => {
  for (const name of ['CLIENT_ID', 'API_KEY', 'REDIRECT_URI', 'COOKIE_PASSWORD']) {
    vi.stubEnv(`WORKOS_${name}`, undefined)
  }
  vi.stubEnv('NODE_ENV', 'development')
  app = await startDevFixture({ base: '/portal/' })
  browser = new TestBrowser()
}, 60_000)

afterAll(async () => {
  await app.server.close()
  vi.unstubAllEnvs()
})

async function signIn(path: string): Promise<Visit> {
  const page = await browser.visit(`${app.origin}${path}`)
  const body = new URLSearchParams({ user_id: 'user_local_alice' })
  return browser.visit(page.url, { method: 'POST', body })
}

test(
  'below a base path of Vite, a sign-in comes back to the page it was for',
  { timeout: 60_000 },
  async () => {
    const me = await signIn('/portal/api/auth/sign-in?returnPathname=/portal/me')

    expect(me.url.pathname).toBe('/portal/me')
    expect(me.html).toContain('alice@example.com')
  },
)

test('and without one to the first page of the app', { timeout: 60_000 }, async () => {
  const home = await signIn('/portal/api/auth/sign-in')

  expect(home.url.pathname).toMatch(/^\/portal\/?$/)
  expect(home.html).toContain('alice@example.com')
})

test('whoever is sent to sign in is sent there', { timeout: 60_000 }, async () => {
  const response = await new TestBrowser().send(`${app.origin}/portal/guarded`, { headers: HTML })

  expect(response.headers.get('location')).toBe('/portal/api/auth/sign-in?returnPathname=%2Fportal%2Fguarded')
})

test('the browser is told the whole path', { timeout: 60_000 }, async () => {
  const config = await app.server.environments.client.transformRequest('virtual:authkit/config')

  expect(config?.code).toContain('"/portal/api/auth/sign-in"')
})
