import type { IncomingMessage, ServerResponse } from 'node:http'

import { serveLocalAuthKit } from 'vite-plugin-authkit-start/emulator'
import { expect, onTestFinished, test } from 'vitest'

import type { SignInResult } from '../../src/prove/sign-in.ts'
import { signInAndOut } from '../../src/prove/sign-in.ts'
import { DEFAULT_PATHS } from '../../src/steps/auth-paths.ts'
import { COOKIE_VALUE, serve, VERIFIER_LINE } from '../checks/wire/server.ts'

type Route = (request: IncomingMessage, response: ServerResponse, authKit: string) => void

const SESSION = `wos-session=${COOKIE_VALUE}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600`

/** The routes of an app that does everything right, as far as it can be seen from outside. */
const RIGHT: Readonly<Record<string, Route>> = {
  '/api/auth/sign-in': (request, response, authKit) => {
    const target = new URL('/user_management/authorize', authKit)
    target.search = new URLSearchParams({
      client_id: 'client_local',
      redirect_uri: `http://${request.headers.host}/api/auth/callback`,
      response_type: 'code',
      provider: 'authkit',
      state: 'secret-state',
    }).toString()
    redirect(response, target.href, [VERIFIER_LINE])
  },
  '/api/auth/callback': (_, response) => redirect(response, '/', [SESSION, 'language=en; Path=/']),
  '/': (_, response) => response.end('<html></html>'),
  '/api/auth/sign-out': (request, response, authKit) => {
    const isSignedIn = request.method === 'POST' && request.headers.cookie?.includes('wos-session=') === true
    const home = `http://${request.headers.host}/`
    const logOut = `${authKit}/user_management/sessions/logout?session_id=session_1&return_to=${home}`
    redirect(response, isSignedIn ? logOut : '/', ['wos-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0'])
  },
}

function redirect(response: ServerResponse, location: string, cookies: string[] = []): void {
  response.writeHead(302, { location, 'set-cookie': cookies }).end()
}

/** Signs in to an app whose routes differ from the right ones. */
async function signIn(routes: Readonly<Record<string, Route>> = {}): Promise<SignInResult> {
  const authKit = await serveLocalAuthKit({ port: 0 })
  onTestFinished(() => authKit.close())
  const own = `http://localhost:${authKit.port}`
  const app = await serve((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const route = routes[pathname] ?? RIGHT[pathname]
    if (route === undefined) response.writeHead(404).end()
    else route(request, response, own)
  })
  return signInAndOut({
    origin: app,
    paths: DEFAULT_PATHS,
    base: '',
    authKit: own,
    signal: new AbortController().signal,
  })
}

test('a sign-in and a sign-out, with what was on the wire and no value of it', async () => {
  const { exchanges, problems, failure } = await signIn()

  expect({ problems, failure }).toEqual({ problems: [], failure: null })
  expect(
    exchanges.map(({ method, url, status, cookies }) => [
      `${method} ${new URL(url).pathname}`,
      status,
      cookies.map(({ name }) => name),
    ]),
  ).toEqual([
    ['GET /api/auth/sign-in', 302, ['wos-auth-verifier-2bbfad53']],
    ['GET /user_management/authorize', 200, []],
    ['POST /user_management/authorize', 303, ['local-authkit-sign-in']],
    ['GET /api/auth/callback', 302, ['wos-session', 'language']],
    ['GET /', 200, []],
    ['POST /api/auth/sign-out', 302, ['wos-session']],
    ['GET /user_management/sessions/logout', 302, []],
  ])
  expect(exchanges.every(({ requestBytes }) => requestBytes > 100 && requestBytes < 4000)).toBe(true)
  const told = JSON.stringify(exchanges)
  expect(told).not.toContain(COOKIE_VALUE)
  expect(told).not.toContain('secret-state')
})

const error500: Route = (_, response) => response.writeHead(500).end()
const page: Route = (_, response) => response.end('<html></html>')

