import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { createServer, parseSync, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Linter } from '../../src/lint/linter.ts'
import { appFileOf } from '../../src/plugins/lint/app-modules.ts'
import { AUTHKIT, LINK, route } from './cases/app-case.ts'

/** A workspace: an app, a package beside it, and a file above the app. */
const WORKSPACE = {
  'package.json': '{ "private": true }',
  'shared/links.ts': `${AUTHKIT}export const sharedLink = () => getSignInUrl()`,
  'packages/auth/package.json':
    '{ "name": "@acme/auth", "type": "module", "exports": { ".": "./src/index.ts", "./links": "./src/links/index.ts" } }',
  'packages/auth/src/index.ts': "export * from './links'\nexport { version } from './version.js'",
  'packages/auth/src/version.js': 'export const version = 1',
  'packages/auth/src/links/index.ts': "export { startSignIn } from '#start'",
  'packages/auth/src/links/start.ts': `${AUTHKIT}export const startSignIn = async () => ({ href: await getSignInUrl() })`,
  'packages/other/package.json': '{ "name": "@acme/other", "type": "module", "exports": "./index.ts" }',
  'packages/other/index.ts': "export const startSignIn = () => '/api/auth/sign-in'",
  'app/package.json':
    '{ "type": "module", "imports": { "#links": "./src/links.ts", "#lib/*": "./src/lib/*.ts" }, "dependencies": { "@acme/auth": "*" } }',
  'app/tsconfig.json':
    '{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "links": ["./src/links.ts"] } } }',
  'app/node_modules/pkg/package.json': '{ "name": "pkg", "type": "module", "exports": "./index.js" }',
  'app/node_modules/pkg/index.js': "export { getSignInUrl as signInLink } from 'virtual:authkit'",
  'app/src/links.ts': LINK,
  'app/src/lib/default.ts': `${AUTHKIT}export default () => getSignInUrl()`,
}

const PACKAGE_IMPORTS = '{ "imports": { "#start": "./src/links/start.ts" } }'

let root: string
let server: ViteDevServer

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'authkit-lint-')))
  const auth = { ...JSON.parse(WORKSPACE['packages/auth/package.json']), ...JSON.parse(PACKAGE_IMPORTS) }
  const files = { ...WORKSPACE, 'packages/auth/package.json': JSON.stringify(auth) }
  for (const [path, source] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), source)
  }
  await mkdir(join(root, 'app/node_modules/@acme'))
  for (const name of ['auth', 'other']) {
    await symlink(join(root, 'packages', name), join(root, 'app/node_modules/@acme', name))
  }
  server = await createServer({
    root: join(root, 'app'),
    configFile: false,
    logLevel: 'silent',
    server: { middlewareMode: true, ws: false },
    resolve: { tsconfigPaths: true },
    optimizeDeps: { noDiscovery: true },
  })
})

afterAll(async () => {
  await server.close()
  await rm(root, { recursive: true })
})

/** Lints the app with one route more, as Vite resolves it. */
async function lintRoute(imports: string, call: string): Promise<{ code: string; trace: string[] }[]> {
  const linter = new Linter({
    parse: parseSync,
    settings: {},
    signInPath: '/api/auth/sign-in',
    root: join(root, 'app'),
    resolve: async (specifier, importer) =>
      appFileOf(await server.environments.ssr.pluginContainer.resolveId(specifier, importer)),
    read: async (file) => readFile(file, 'utf8'),
  })
  for (const [path, source] of Object.entries(WORKSPACE)) {
    if (path.startsWith('app/src/')) linter.update(join(root, path), source)
  }
  linter.update(join(root, 'app/src/routes/a.tsx'), route(`loader: () => ${call}`, imports))
  const { diagnostics } = await linter.run()
  return diagnostics.map(({ code, trace = [] }) => ({
    code,
    trace: trace.map(({ file }) => file.slice(root.length + 1)),
  }))
}

describe('with Vite’s resolver, a route is followed', () => {
  test.each([
    { by: 'a relative path', imports: "import { signInLink } from '../links'", to: 'app/src/links.ts' },
    {
      by: 'a relative path with .js',
      imports: "import { signInLink } from '../links.js'",
      to: 'app/src/links.ts',
    },
    {
      by: 'the paths of tsconfig.json',
      imports: "import { signInLink } from '@/links'",
      to: 'app/src/links.ts',
    },
    { by: 'a bare name among them', imports: "import { signInLink } from 'links'", to: 'app/src/links.ts' },
    {
      by: 'the imports of package.json',
      imports: "import { signInLink } from '#links'",
      to: 'app/src/links.ts',
    },
    {
      by: 'a pattern among them, to a default export',
      imports: "import signInLink from '#lib/default'",
      to: 'app/src/lib/default.ts',
    },
    {
      by: 'the name of a workspace package, and its own imports',
      imports: "import { startSignIn as signInLink } from '@acme/auth'",
      to: 'packages/auth/src/links/start.ts',
    },
    {
      by: 'an entry of a workspace package',
      imports: "import { startSignIn as signInLink } from '@acme/auth/links'",
      to: 'packages/auth/src/links/start.ts',
    },
    {
      by: 'a path that leaves the app',
      imports: "import { sharedLink as signInLink } from '../../../shared/links'",
      to: 'shared/links.ts',
    },
  ])('by $by', async ({ imports, to }) => {
    expect(await lintRoute(imports, 'signInLink()')).toStrictEqual([{ code: 'AK001', trace: [to] }])
  })

  test.each([
    { where: 'another workspace package', imports: "import { startSignIn } from '@acme/other'" },
    { where: 'an installed package', imports: "import { signInLink as startSignIn } from 'pkg'" },
    { where: 'a package that is not there', imports: "import { startSignIn } from '@acme/gone'" },
    { where: 'a module that is not there', imports: "import { startSignIn } from '../gone'" },
  ])('not to $where', async ({ imports }) => {
    expect(await lintRoute(imports, 'startSignIn()')).toStrictEqual([])
  })
})
