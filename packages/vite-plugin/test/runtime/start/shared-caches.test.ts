import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { cookiesSetBy, createWorld, ORIGIN, SESSION } from '../../app/signed-in-world.ts'
import type { World } from '../../app/signed-in-world.ts'
import type { TestBrowser } from '../../app/test-browser.ts'

const MINUTE = { 'cache-control': 'public, max-age=60' }
const SHARED = 'public, max-age=60'
const PRIVATE = 'private, no-store'

/** Each way to tell a shared cache to keep something. */
const PERMISSIONS: Record<string, string>[] = [
  {},
  MINUTE,
  { 'cache-control': 's-maxage=60' },
  { 'cache-control': 'max-age=60, stale-while-revalidate=600' },
  { 'cache-control': 'private="set-cookie", max-age=60' },
  { 'cache-control': 'must-understand, no-store, max-age=60' },
  { 'cache-control': 'no-cache' },
  { 'cdn-cache-control': 'max-age=60' },
  { 'vercel-cdn-cache-control': 'max-age=60' },
  { 'netlify-cdn-cache-control': 'public, max-age=60' },
  { 'cloudflare-cdn-cache-control': 'max-age=60' },
  { 'surrogate-control': 'max-age=60' },
  { 'edge-control': 'cache-maxage=60' },
  { 'x-accel-expires': '60' },
  { ...MINUTE, expires: 'Fri, 01 Jan 2100 00:00:00 GMT' },
]

const KINDS = [
  'plain',
  'by-helper',
  'stream',
  'not-modified',
  'missing',
  'thrown-response',
  'thrown-redirect',
]
const READS = ['context', 'function', 'toolkit']

let world: World
let alice: TestBrowser
let nobody: TestBrowser

beforeAll(async () => {
  world = await createWorld()
  alice = world.newBrowser()
  await world.signIn(alice)
  // Clears the verifier.
  await alice.visit(`${ORIGIN}/`)
  nobody = world.newBrowser()
}, 120_000)

afterAll(() => world.end())

beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue()
  return () => vi.restoreAllMocks()
})

interface Asked {
  kind?: string
  reads?: string
  headers?: Record<string, string>
  method?: string
}

function ask(
  browser: TestBrowser,
  { kind = 'plain', reads, headers = {}, method = 'GET' }: Asked,
): Promise<Response> {
  const query = new URLSearchParams({ kind, headers: JSON.stringify(headers), ...(reads && { reads }) })
  return browser.send(`${ORIGIN}/api/probe/answer?${query}`, { method })
}

/** What caches are told, apart from Cache-Control. */
function otherWords({ headers }: Response): string[] {
  return [...headers.keys()].filter((name) => /cdn|surrogate|edge-control|x-accel/.test(name))
}

async function visitorWithOldSession(): Promise<TestBrowser> {
  const browser = world.newBrowser()
  await world.signIn(browser, { expired: true })
  return browser
}

describe('an answer that was made by looking at the session of somebody is kept out of them', () => {
  test.each(PERMISSIONS)('with %j', async (headers) => {
    const response = await ask(alice, { reads: 'context', headers })
    expect(response.headers.get('cache-control')).toBe(PRIVATE)
    expect(otherWords(response)).toEqual([])
  })

  test.each(KINDS.flatMap((kind) => READS.map((reads) => ({ kind, reads }))))(
    '%j',
    async ({ kind, reads }) => {
      const headers = { ...MINUTE, 'cdn-cache-control': 'max-age=60' }
      for (const method of ['GET', 'HEAD']) {
        const response = await ask(alice, { kind, reads, headers, method })
        expect(response.headers.get('cache-control')).toBe(PRIVATE)
        expect(otherWords(response)).toEqual([])
      }
    },
  )

  test('and when the handler fails', async () => {
    const headers = { ...MINUTE, 'cdn-cache-control': 'max-age=60', 'x-accel-expires': '60' }
    const response = await ask(alice, { kind: 'thrown-error', reads: 'context', headers })
    expect(response.status).toBe(500)
    expect(response.headers.get('cache-control')).toBe(PRIVATE)
    expect(otherWords(response)).toEqual([])
  })

  test.each(['private, max-age=60', 'no-store', 'max-age=60, Private'])(
    '%j is enough',
    async (cacheControl) => {
      const response = await ask(alice, { reads: 'context', headers: { 'cache-control': cacheControl } })
      expect(response.headers.get('cache-control')).toBe(cacheControl)
    },
  )

  test.each(['getAuth', 'getAuthAction', 'checkSessionAction', 'getAccessTokenAction', 'forSignedIn'])(
    'the answer of %s()',
    async (name) => {
      const { response } = await world.call(alice, name, 'GET')
      expect(response.headers.get('cache-control')).toBe(PRIVATE)
    },
  )
})

