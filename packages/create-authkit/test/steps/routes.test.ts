import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeApp, viteConfig } from '../project/make-app.ts'
import { changeOf, planApp, textOf, WORKOS, write } from './plan-app.ts'

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test("another library's catch-all moves them, the plugin's options and the redirect URI", async () => {
  const root = makeApp({ 'src/routes/api/auth/$.ts': "import { auth } from '../../../lib/auth'\n" })
  const changes = await planApp(root, WORKOS)
  expect(textOf(changes, 'src/routes/auth/callback.ts')).toContain("createFileRoute('/auth/callback')")
  expect(textOf(changes, 'src/routes/auth/sign-in.ts')).toContain("createFileRoute('/auth/sign-in')")
  expect(textOf(changes, 'src/routes/auth/sign-out.ts')).toContain("createFileRoute('/auth/sign-out')")
  expect(textOf(changes, 'vite.config.ts')).toContain("callbackPath: '/auth/callback'")
  expect(textOf(changes, '.env.local')).toContain('WORKOS_REDIRECT_URI=http://localhost:3000/auth/callback\n')
  expect(textOf(changes, '.env.example')).toContain(
    'WORKOS_REDIRECT_URI=http://localhost:3000/auth/callback\n',
  )
})

test.each([
  ['a callback that is not ours', { 'src/routes/api/auth/callback.ts': '' }, 'src/routes/auth/callback.ts'],
  ['written flat', { 'src/routes/api.auth.callback.ts': '' }, 'src/routes/auth/callback.ts'],
  ['a parameter', { 'src/routes/api/auth/$action.ts': '' }, 'src/routes/auth/callback.ts'],
  ['a sign-out', { 'src/routes/(app)/api/auth/sign-out.ts': '' }, 'src/routes/auth/callback.ts'],
  [
    'both prefixes',
    { 'src/routes/api/auth/$.ts': '', 'src/routes/auth/sign-in.tsx': '' },
    'src/routes/authkit/callback.ts',
  ],
  [
    'a catch-all elsewhere',
    { 'src/routes/$.tsx': '', 'src/routes/api/$.ts': '' },
    'src/routes/api/auth/callback.ts',
  ],
  [
    'middleware that answers there',
    { 'src/start.ts': "export const answered = (path: string) => path.startsWith('/api/auth/')\n" },
    'src/routes/auth/callback.ts',
  ],
  [
    'a server entry that answers there',
    { 'src/server.ts': "export const isAuth = (path: string) => path.startsWith('/api/auth')\n" },
    'src/routes/auth/callback.ts',
  ],
  [
    'a start file that names a path above',
    { 'src/start.ts': "export const isApi = (path: string) => path.startsWith('/api/')\n" },
    'src/routes/api/auth/callback.ts',
  ],
  [
    'a start file that names a route of AuthKit, which is there',
    {
      'src/start.ts': "export const isSignIn = (path: string) => path === '/api/auth/sign-in'\n",
      'src/routes/api/auth/sign-in.ts': "import { handleSignInRoute } from 'virtual:authkit'\n",
    },
    'src/routes/api/auth/callback.ts',
  ],
  ['neighbours', { 'src/routes/api/auth/me.ts': '' }, 'src/routes/api/auth/callback.ts'],
])('%s', async (_name, files, path) => {
  expect(changeOf(await planApp(makeApp(files)), path).kind).toBe('create')
})

test('every prefix taken: a snippet each, and no file', async () => {
  const root = makeApp({
    'src/routes/api/auth/$.ts': '',
    'src/routes/auth/$.ts': '',
    'src/routes/authkit/$.ts': '',
  })
  const changes = await planApp(root)
  const routes = changes.filter(({ path }) => path.startsWith('src/routes/api/auth/'))
  expect(routes.map(({ kind }) => kind)).toEqual(['manual', 'manual', 'manual'])
})

