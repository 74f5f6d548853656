import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeApp, PACKAGE_JSON } from '../project/make-app.ts'
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

test.each([
  [
    'an alias of its own',
    {},
    '<AuthKitProvider>\n        <Header />\n        {children}\n        </AuthKitProvider>',
  ],
  [
    'a package',
    {
      'package.json': { ...PACKAGE_JSON, devDependencies: { '@app/header': 'workspace:*', vite: '^8.0.0' } },
    },
    '<Header />\n        <AuthKitProvider>{children}</AuthKitProvider>',
  ],
])('what is beside the pages is told from a package: %s', async (_what, files, expected) => {
  const root = makeApp({
    ...files,
    [ROOT]: `import { createRootRoute } from '@tanstack/react-router'
import { Header } from '@app/header'

export const Route = createRootRoute({
  shellComponent: ({ children }) => (
    <html>
      <body>
        <Header />
        {children}
      </body>
    </html>
  ),
})
`,
  })
  expect(textOf(await planApp(root), ROOT)).toContain(expected)
})

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

const CONSUMER = {
  'src/lib/convex.tsx': "import { useSession } from './session'\nexport const Convex = useSession\n",
  'src/lib/session.ts':
    "import { useAuth } from 'virtual:authkit/client'\nexport const useSession = () => useAuth()\n",
}

/** A router whose `Wrap` comes from another module. */
function routerWith(wrap: string): string {
  return `import { Convex } from './lib/convex'\n${ROUTER.replace('({ routeTree }', `({ routeTree, ${wrap} }`)}`
}

test.each([
  ['an element', 'Wrap: ({ children }) => <Convex>{children}</Convex>', '<AuthKitProvider><Convex>'],
  ['below the router', 'InnerWrap: Convex', 'Wrap: AuthKitProvider'],
])('a module around the router takes the user from it: %s', async (_name, wrap, expected) => {
  const root = makeApp({ ...CONSUMER, 'src/router.tsx': routerWith(wrap) })
  const changes = await planApp(root)
  expect(textOf(changes, 'src/router.tsx')).toContain(expected)
  expect(changes.map(({ path }) => path)).not.toContain(ROOT)
  write(root, changes)
  expect((await planApp(root)).filter(({ kind }) => kind !== 'skip')).toEqual([])
})

test('one around the router in a form that can not be edited: a snippet, and no provider below it', async () => {
  const changes = await planApp(makeApp({ ...CONSUMER, 'src/router.tsx': routerWith('Wrap: Convex') }))
  expect(changeOf(changes, 'src/router.tsx')).toMatchObject({
    kind: 'manual',
    why: expect.stringContaining('src/lib/convex.tsx takes the user from AuthKit'),
    snippet: expect.stringContaining('Wrap: ({ children }) => <AuthKitProvider>'),
  })
  expect(changes.map(({ path }) => path)).not.toContain(ROOT)
})

const DOCUMENT = `import { createRootRoute } from '@tanstack/react-router'
import { Header } from '../components/header'
import { AuthKitProvider } from 'virtual:authkit/client'

export const Route = createRootRoute({ shellComponent: Document })

function Document({ children }: { children: React.ReactNode }) {
  return <html><body><Header /><AuthKitProvider>{children}</AuthKitProvider></body></html>
}
`

test('one that came around the router later than the provider to the document is told of', async () => {
  const changes = await planApp(
    makeApp({
      ...CONSUMER,
      'src/components/header.tsx': 'export const Header = () => null\n',
      [ROOT]: DOCUMENT,
      'src/router.tsx': routerWith('Wrap: ({ children }) => <Convex>{children}</Convex>'),
    }),
  )
  expect(changeOf(changes, 'src/router.tsx').kind).toBe('manual')
})

test.each([
  ['takes the user from it', "import '../lib/session'", 'manual'],
  ['does not', "import '../lib/other'", 'skip'],
  // What a route has in it is below the provider.
  ['knows a route that does', "import { Route } from '../routes/index'", 'skip'],
])('a header beside a provider that is there already: %s', async (_name, imported, kind) => {
  const changes = await planApp(
    makeApp({
      ...CONSUMER,
      'src/lib/other.ts': 'export {}\n',
      'src/routes/index.tsx':
        "import { useSession } from '../lib/session'\nexport const Route = useSession\n",
      'src/components/header.tsx': `${imported}\nexport const Header = () => null\n`,
      [ROOT]: DOCUMENT,
      'src/router.tsx': ROUTER,
    }),
  )
  expect(changeOf(changes, ROOT)).toMatchObject({ kind })
})

test('a component around the document takes the user from it: around the router', async () => {
  const changes = await planApp(
    makeApp({
      ...CONSUMER,
      [ROOT]: `import { createRootRoute, Outlet } from '@tanstack/react-router'
import { Convex } from '../lib/convex'

export const Route = createRootRoute({
  component: () => <Convex><html><body><Outlet /></body></html></Convex>,
})
`,
      'src/router.tsx': ROUTER,
    }),
  )
  expect(textOf(changes, 'src/router.tsx')).toContain('Wrap: AuthKitProvider')
  expect(changes.map(({ path }) => path)).not.toContain(ROOT)
})