describe('an answer that sets a cookie is kept out of them, whoever looked at the session', () => {
  test.each([...KINDS, 'immutable-redirect'])('%s', async (kind) => {
    const browser = await visitorWithOldSession()
    const response = await ask(browser, { kind, headers: { ...MINUTE, 'cdn-cache-control': 'max-age=60' } })
    expect(cookiesSetBy(response)).toContain(SESSION)
    expect(response.headers.get('cache-control')).toBe(PRIVATE)
    expect(otherWords(response)).toEqual([])
  })

  test('a failure', async () => {
    const headers = { ...MINUTE, 'cdn-cache-control': 'max-age=60' }
    const response = await ask(await visitorWithOldSession(), { kind: 'thrown-error', headers })
    expect(response.status).toBe(500)
    expect(cookiesSetBy(response)).toContain(SESSION)
    expect(response.headers.get('cache-control')).toBe(PRIVATE)
    expect(otherWords(response)).toEqual([])
  })

  test.each([
    ['GET', '/api/auth/sign-in'],
    ['HEAD', '/api/auth/sign-in'],
    ['GET', '/api/auth/callback'],
    ['GET', '/api/auth/callback?code=x&state=y'],
    ['POST', '/api/auth/sign-out'],
    ['HEAD', '/api/auth/sign-out'],
  ])('%s %s', async (method, path) => {
    const response = await nobody.send(ORIGIN + path, { method, redirect: 'manual' })
    expect(response.headers.get('cache-control')).toContain('no-store')
  })
})

describe('an answer for nobody may be shared by those who send the same cookies', () => {
  test.each(READS)('when it was made by %s', async (reads) => {
    const response = await ask(nobody, { reads, headers: MINUTE })
    expect(response.headers.get('cache-control')).toBe(SHARED)
    expect(response.headers.get('vary')).toBe('Cookie')
  })

  test.each([
    ['Accept-Language', 'Accept-Language, Cookie'],
    ['accept, cookie', 'accept, cookie'],
    ['*', '*'],
  ])('Vary: %s becomes %s', async (vary, expected) => {
    const response = await ask(nobody, { reads: 'context', headers: { vary } })
    expect(response.headers.get('vary')).toBe(expected)
  })

  test('but not while WorkOS, which would have to be asked who it is, is down', async () => {
    const browser = await visitorWithOldSession()
    world.workos.fail(() => new Response('down', { status: 503 }))
    const response = await ask(browser, { reads: 'context', headers: MINUTE })
    world.workos.fail()
    expect(response.headers.get('cache-control')).toBe(PRIVATE)
  })
})

describe('an answer that never looked at the session stays as it is', () => {
  test.each(KINDS)('%s', async (kind) => {
    const headers = { ...MINUTE, 'cdn-cache-control': 'max-age=3600', etag: '"1"' }
    for (const browser of [alice, nobody]) {
      const response = await ask(browser, { kind, headers })
      expect(Object.fromEntries(response.headers)).toMatchObject(headers)
      expect(response.headers.get('vary')).toBeNull()
    }
  })

  test('a permanent redirect', async () => {
    const response = await ask(alice, { kind: 'immutable-redirect' })
    expect(response.status).toBe(301)
    expect(response.headers.get('cache-control')).toBeNull()
  })
})
