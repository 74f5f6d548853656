import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { LocalAuthKit } from '../../src/emulator/index.ts'
import { ROUTES } from '../../src/emulator/routes.ts'
import { KNOWN_REQUESTS, unmatchedRequests, type KnownRequest } from './known-requests.ts'
import { BASE_URL, createTestAuthKit } from './sign-in-flow.ts'

const KEY = 'Bearer sk_test_local'
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

interface Changes {
  readonly method?: string
  readonly path?: string
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a known request to a local AuthKit of its own, changed. */
async function send(known: KnownRequest, changes: Changes = {}): Promise<Response> {
  return sendTo(createTestAuthKit().authKit, known, changes)
}

async function sendTo(authKit: LocalAuthKit, known: KnownRequest, changes: Changes): Promise<Response> {
  const { method = known.method, path = known.path, body = bodyOf(known), headers } = changes
  const type = known.isForm ? 'application/x-www-form-urlencoded' : 'application/json'
  const isBodiless = method === 'GET' || method === 'HEAD'
  return authKit.fetch(
    new Request(BASE_URL + path, {
      method,
      headers: { authorization: KEY, 'content-type': type, ...headers },
      body: isBodiless ? null : body,
    }),
  )
}

function bodyOf({ body, isForm }: KnownRequest): string | null {
  if (body === undefined) return null
  return isForm ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body)
}

/**
 * The status of an answer. One that refuses has to say why: as the API does in one of its two shapes, or on a page for
 * who navigated there; else it is given as text.
 */
async function statusOf(response: Response): Promise<number | string> {
  if (response.status < 400) return response.status
  const text = await response.text()
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  return (isPage ? text.includes('<ul class="problems">') : hasMessage(text)) ? response.status : text
}

function hasMessage(text: string): boolean {
  const body = JSON.parse(text) as Record<string, unknown>
  const message = body['message'] ?? body['error_description']
  return typeof message === 'string' && message.trim() !== ''
}

const isOfControl = ({ route }: KnownRequest): boolean => route.startsWith('/control/')
const withBody = KNOWN_REQUESTS.filter(({ body }) => body !== undefined)
const withJson = withBody.filter(({ isForm }) => isForm !== true)
const openPaths = new Set(ROUTES.filter(({ isOpen }) => isOpen).map(({ path }) => path))

test('there is a request to each endpoint, and none to one that is not there', () => {
  expect(unmatchedRequests).toStrictEqual([])
})

describe('as it should be', () => {
  test.each(KNOWN_REQUESTS)('$method $path', async (known) => {
    expect((await send(known)).status).toBe(known.status)
  })
})

describe('without the API key', () => {
  test.each(KNOWN_REQUESTS.filter(({ route }) => !openPaths.has(route)))('$method $path', async (known) => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer sk_test_other',
      'Basic sk_test_local',
      `${KEY} x`,
      'x'.repeat(20_000),
    ]) {
      const response = await send(known, { headers: { authorization } })
      expect(response.status).toBe(401)
      expect(await response.json()).toStrictEqual({ message: 'Unauthorized' })
    }
  })

  test('only what a browser opens, or has another way to know who asks, answers', () => {
    const open = [...openPaths].filter((path) => !path.startsWith('/control/'))
    expect(open).toStrictEqual([
      '/user_management/authorize',
      '/user_management/authenticate',
      '/sso/jwks/:clientId',
      '/user_management/sessions/logout',
    ])
  })
})

describe('another method', () => {
  test.each(KNOWN_REQUESTS)('for $method $path', async (known) => {
    const { methods = {} } = ROUTES.find(({ path }) => path === known.route) ?? {}
    for (const method of METHODS.filter((name) => !Object.hasOwn(methods, name))) {
      const response = await send(known, { method })
      expect(response.headers.get('allow')).toBe(Object.keys(methods).join(', '))
      expect(await statusOf(response)).toBe(405)
    }
  })
})

describe.each<[string, BodyInit, number]>([
  ['broken JSON', '{"a":', 400],
  ['no JSON but a form', 'a=b&a=c', 400],
  ['a list', '[]', 400],
  ['null', 'null', 400],
  ['bytes that are not UTF-8', new Uint8Array([0xff, 0xfe]), 400],
  ['a huge body', 'x'.repeat(65_537), 413],
])('%s', (_, body, status) => {
  test.each(withJson)('for $method $path', async (known) => {
    expect(await statusOf(await send(known, { body }))).toBe(status)
  })
})