test.each<{ what: string; routes: Readonly<Record<string, Route>>; stage: string; says: string }>([
  {
    what: 'a sign-in route that fails',
    routes: { '/api/auth/sign-in': error500 },
    stage: 'sign-in route',
    says: 'answered 500',
  },
  {
    what: 'a page in its place',
    routes: { '/api/auth/sign-in': page },
    stage: 'sign-in route',
    says: 'answered 200, and not with a redirect',
  },
  {
    what: 'a sign-in route that leads to WorkOS',
    routes: {
      '/api/auth/sign-in': (_, response) =>
        redirect(response, 'https://api.workos.com/user_management/authorize?client_id=client_1'),
    },
    stage: 'sign-in route',
    says: 'leads to https://api.workos.com/user_management/authorize, and not to',
  },
  {
    what: 'a request that AuthKit refuses',
    routes: {
      '/api/auth/sign-in': (_, response, authKit) =>
        redirect(response, `${authKit}/user_management/authorize?client_id=client_other`),
    },
    stage: 'AuthKit',
    says: 'The local AuthKit answered 400',
  },
  {
    what: 'a callback that fails',
    routes: { '/api/auth/callback': error500 },
    stage: 'callback',
    says: 'answered 500',
  },
  {
    what: 'a server that loses the cookies',
    routes: { '/api/auth/callback': (_, response) => redirect(response, '/') },
    stage: 'callback',
    says: 'no session cookie',
  },
  {
    what: 'a page that fails for who is signed in',
    routes: { '/': error500 },
    stage: 'page',
    says: 'answered 500',
  },
  {
    what: 'a page that leads to itself',
    routes: { '/': (_, response) => redirect(response, '/') },
    stage: 'page',
    says: 'leads in circles',
  },
  {
    what: 'a server that can’t read its session',
    routes: { '/api/auth/sign-out': (_, response) => redirect(response, '/') },
    stage: 'sign-out',
    says: 'and not to',
  },
  {
    what: 'a sign-out that leaves the session',
    routes: {
      '/api/auth/sign-out': (request, response, authKit) =>
        redirect(
          response,
          `${authKit}/user_management/sessions/logout?session_id=s&return_to=http://${request.headers.host}/`,
        ),
    },
    stage: 'sign-out',
    says: 'left the session cookie',
  },
  {
    what: 'a server that breaks off',
    routes: { '/api/auth/callback': (request) => request.socket.destroy() },
    stage: 'callback',
    says: 'did not answer',
  },
])('$what ends it at: $stage', async ({ routes, stage, says }) => {
  const { failure } = await signIn(routes)

  expect(failure?.stage).toBe(stage)
  expect(failure?.message).toContain(says)
  expect(failure?.help).not.toBe('')
})

test('an app without a start page, and one that leads to another site, are signed in to as well', async () => {
  const missing = await signIn({ '/': (_, response) => response.writeHead(404).end() })
  const elsewhere = await signIn({ '/': (_, response) => redirect(response, 'https://example.com/') })

  expect([missing.failure, elsewhere.failure]).toEqual([null, null])
})

test('what works here and would not everywhere is told', async () => {
  const readable = SESSION.replace(' HttpOnly;', '')
  const { failure, problems } = await signIn({
    '/api/auth/callback': (_, response) => redirect(response, '/', [readable]),
  })

  expect(failure).toBeNull()
  expect(problems.map(({ message }) => message)).toEqual([
    'The cookie wos-session is readable by scripts (no HttpOnly).',
  ])
})

test('an interrupt is no failure', async () => {
  const controller = new AbortController()
  const origin = await serve(() => controller.abort(new Error('interrupted')))
  const options = { origin, paths: DEFAULT_PATHS, base: '', authKit: origin, signal: controller.signal }

  await expect(signInAndOut(options)).rejects.toThrow('interrupted')
})
