import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { connectTo } from '../../app/hosts.ts'
import { startLocalWorkOS } from '../../app/local-workos.ts'
import type { LocalWorkOS } from '../../app/local-workos.ts'
import { TestBrowser } from '../../app/test-browser.ts'
import { startWorker } from '../../app/workerd.ts'
import type { RunningWorker } from '../../app/workerd.ts'
import { sessionEncryption } from '../../../src/runtime/session/index.ts'

const WORKER = fileURLToPath(new URL('../../app/session-worker.ts', import.meta.url))
const ORIGIN = 'http://localhost:3000'
const PASSWORD = 'a password of a test, longer than 32 characters'
const session = { accessToken: 'a', refreshToken: 'r', user: { id: 'user_1', name: 'Zoë' } }

let directory: string
let workos: LocalWorkOS
let worker: RunningWorker
let browser: TestBrowser

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'session-worker-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { target: 'webworker', noExternal: true },
    build: { ssr: WORKER, outDir: directory, rolldownOptions: { external: /^cloudflare:/ } },
  })
  workos = await startLocalWorkOS()
  worker = await startWorker({
    directory,
    main: 'session-worker.js',
    // Without any flag: there is nothing of Node.
    compatibilityDate: '2025-09-02',
    bindings: {
      WORKOS_CLIENT_ID: 'client_local',
      WORKOS_API_KEY: 'sk_test_local',
      WORKOS_API_HOSTNAME: 'localhost',
      WORKOS_API_PORT: String(workos.server.port),
      WORKOS_API_HTTPS: 'false',
      WORKOS_REDIRECT_URI: `${ORIGIN}/callback`,
      WORKOS_COOKIE_PASSWORD: PASSWORD,
      AUTHKIT_ALLOW_LOCAL: 'test',
    },
  })
  browser = new TestBrowser({ [ORIGIN]: connectTo(worker) })
}, 120_000)

afterAll(async () => {
  await worker.close()
  await workos.server.close()
  await rm(directory, { recursive: true })
})

async function ask(path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await browser.send(new URL(path, ORIGIN), init)
  return response.json()
}

/** Writes the cookies that the toolkit asked for, as an adapter would. */
function store(answer: unknown): void {
  const { headers } = answer as { headers: { 'Set-Cookie': string | string[] } }
  for (const header of [headers['Set-Cookie']].flat()) {
    const [pair = ''] = header.split(';', 1)
    const [name = '', value = ''] = pair.split('=', 2)
    if (value === '') browser.cookies(ORIGIN).delete(name)
    else browser.cookies(ORIGIN).set(name, value)
  }
}

/** A whole sign-in, from the authorize URL to the session cookie. */
async function signIn(): Promise<unknown> {
  const started = await ask('/sign-in')
  store(started)
  const chosen = await browser.send((started as { location: string }).location, {
    method: 'POST',
    body: new URLSearchParams({ user_id: 'user_local_alice' }),
  })
  const finished = await ask(chosen.headers.get('location') ?? '')
  store(finished)
  return finished
}

test('it is workerd, and nothing of Node is there', async () => {
  await expect(ask('/engine')).resolves.toEqual({ engine: 'Cloudflare-Workers', hasProcess: false })
})

test('what Node sealed, workerd opens', async () => {
  const sealed = await sessionEncryption.sealData(session, { password: PASSWORD })
  await expect(ask('/unseal', sealed)).resolves.toEqual(session)
})

test('what workerd sealed, Node opens', async () => {
  const sealed = await ask('/seal', session)
  await expect(sessionEncryption.unsealData(String(sealed), { password: PASSWORD })).resolves.toEqual(session)
})

test('what was changed on the way is refused', async () => {
  const sealed = await sessionEncryption.sealData(session, { password: PASSWORD })
  await expect(ask('/unseal', sealed.replace('Fe26.2', 'Fe26.3'))).resolves.toMatchObject({
    code: 'ERR_SEAL_INVALID',
  })
})

test('a sign-in is finished, and its token verified with the keys of WorkOS', async () => {
  await expect(signIn()).resolves.toMatchObject({ returnPathname: '/me' })
  await expect(ask('/with-auth')).resolves.toEqual({ email: 'alice@example.com' })
  expect(workos.calls).toContain('GET /sso/jwks/client_local')
})

test('a session whose token has run out is refreshed', async () => {
  workos.backdate(3600)
  await signIn()
  workos.backdate(0)
  await expect(ask('/with-auth')).resolves.toEqual({
    email: 'alice@example.com',
    refreshedSessionData: expect.stringMatching(/^Fe26\.2\*.*~2$/),
  })
})

test('a callback without its cookie is refused', async () => {
  await expect(ask('/callback?code=x&state=y')).resolves.toMatchObject({ code: 'ERR_STATE_COOKIE_MISSING' })
})
