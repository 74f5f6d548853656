import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

import { UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { InlineConfig, ViteDevServer } from 'vite'

import { devPage } from '../../../src/plugins/dev-page/dev-page.ts'
import { sessionEncryption } from '../../../src/runtime/session/seal/iron-session-encryption.ts'
import { makeSmallApp, smallAppConfig, VITES, type Printed, type SmallApp } from '../small-app.ts'

const API_KEY = 'sk_test_0123456789abcdef'
const COOKIE_PASSWORD = 'a password of more than thirty-two characters'

/** Real credentials: there is no local AuthKit. */
const ENV = {
  WORKOS_CLIENT_ID: 'client_123',
  WORKOS_API_KEY: API_KEY,
  WORKOS_COOKIE_PASSWORD: COOKIE_PASSWORD,
  WORKOS_REDIRECT_URI: 'http://localhost:3000/api/auth/callback',
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request as it is: `fetch` sets some of the headers itself. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      const { statusCode = 0, headers } = response
      // A stream of changes has no end.
      if (headers['content-type'] === 'text/event-stream') {
        resolve({ status: statusCode, headers, body: '' })
        response.destroy()
        return
      }
      text(response).then((body) => resolve({ status: statusCode, headers, body }), reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

interface Served {
  server: ViteDevServer
  origin: string
  page: string
  printed: Printed[]
}

let app: SmallApp
const started: ViteDevServer[] = []

async function serve(vite: (typeof VITES)[number][1], config: InlineConfig['server'] = {}): Promise<Served> {
  const small = smallAppConfig(app, [devPage], { env: ENV })
  const server = await vite.createServer({
    ...small.config,
    appType: 'custom',
    server: { port: 0, ws: false, watch: null, ...config },
  })
  started.push(server)
  await server.listen()
  const [url = ''] = server.resolvedUrls?.local ?? []
  const { origin } = new URL(url)
  return { server, origin, page: `${origin}/__authkit`, printed: small.printed }
}

beforeAll(async () => {
  for (const name of Object.keys(ENV)) vi.stubEnv(name, undefined)
  app = await makeSmallApp({ 'src/main.ts': '', 'package.json': '{ "private": true, "type": "module" }' })
})

afterAll(async () => {
  await Promise.all(started.map((server) => server.close()))
  await app.remove()
  vi.unstubAllEnvs()
})

describe.each(VITES)('with %s', (_name, vite) => {
  let served: Served

  beforeAll(async () => {
    // What an app with open doors has: any origin may read it, any name may lead to it.
    served = await serve(vite, { cors: true, allowedHosts: true })
  })

  test('the page is there with real credentials too, and says where it is', async () => {
    const { status, headers, body } = await ask(served.page)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(body).toContain('Nobody is signed in.')
    expect(body).not.toContain('no account needed')
    expect(body).not.toContain('Sign in as')
    served.server.printUrls()
    expect(served.printed.map(({ text }) => text).join('\n')).toContain(served.page)
  })

  test('it shows no secret, and every other value with where it comes from', async () => {
    const { body } = await ask(served.page)
    expect(body).not.toContain(API_KEY)
    expect(body).not.toContain(COOKIE_PASSWORD)
    expect(body).toContain('sk_test_•••••••• (24 characters)')
    expect(body).toContain('client_123')
    expect(body).toContain('environment of the process')
  })

  test('it opens the session of the browser that asks, and of no other', async () => {
    const cookie = await sessionCookie()
    const { body } = await ask(served.page, { cookie })
    for (const shown of [
      'ada@example.com',
      '&#60;b&#62;Lovelace',
      'org_1',
      'admin',
      'posts:write',
      'session_1',
    ]) {
      expect(body).toContain(shown)
    }
    expect(body).toMatch(/Impersonated by\s+<strong>support@example\.com<\/strong\s*>: a ticket/)
    expect(body).toMatch(/expires <time [^>]*>in \d+ d/)
    expect(body).not.toContain('refresh_secret')
    expect(body).not.toContain(cookie.slice('wos-session='.length))
    expect((await ask(served.page)).body).not.toContain('ada@example.com')
  })

  test('it says why a session can not be opened', async () => {
    const cookie = `wos-session=${await sessionEncryption.sealData({}, { password: `another ${COOKIE_PASSWORD}` })}`
    expect((await ask(served.page, { cookie })).body).toContain('made with another password')
  })

  const EVIL = 'https://evil.example'

  /** Each is also asked for what is below the page. */
  const HOSTILE: [what: string, headers: Record<string, string>, method?: string][] = [
    ['a name that another site leads here', { host: 'evil.example', 'sec-fetch-site': 'same-origin' }],
    ['a name that looks like ours', { host: 'localhost.evil.example' }],
    ['fetch of another site', { origin: EVIL, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }],
    ['fetch of another port', { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }],
    [
      'a frame of another site',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
    ['a script element of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'script' }],
    ['a visitor through a tunnel', { 'x-forwarded-for': '203.0.113.9' }],
    ['a form of another site', { origin: EVIL, 'sec-fetch-site': 'cross-site' }, 'POST'],
    ['a form of another site in a browser that says less', { origin: EVIL }, 'POST'],
    ['a form without an origin', { origin: 'null' }, 'POST'],
    ['a form of a program', {}, 'POST'],
  ]

  test.each(HOSTILE)('nothing for %s', async (_what, headers, method = 'GET') => {
    const form = method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
    for (const path of ['', '/', '/live', '/sections', '/actions/refresh']) {
      const answer = await ask(served.page + path, { ...headers, ...form }, method)
      expect(answer.status).toBe(403)
      expect(answer.body).not.toContain('client_123')
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(answer.headers['cache-control']).toBe('no-store')
    }
  })

  test('no other origin may read it, although the app lets all read what is its own', async () => {
    const other = await ask(`${served.origin}/src/main.ts`, { origin: EVIL })
    expect(other.headers['access-control-allow-origin']).toBe('*')
    for (const path of ['', '/live', '/sections']) {
      const { headers } = await ask(served.page + path, {
        origin: served.origin,
        'sec-fetch-site': 'same-origin',
      })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })

  test('nothing of it is kept, embedded, framed by others, or taken for something else', async () => {
    for (const path of ['', '/live', '/sections', '/actions/refresh', '/actions/nothing']) {
      const { headers } = await ask(served.page + path)
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    }
    const { headers } = await ask(served.page)
    const policy = String(headers['content-security-policy']).split('; ')
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
      ]),
    )
    expect(policy.find((part) => part.startsWith('script-src'))).toMatch(/^script-src 'nonce-[\w-]+'$/)
    expect(headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  })

  const OWN = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }

  /** The page's own browser, which has not got everything right. */
  const FORMS: [what: string, body: (token: string) => string, headers?: Record<string, string>][] = [
    ['has no token', () => 'return=/'],
    ['has an empty one', () => 'token='],
    ['has another', (token) => `token=${token.replaceAll(/[A-M]/g, 'a')}x`],
    ['has a part of it', (token) => `token=${token.slice(0, -1)}`],
    ['is no form', (token) => `{"token":"${token}"}`, { 'content-type': 'application/json' }],
    ['is one without a preflight', (token) => `token=${token}`, { 'content-type': 'text/plain' }],
    ['is too long', (token) => `token=${token}&organization=${'o'.repeat(5_000)}`],
  ]

  test.each(FORMS)('a form does nothing when it %s', async (_what, body, headers = {}) => {
    const answer = await ask(
      `${served.page}/actions/refresh`,
      { ...OWN, ...headers },
      'POST',
      body(await tokenOf(served)),
    )
    expect(answer.status).toBe(403)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('a form of the page comes back to it, and is told what there was to do', async () => {
    const body = `token=${await tokenOf(served)}&return=/`
    const answer = await ask(`${served.page}/actions/refresh`, OWN, 'POST', body)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/__authkit\?notice=[\w-]+$/)
    const shown = await ask(served.origin + String(answer.headers.location))
    expect(shown.body).toContain('Nobody is signed in in this browser.')
  })

  test.each<[method: string, path: string, status: number]>([
    ['POST', '', 405],
    ['PUT', '', 405],
    ['GET', '/actions/refresh', 405],
    ['POST', '/actions/nothing', 404],
  ])('%s %s is %i', async (method, path, status) => {
    expect((await ask(served.page + path, OWN, method)).status).toBe(status)
  })
})

/** The session cookie of somebody, as the app seals it. Its tokens are good for nothing. */
async function sessionCookie(): Promise<string> {
  const claims = {
    sid: 'session_1',
    org_id: 'org_1',
    role: 'admin',
    permissions: ['posts:write'],
    exp: 4_000_000_000,
  }
  const session = {
    accessToken: new UnsecuredJWT(claims).encode(),
    refreshToken: 'refresh_secret',
    user: { id: 'user_1', email: 'ada@example.com', firstName: 'Ada', lastName: '<b>Lovelace</b>' },
    impersonator: { email: 'support@example.com', reason: 'a ticket' },
  }
  return `wos-session=${await sessionEncryption.sealData(session, { password: COOKIE_PASSWORD })}`
}

/** The token of the forms. */
async function tokenOf(served: Served): Promise<string> {
  const { body } = await ask(served.page, { cookie: await sessionCookie() })
  return /name="token" value="([^"]+)"/.exec(body)?.[1] ?? 'none'
}

const [[, vite8]] = VITES as [(typeof VITES)[number]]

test('a name that the app allows reaches the page, and no other does', async () => {
  const { page } = await serve(vite8, { allowedHosts: ['.app.test'] })
  expect((await ask(page, { host: 'my.app.test' })).status).toBe(200)
  expect((await ask(page, { host: 'my.app.test.evil.example' })).status).toBe(403)
})

test('a preflight of another site opens nothing', async () => {
  const { page } = await serve(vite8, { cors: false })
  const preflight = {
    origin: 'https://evil.example',
    'access-control-request-method': 'POST',
    'sec-fetch-site': 'cross-site',
  }
  const answer = await ask(`${page}/actions/refresh`, preflight, 'OPTIONS')
  expect(answer.status).toBe(403)
  expect(answer.headers['access-control-allow-methods']).toBeUndefined()
})
