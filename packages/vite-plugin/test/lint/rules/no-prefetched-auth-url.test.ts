import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

import { formatDiagnostic } from '../../../src/diagnostics/format-diagnostic.ts'
import { HARMLESS } from '../cases/harmless-auth-url.ts'
import { PREFETCHED } from '../cases/prefetched-auth-url.ts'
import { IMPORTS, lint, unmark } from '../lint-fixture.ts'

/** What is said of links: some cases return all of `getAuth()`, which is another rule's business. */
const codes = (source: string): string[] =>
  lint(source, { settings: { AK005: 'off' } }).map((diagnostic) => diagnostic.code)

describe('AK001 no-prefetched-auth-url', () => {
  test.each(Object.entries(PREFETCHED))('finds %s', (_name, marked) => {
    const { source, start, end } = unmark(marked)
    const found = lint(source).map((diagnostic) => ({
      code: diagnostic.code,
      text: source.slice(diagnostic.start, diagnostic.end),
      start: diagnostic.start,
    }))
    expect(found).toStrictEqual([{ code: 'AK001', text: source.slice(start, end), start }])
  })

  test.each(Object.entries(HARMLESS))('is silent about %s', (_name, source) => {
    expect(codes(source)).toStrictEqual([])
  })

  test.each(Object.entries(HARMLESS).filter(([name]) => name !== 'a syntax error'))(
    'is not silent about %s because it does not parse',
    (_name, source) => {
      expect(parseSync('page.tsx', source).errors).toStrictEqual([])
    },
  )
})

describe('AK001 says', () => {
  const route = (loader: string): string =>
    `${IMPORTS}export const Route = createFileRoute('/a')({ ${loader} })`
  test.each([
    {
      name: 'which function in which option of which route',
      source: route('loader: () => getSignInUrl()'),
      message:
        '`getSignInUrl()` in the `loader` of `/a` starts a sign-in and sets a cookie on every navigation and preload.',
      help: 'Take the call out, and link to the sign-in route instead:\n<a href="/api/auth/sign-in">…</a>',
    },
    {
      name: 'what is called, when the function is reached through it',
      source: `const f = () => getAuthorizationUrl()\n${route('beforeLoad: () => f()')}`,
      message:
        '`f()`, which reaches `getAuthorizationUrl()`, in the `beforeLoad` of `/a` starts a sign-in and sets a cookie on every navigation and preload.',
      help: 'Take the call out, and link to the sign-in route instead:\n<a href="/api/auth/sign-in">…</a>',
    },
    {
      name: 'the page to come back to',
      source: route("loader: () => getSignInUrl({ data: { returnPathname: '/it’s?a=b&c' } })"),
      message: expect.any(String),
      help: expect.stringContaining(
        '<a href="/api/auth/sign-in?returnPathname=%2Fit%E2%80%99s%3Fa%3Db%26c">',
      ),
    },
    {
      name: 'the page to come back to, in short',
      source: route("loader: () => getSignInUrl({ data: `/x'y` })"),
      message: expect.any(String),
      help: expect.stringContaining('<a href="/api/auth/sign-in?returnPathname=%2Fx%27y">'),
    },
    {
      name: 'an expression for the page to come back to',
      source: route('loader: ({ location }) => getSignInUrl({ data: { returnPathname: location.href } })'),
      message: expect.any(String),
      help: expect.stringContaining(
        '<a href={`/api/auth/sign-in?returnPathname=${encodeURIComponent(location.href)}`}>…</a>',
      ),
    },
    {
      name: 'how to sign up',
      source: route('loader: () => getSignUpUrl()'),
      message: expect.stringContaining('`getSignUpUrl()`'),
      help: 'Take the call out, and link to a route with `GET: handleSignInRoute({ screenHint: \'sign-up\' })` instead:\n<a href="/api/auth/sign-up">…</a>',
    },
  ])('$name', ({ source, message, help }) => {
    expect(lint(source)).toMatchObject([{ message, help }])
  })

  test.each([
    { creator: 'createRootRoute({ loader: () => getSignInUrl() })', sink: 'the `loader` of the root route' },
    {
      creator: 'createRootRouteWithContext()({ loader: () => getSignInUrl() })',
      sink: 'the `loader` of the root route',
    },
    { creator: "createRoute({ path: 'x', loader: () => getSignInUrl() })", sink: 'the `loader` of `x`' },
    { creator: 'createRoute({ id: 1, loader: () => getSignInUrl() })', sink: 'the `loader` of a route' },
    { creator: 'createRouter({ context: { url: getSignInUrl() } })', sink: 'the `context` of the router' },
  ])('$sink', ({ creator, sink }) => {
    const name = creator.slice(0, creator.indexOf('('))
    const source = `import { ${name} } from '@tanstack/react-router'
      import { getSignInUrl } from 'virtual:authkit'
      export const it = ${creator}`
    expect(lint(source)[0]?.message).toContain(`in ${sink} starts`)
  })

  test('the sign-in path of the options', () => {
    expect(lint(route('loader: () => getSignInUrl()'), { signInPath: '/login' })[0]?.help).toContain(
      '<a href="/login">',
    )
    expect(lint(route('loader: () => getSignUpUrl()'), { signInPath: '/login' })[0]?.help).toContain(
      '<a href="/sign-up">',
    )
  })

  test('each call once, in the order of the source', () => {
    const source = route(`loader: shared, beforeLoad: shared`).concat(
      '\nasync function shared() { return [await getSignUpUrl(), await getSignInUrl()] }',
    )
    expect(lint(source).map(({ start, end }) => source.slice(start, end))).toStrictEqual([
      'getSignUpUrl()',
      'getSignInUrl()',
    ])
  })
})

const source = `import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { getAuth, getSignInUrl } from 'virtual:authkit'

const signInLink = async (path: string) => ({
  label: 'Sign in',
  href: await getSignInUrl({ data: { returnPathname: path } }),
})

const loadPage = createServerFn().handler(async () => {
  const { user } = await getAuth()
  return { user, link: await signInLink('/account') }
})

export const Route = createFileRoute('/account')({
  loader: () => loadPage(),
})
`

describe('AK001 looks like', () => {
  const file = '/app/src/routes/account.tsx'
  const view = { root: '/app', sourceOf: (asked: string) => (asked === file ? source : undefined) }

  test('a finding with its trace', async () => {
    const [found] = lint(source, { file })
    const text = found === undefined ? '' : formatDiagnostic(found, view)
    await expect(`${text}\n`).toMatchFileSnapshot('frames/no-prefetched-auth-url.txt')
  })
})
