import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeApp } from '../project/make-app.ts'
import { changeOf, planApp, textOf, write } from './plan-app.ts'

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

const ROOT = 'src/routes/__root.tsx'

const UNKNOWN_ROOT = `import { createRootRoute } from '@tanstack/react-router'
import { RootDocument } from '@acme/document'

export const Route = createRootRoute({ shellComponent: RootDocument })
`

const ROUTER = `import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routeTree.gen'

export const getRouter = () => createRouter({ routeTree })
`

test('a document in another module of the app gets it there', async () => {
  const root = makeApp({
    [ROOT]: UNKNOWN_ROOT.replace('@acme/document', '../components/document'),
    'src/components/document.tsx':
      'export const RootDocument = ({ children }) => <html><body>{children}</body></html>\n',
  })
  const changes = await planApp(root)
  expect(textOf(changes, 'src/components/document.tsx')).toContain(
    '<body><AuthKitProvider>{children}</AuthKitProvider></body>',
  )
  write(root, changes)
  expect((await planApp(root)).filter(({ kind }) => kind !== 'skip')).toEqual([])
})

test('a document that can not be edited: around the router', async () => {
  const root = makeApp({ [ROOT]: UNKNOWN_ROOT, 'src/router.tsx': ROUTER })
  const changes = await planApp(root)
  expect(textOf(changes, 'src/router.tsx')).toContain('createRouter({ routeTree, Wrap: AuthKitProvider })')
  expect(changeOf(changes, 'src/router.tsx')).toHaveProperty('why', expect.stringContaining('document'))
  write(root, changes)
  expect((await planApp(root)).filter(({ kind }) => kind !== 'skip')).toEqual([])
})

test('neither: a snippet for the root route', async () => {
  const root = makeApp({ [ROOT]: UNKNOWN_ROOT, 'src/router.tsx': "export * from '@acme/router'\n" })
  expect(changeOf(await planApp(root), ROOT)).toMatchObject({
    kind: 'manual',
    snippet: expect.stringContaining('<AuthKitProvider>'),
  })
})

test('what takes the user from it around the router comes below it', async () => {
  const root = makeApp({
    'src/router.tsx': ROUTER.replace(
      '({ routeTree }',
      '({ routeTree, Wrap: ({ children }) => <Convex useAuth={useAuth}>{children}</Convex> }',
    ).replace('import { routeTree', "import { useAuth } from 'virtual:authkit/client'\nimport { routeTree"),
  })
  const changes = await planApp(root)
  expect(textOf(changes, 'src/router.tsx')).toContain(
    '<AuthKitProvider><Convex useAuth={useAuth}>{children}</Convex></AuthKitProvider>',
  )
  expect(changes.map(({ path }) => path)).not.toContain(ROOT)
})

test.each([
  ['an element', 'Wrap: ({ children }) => <AuthKitProvider>{children}</AuthKitProvider>'],
  ['the component itself', 'Wrap: AuthKitProvider'],
])('one that is around the router already counts: %s', async (_name, wrap) => {
  const root = makeApp({
    'src/router.tsx': `import { AuthKitProvider } from 'virtual:authkit/client'\n${ROUTER.replace('({ routeTree }', `({ routeTree, ${wrap} }`)}`,
  })
  expect(changeOf(await planApp(root), 'src/router.tsx').kind).toBe('skip')
})

test('a router with a syntax error is left to the snippet', async () => {
  const root = makeApp({
    [ROOT]: UNKNOWN_ROOT,
    'src/router.tsx': `import { AuthKitProvider } from 'virtual:authkit/client'\nimport { routeTree, ...x } from\n`,
  })
  expect(changeOf(await planApp(root), ROOT).kind).toBe('manual')
})