describe('a form', () => {
  const forms = KNOWN_REQUESTS.filter(({ isForm }) => isForm)
  test.each(forms)('that is not UTF-8 or too long is refused: $body', async (known) => {
    expect(await statusOf(await send(known, { body: new Uint8Array([0xff, 0xfe]) }))).toBe(400)
    expect(await statusOf(await send(known, { body: 'x'.repeat(65_537) }))).toBe(413)
  })
  test.each(forms.flatMap((form) => Object.keys(form.body ?? {}).map((field) => ({ ...form, field }))))(
    'with $field twice, or far too long, is refused',
    async ({ field, ...known }) => {
      for (const value of ['x', 'x'.repeat(9_000)]) {
        const body = new URLSearchParams(known.body as Record<string, string>)
        if (value === 'x') body.append(field, value)
        else body.set(field, value)
        expect(await statusOf(await send(known, { body: body.toString() }))).toBe(400)
      }
    },
  )
})

describe('a content type that is none, or another', () => {
  test.each(withBody)('for $method $path', async (known) => {
    for (const type of ['text/plain', 'multipart/form-data', 'application/', ';', '']) {
      const response = await send(known, { headers: { 'content-type': type } })
      // WorkOS' SDKs send JSON and say so; who forgets to is understood, but where a form of another site could do it.
      expect(response.status).toBe(isOfControl(known) ? 415 : known.status)
    }
  })
})

/** The requests with JSON, once for each of their fields. */
const fields = withJson.flatMap((known) =>
  Object.keys(known.body ?? {}).map((field) => ({ ...known, field })),
)
/** 400 and 401 from the token endpoint, whose errors are those of OAuth; 422, and 400 for what is valid but can't be. */
const REFUSED = [400, 401, 422]

describe('a field', () => {
  test.each(fields)('$field of $method $path that is of another kind', async ({ field, ...known }) => {
    const kind = kindOf(known.body?.[field])
    for (const value of [7, {}, [1], true, 'x'].filter((one) => kindOf(one) !== kind)) {
      const response = await send(known, { body: JSON.stringify({ ...known.body, [field]: value }) })
      expect(REFUSED).toContain(await statusOf(response))
    }
  })

  test.each(fields)('$field of $method $path that is far too long', async ({ field, ...known }) => {
    const value = 'x'.repeat(60_000)
    const response = await send(known, { body: JSON.stringify({ ...known.body, [field]: value }) })
    expect(REFUSED).toContain(await statusOf(response))
  })

  test.each(fields)('$field of $method $path that is missing or null', async ({ field, ...known }) => {
    const { [field]: _, ...others } = known.body ?? {}
    for (const body of [others, { ...others, [field]: null }]) {
      const response = await send(known, { body: JSON.stringify(body) })
      expect([known.status, ...REFUSED]).toContain(await statusOf(response))
    }
  })
})

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value
}

describe('a form in place of JSON at the token endpoint', () => {
  const grants = KNOWN_REQUESTS.filter(({ route }) => route === '/user_management/authenticate')
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  test.each(grants.flatMap((grant) => Object.keys(grant.body ?? {}).map((field) => ({ ...grant, field }))))(
    'with $field twice is refused: $body.grant_type',
    async ({ field, ...known }) => {
      const body = new URLSearchParams(known.body as Record<string, string>)
      body.append(field, 'x')
      const response = await send(known, { body: body.toString(), headers })
      expect(response.status).toBe(400)
      expect(await response.json()).toStrictEqual({
        error: 'invalid_request',
        error_description: `${field} is there more than once.`,
      })
    },
  )
})

