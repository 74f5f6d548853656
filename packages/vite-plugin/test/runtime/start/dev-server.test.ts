import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { crawlClient, startDevFixture } from '../../app/dev-app.ts'
import type { DevApp } from '../../app/dev-app.ts'
import { cookiesSetBy, SESSION } from '../../app/signed-in-world.ts'
import { TestBrowser } from '../../app/test-browser.ts'

let app: DevApp

beforeAll(async () => {
  for (const name of [
    'CLIENT_ID',
    'API_KEY',
    'REDIRECT_URI',
    'COOKIE_PASSWORD',
    'API_HOSTNAME',
    'API_PORT',
  ]) {
    vi.stubEnv(`WORKOS_${name}`, undefined)
  }
  vi.stubEnv('NODE_ENV', 'development')
  app = await startDevFixture()
}, 60_000)

afterAll(async () => {
  await app.server.close()
  vi.unstubAllEnvs()
})

test(
  'without any configuration a visitor signs in at the local AuthKit, and out again',
  { timeout: 60_000 },
  async () => {
    const browser = new TestBrowser()
    const page = await browser.visit(`${app.origin}/api/auth/sign-in?returnPathname=/me`)
    expect(page.url.href).toContain(`${app.origin}/__authkit/user_management/authorize`)

    const me = await browser.visit(page.url, {
      method: 'POST',
      body: new URLSearchParams({ user_id: 'user_local_alice' }),
    })
    expect(me.url.pathname).toBe('/me')
    expect(me.html).toContain('alice@example.com')
    expect(me.trail.map(cookiesSetBy)).toEqual([
      ['local-authkit-sign-in'],
      [SESSION],
      [expect.stringMatching(/^wos-auth-verifier-.* deleted$/)],
    ])

    await browser.visit(`${app.origin}/api/auth/sign-out`)
    const after = await browser.visit(`${app.origin}/me`)
    expect(after.html).toContain('<p id="loader">nobody</p>')
  },
)

test('the page in dev tells of it, and keeps every secret to itself', { timeout: 60_000 }, async () => {
  const browser = new TestBrowser()
  const authorize = await browser.visit(`${app.origin}/api/auth/sign-in?returnPathname=/me`)
  const me = await browser.visit(authorize.url, {
    method: 'POST',
    body: new URLSearchParams({ user_id: 'user_local_alice' }),
  })
  const { html } = await browser.visit(`${app.origin}/__authkit`)
  for (const shown of ['alice@example.com', 'org_local_example', 'posts:write', 'Session cookie set']) {
    expect(html).toContain(shown)
  }
  expect(html).toMatch(/Started<\/strong>\s*<span class="status">302/)
  expect(html).toMatch(/Code exchanged for tokens<\/strong>\s*<span class="status">200/)
  const cookies = [...browser.cookies(app.origin).values()]
  const state = authorize.url.searchParams.get('state') ?? ''
  const codes = me.trail.flatMap(
    ({ headers }) => new URLSearchParams(headers.get('location')?.split('?')[1]).get('code') ?? [],
  )
  expect([state.length > 100, codes.length, cookies.length > 0]).toEqual([true, 1, true])
  for (const secret of [state, ...codes, ...cookies, process.env['WORKOS_COOKIE_PASSWORD']]) {
    expect(html).not.toContain(secret)
  }

  browser.cookies(app.origin).clear()
  await browser.visit(`${app.origin}/api/auth/callback?code=made-up&state=${state}`)
  const failed = await browser.visit(`${app.origin}/__authkit`)
  expect(failed.html).toContain('ERR_STATE_COOKIE_MISSING')
  expect(failed.html).not.toContain('made-up')
})

test(
  'no module of the server can reach the browser, although a dev server shakes no trees',
  { timeout: 60_000 },
  async () => {
    const modules = await crawlClient(app, [
      '/src/start.ts',
      '/src/routes/__root.tsx',
      '/src/routes/me.tsx',
      '/src/routes/api/auth/callback.ts',
      '/src/routes/api/probe/functions.ts',
    ])
    const ours = modules.flatMap((url) => url.split('packages/vite-plugin/src/')[1] ?? [])
    expect(ours.sort()).toMatchInlineSnapshot(`
      [
        "runtime/react/auth-actions.ts",
        "runtime/react/auth-state.ts",
        "runtime/react/browser-rendered-auth.ts",
        "runtime/react/browser.ts",
        "runtime/react/create-auth-kit-provider.tsx",
        "runtime/react/decode-jwt.ts",
        "runtime/react/impersonation-styles.ts",
        "runtime/react/impersonation.tsx",
        "runtime/react/token-lifetime.ts",
        "runtime/react/token-store.ts",
        "runtime/react/use-access-token.ts",
        "runtime/react/use-auth.ts",
        "runtime/react/use-recent-auth.ts",
        "runtime/react/use-token-claims.ts",
        "runtime/react/watch-session.ts",
        "runtime/session/errors.ts",
        "runtime/start/browser.ts",
        "runtime/start/functions/check-recent-auth.ts",
        "runtime/start/functions/check-session-action.ts",
        "runtime/start/functions/get-access-token-action.ts",
        "runtime/start/functions/get-auth-action.ts",
        "runtime/start/functions/get-auth.ts",
        "runtime/start/functions/get-authorization-url.ts",
        "runtime/start/functions/get-organization-action.ts",
        "runtime/start/functions/get-sign-in-url.ts",
        "runtime/start/functions/get-sign-out-url.ts",
        "runtime/start/functions/get-sign-up-url.ts",
        "runtime/start/functions/index.ts",
        "runtime/start/functions/refresh-access-token-action.ts",
        "runtime/start/functions/refresh-auth-action.ts",
        "runtime/start/functions/sign-out.ts",
        "runtime/start/functions/switch-to-organization-action.ts",
        "runtime/start/functions/switch-to-organization.ts",
        "runtime/start/recent-auth.ts",
      ]
    `)
    expect(modules.filter((url) => /jose|iron-webcrypto/.test(url))).toEqual([])
  },
)