test('the paths of an existing authkit() are kept', async () => {
  const root = makeApp({
    'vite.config.ts': `import { authkit } from 'vite-plugin-authkit-start'\n${viteConfig().replace('tanstackStart()', "authkit({ signInPath: '/login' }), tanstackStart()")}`,
  })
  const changes = await planApp(root)
  expect(textOf(changes, 'src/routes/login.ts')).toContain("createFileRoute('/login')")
  expect(changeOf(changes, 'src/routes/api/auth/callback.ts').kind).toBe('create')
})

test('a flat app gets flat files', async () => {
  const root = makeApp({ 'src/routes/a.b.tsx': '', 'src/routes/a.c.tsx': '', 'src/routes/a.$id.tsx': '' })
  expect(textOf(await planApp(root), 'src/routes/api.auth.callback.ts')).toContain(
    "createFileRoute('/api/auth/callback')",
  )
})

test.each([
  [
    'a virtual configuration',
    { virtualRouteConfig: './routes.ts' },
    "virtual route configuration: add `route('/api/auth/callback', 'api/auth/callback.ts')` to it",
  ],
  ['an ignored name', { routeFileIgnorePattern: '^api$' }, 'leaves out files named api'],
])('%s makes them manual', async (_name, settings, reason) => {
  const changes = await planApp(makeApp({ 'tsr.config.json': settings }))
  expect(changeOf(changes, 'src/routes/api/auth/callback.ts')).toMatchObject({
    kind: 'manual',
    why: expect.stringContaining(reason),
    snippet: expect.stringContaining('handleCallbackRoute'),
  })
})

const VIRTUAL = `import { index, rootRoute } from '@tanstack/virtual-file-routes'

export const routes = rootRoute('routes/__root.tsx', [index('routes/index.tsx')])
`
const VIRTUAL_APP = {
  'vite.config.ts': `import { routes } from './src/routes'\n${viteConfig(
    "{ router: { routesDirectory: '.', virtualRouteConfig: routes } }",
  )}`,
  'src/routes.ts': VIRTUAL,
}

test('a virtual configuration in a module of its own is given them, beside the root route', async () => {
  const root = makeApp(VIRTUAL_APP)
  const changes = await planApp(root)
  expect(changeOf(changes, 'src/routes/api/auth/callback.ts').kind).toBe('create')
  expect(textOf(changes, 'src/routes.ts')).toContain(
    "route('/api/auth/sign-out', 'routes/api/auth/sign-out.ts')",
  )
  expect(textOf(changes, 'src/routes/__root.tsx')).toContain('AuthKitProvider')
  write(root, changes)
  expect((await planApp(root)).filter(({ kind }) => kind !== 'skip')).toEqual([])
})

test("another library's catch-all in a virtual configuration moves them", async () => {
  const routes = `import { rootRoute, route } from '@tanstack/virtual-file-routes'

export const routes = rootRoute('routes/__root.tsx', [route('/api', [route('auth/$', 'routes/auth.ts')])])
`
  const root = makeApp({ ...VIRTUAL_APP, 'src/routes.ts': routes })
  expect(changeOf(await planApp(root), 'src/routes/auth/callback.ts').kind).toBe('create')
})

test('a file prefix is put in front of every name', async () => {
  const changes = await planApp(
    makeApp({ 'tsr.config.json': { routeFilePrefix: 'r-' }, 'src/routes/r-__root.tsx': '' }),
  )
  expect(changeOf(changes, 'src/routes/r-api/r-auth/r-callback.ts').kind).toBe('create')
})

test('the base path is part of the redirect URI, not of the routes', async () => {
  const changes = await planApp(makeApp({ 'vite.config.ts': viteConfig('', "base: '/app/'") }), WORKOS)
  expect(textOf(changes, '.env.local')).toContain('http://localhost:3000/app/api/auth/callback')
  expect(changeOf(changes, 'src/routes/api/auth/callback.ts').kind).toBe('create')
})