describe('the query', () => {
  const navigated = KNOWN_REQUESTS.filter(({ path }) => /\/(?:authorize|logout)\?/.test(path))
  const parameters = navigated.flatMap((known) =>
    [...new URL(known.path, BASE_URL).searchParams.keys()].map((parameter) => ({ ...known, parameter })),
  )
  test.each(parameters)('of $method $route with $parameter twice, or far too long', async (one) => {
    const { parameter, ...known } = one
    const [path = '', query] = known.path.split('?')
    for (const value of ['x', 'x'.repeat(9_000)]) {
      const changed = new URLSearchParams(query)
      if (value === 'x') changed.append(parameter, value)
      else changed.set(parameter, value)
      expect(await statusOf(await send(known, { path: `${path}?${changed}` }))).toBe(400)
    }
  })

  test.each(parameters)('of $method $route without $parameter', async ({ parameter, ...known }) => {
    const [path = '', query] = known.path.split('?')
    const changed = new URLSearchParams(query)
    changed.delete(parameter)
    const response = await send(known, { path: `${path}?${changed}` })
    // Refused on a page or at the redirect URI, or answered, for what may be missing.
    expect([400, 302, known.status]).toContain(await statusOf(response))
  })

  const lists = KNOWN_REQUESTS.filter(({ method, status }) => method === 'GET' && status === 200)
  test.each(lists)('of $path with paging that makes no sense', async (known) => {
    const base = known.path + (known.path.includes('?') ? '&' : '?')
    for (const query of ['limit=0', 'limit=101', 'limit=1e1000', 'limit=x', 'order=up']) {
      const { status } = await send(known, { path: base + query })
      expect([422, known.status]).toContain(status)
    }
    for (const query of ['limit=1&limit=x', 'after=%00', 'before=__proto__&after=x', 'x'.repeat(50_000)]) {
      expect((await send(known, { path: base + query })).status).toBeLessThan(500)
    }
  })

  test.each(['/user_management/users', '/organizations', '/authorization/permissions'])(
    'of the list %s is checked',
    async (path) => {
      const known: KnownRequest = { method: 'GET', route: path, path, status: 200 }
      for (const query of ['limit=0', 'limit=101', 'limit=x', 'order=up']) {
        expect(await statusOf(await send(known, { path: `${path}?${query}` }))).toBe(422)
      }
    },
  )
})

describe('a part of the path', () => {
  const segments = ['%00', '%', '%ff', '__proto__', 'constructor', 'a%2Fb', '%0d%0a', 'x'.repeat(20_000)]
  test.each(KNOWN_REQUESTS.filter(({ route }) => route.includes(':')))('of $method $route', async (known) => {
    for (const segment of segments) {
      const path = known.route.replace(/:\w+/, () => segment)
      expect(await statusOf(await send(known, { path }))).toBe(404)
    }
  })
})

describe('headers that are far too long or make no sense', () => {
  test.each(KNOWN_REQUESTS)('of $method $path', async (known) => {
    for (const value of ['x'.repeat(20_000), '=;=;,%00']) {
      const names = ['cookie', 'user-agent', 'origin', 'sec-fetch-site', 'accept']
      const headers = Object.fromEntries(names.map((name) => [name, value]))
      expect((await send(known, { headers })).status).toBeLessThan(500)
    }
  })
})

describe('whatever is changed in a request that is right', () => {
  const json = fc.oneof(fc.jsonValue(), fc.constantFrom('client_local', 'user_local_alice', 'a@b', null))
  const change = fc.record({
    known: fc.constantFrom(...KNOWN_REQUESTS),
    method: fc.option(fc.constantFrom(...METHODS, 'HEAD')),
    segment: fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '%', '__proto__', 'x'))),
    query: fc.array(fc.tuple(fc.constantFrom('limit', 'order', 'after', 'email', 'x'), fc.string())),
    fields: fc.dictionary(
      fc.constantFrom(...new Set(withJson.flatMap(({ body }) => Object.keys(body ?? {}))), '__proto__'),
      json,
    ),
    cut: fc.option(fc.nat({ max: 40 })),
    headers: fc.dictionary(
      fc.constantFrom('origin', 'sec-fetch-site', 'content-type', 'authorization', 'cookie'),
      fc.constantFrom('null', 'x', 'https://evil.example', 'application/json', 'text/html;', 'Bearer  '),
    ),
  })

  test('the answer is never a fault of the local AuthKit', async () => {
    const { authKit } = createTestAuthKit()
    await fc.assert(
      fc.asyncProperty(change, async ({ known, method, segment, query, fields: changed, cut, headers }) => {
        const url = new URL(BASE_URL + known.path)
        if (segment !== null) url.pathname = url.pathname.replace(/[^/]+$/, () => segment)
        for (const [name, value] of query) url.searchParams.append(name, value)
        const { status } = await sendTo(authKit, known, {
          path: url.href.slice(BASE_URL.length),
          body: JSON.stringify({ ...known.body, ...changed }).slice(0, cut ?? undefined),
          headers,
          ...(method !== null && { method }),
        })
        // A failure that an earlier request asked for is none of its own.
        authKit.control.clearFailures()
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 1_000 },
    )
  })
})
