import { describe, expect, test } from 'vitest'

import { formatDiagnostic } from '../../../src/diagnostics/format-diagnostic.ts'
import { linterFor, outline, outlineTrace, type Files } from '../app-fixture.ts'
import { foundBy } from '../app/sound-app.ts'
import { HARMLESS_TOKENS, loader, TOKEN_IMPORTS } from '../cases/harmless-token.ts'
import { WRITTEN_TOKENS } from '../cases/written-token.ts'
import { lint, unmark } from '../lint-fixture.ts'

describe('AK005 no-token-in-loader-data finds', () => {
  test.each(WRITTEN_TOKENS)('$name', ({ marked, placed }) => {
    const { source, start, end } = unmark(marked)
    const found = lint(source)
    expect(found.map((one) => `${one.code} ${one.start} ${source.slice(one.start, one.end)}`)).toStrictEqual([
      `AK005 ${start} ${source.slice(start, end)}`,
    ])
    expect(found[0]?.message).toContain(
      placed === undefined ? 'the access token, which' : `the access token (\`${placed}\`), which`,
    )
  })

  test.each<{ name: string; files: Files; found: string; trace: string[] }>([
    {
      name: 'a server function of another module',
      files: {
        'src/routes/a.tsx': `import { createFileRoute } from '@tanstack/react-router'
          import { loadSession } from '~/server'
          export const Route = createFileRoute('/a')({ loader: async () => ({ session: await loadSession() }) })`,
        'src/server/index.ts': "export { loadSession } from './session'",
        'src/server/session.ts': `import { createServerFn } from '@tanstack/react-start'
          import { getAuth } from 'virtual:authkit'
          export const loadSession = createServerFn().handler(async () => ({ auth: await getAuth() }))`,
      },
      found: 'AK005 src/routes/a.tsx: loadSession()',
      trace: ['src/server/session.ts: getAuth() — `loadSession` calls `getAuth`'],
    },
    {
      name: 'a part of what another module gives',
      files: {
        'src/routes/a.tsx': `import { createFileRoute } from '@tanstack/react-router'
          import { load } from '../load'
          export const Route = createFileRoute('/a')({ loader: async () => { const { token } = await load(); return { token } } })`,
        'src/load.ts':
          "import { getAuth } from 'virtual:authkit'\nexport const load = async () => { const auth = await getAuth(); return { token: auth.accessToken, user: auth.user } }",
      },
      found: 'AK005 src/routes/a.tsx: token',
      trace: ['src/load.ts: auth.accessToken — `load` calls `getAuth`'],
    },
  ])('$name', async ({ files, found, trace }) => {
    const { diagnostics } = await linterFor(files).run()
    expect(outline(diagnostics, files)).toStrictEqual([found])
    expect(outlineTrace(diagnostics[0], files)).toStrictEqual(trace)
  })
})

describe('AK005 no-token-in-loader-data is silent about', () => {
  test.each(Object.entries(HARMLESS_TOKENS))('%s', (_name, source) => {
    expect(lint(source)).toStrictEqual([])
  })

  test.each<{ name: string; files: Files }>([
    {
      name: 'the user, of another module',
      files: {
        'src/routes/a.tsx': `import { createFileRoute } from '@tanstack/react-router'
          import { currentUser } from '../user'
          export const Route = createFileRoute('/a')({ loader: () => currentUser() })`,
        'src/user.ts':
          "import { getAuth } from 'virtual:authkit'\nexport const currentUser = async () => { const { user } = await getAuth(); return user }",
      },
    },
    {
      name: 'another part of what another module gives',
      files: {
        'src/routes/a.tsx': `import { createFileRoute } from '@tanstack/react-router'
          import { load } from '../load'
          export const Route = createFileRoute('/a')({ loader: async () => ({ posts: (await load()).posts }) })`,
        'src/load.ts':
          "import { getAuth } from 'virtual:authkit'\nexport const load = async () => ({ auth: await getAuth(), posts: [] })",
      },
    },
  ])('$name', async ({ files }) => {
    const { diagnostics } = await linterFor(files).run()
    expect(diagnostics).toStrictEqual([])
  })
})

describe('AK005 in an app', () => {
  const page = `${TOKEN_IMPORTS}export const Route = createFileRoute('/_app/account')({ loader: () => getAuth() })`
  const above = (id: string, options: string): string =>
    `${TOKEN_IMPORTS}export const Route = createFileRoute('${id}')({ ${options} })`
  const OPTIONS = { options: { startEntry: undefined } }

  test.each<{ name: string; files: Files; count: number }>([
    { name: 'alone', files: {}, count: 1 },
    {
      name: 'below a route with ssr: false',
      files: { 'src/app.tsx': above('/_app', 'ssr: false') },
      count: 0,
    },
    {
      name: 'below a route that decides later',
      files: { 'src/app.tsx': above('/_app', 'ssr: (x) => x') },
      count: 0,
    },
    {
      name: 'beside a route with ssr: false',
      files: { 'src/app.tsx': above('/_ap', 'ssr: false') },
      count: 1,
    },
    {
      name: 'above a route with ssr: false',
      files: { 'src/app.tsx': above('/_app/account/x', 'ssr: false') },
      count: 1,
    },
    {
      name: 'below a root route with ssr: false',
      files: { 'src/root.tsx': `${TOKEN_IMPORTS}export const Route = createRootRoute({ ssr: false })` },
      count: 0,
    },
    {
      name: 'with another default',
      files: { 'src/start.ts': 'export const startInstance = createStart(() => ({ defaultSsr: false }))' },
      count: 0,
    },
    { name: 'with the text elsewhere', files: { 'src/a.ts': 'export const a = { ssr: false }' }, count: 1 },
  ])('$name: $count', async ({ files, count }) => {
    expect(await foundBy('AK005', { 'src/page.tsx': page, ...files }, OPTIONS)).toHaveLength(count)
  })
})

describe('AK005 says', () => {
  const SAME =
    '`getAuthAction()` answers with the same but without the token:\nconst { user } = await getAuthAction()'
  const OTHER =
    'Return only what the page shows, and get the token in the component that needs it:\nconst { getAccessToken } = useAccessToken()'
  test.each([
    {
      source: loader('() => getAuth()'),
      message:
        'The `loader` of `/a` returns the access token (`accessToken`), which is then written into the HTML.',
      help: SAME,
    },
    {
      source: loader('() => getAccessTokenAction()'),
      message: 'The `loader` of `/a` returns the access token, which is then written into the HTML.',
      help: OTHER,
    },
    {
      source: `${TOKEN_IMPORTS}export const Route = createRootRoute({ beforeLoad: () => getAuth() })`,
      message:
        'The `beforeLoad` of the root route adds to the context the access token (`accessToken`), which is then written into the HTML.',
      help: SAME,
    },
  ])('$message', ({ source, message, help }) => {
    expect(lint(source)).toMatchObject([{ severity: 'warn', message, help }])
  })
})

test('AK005 looks like this', async () => {
  const file = '/app/src/routes/_app.tsx'
  const source = `import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { getAuth } from 'virtual:authkit'

const loadSession = createServerFn().handler(async () => {
  const auth = await getAuth()
  return { auth, time: Date.now() }
})

export const Route = createFileRoute('/_app')({
  beforeLoad: async () => {
    const session = await loadSession()
    return { session }
  },
})
`
  const view = { root: '/app', sourceOf: () => source }
  const text = lint(source, { file }).map((found) => formatDiagnostic(found, view))
  await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('frames/no-token-in-loader-data.txt')
})
