import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Project } from '../../src/project/project.ts'
import { readProject } from '../../src/project/read-project.ts'
import { type Files, installed, makeApp, makeFolder, PACKAGE_JSON, viteConfig } from './make-app.ts'

beforeEach(() => {
  // The package manager that runs the tests must not decide.
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test('reads a small app', async () => {
  const root = makeApp()
  const { packageJson, read, declared, versionOf, ...project } = await readProject(root)
  expect(project).toEqual({
    root,
    workspaceRoot: null,
    packageManager: { name: 'npm', lockfile: null },
    versions: { reactStart: null, vite: null, react: null },
    typescript: true,
    srcDirectory: 'src',
    routesDirectory: 'src/routes',
    routeStyle: 'nested',
    routeRules: { filePrefix: '', ignorePrefix: '-', ignorePattern: null, virtual: false },
    routeFiles: [{ path: 'src/routes/index.tsx', route: '/' }],
    virtualRoutes: null,
    generatedRouteTree: 'src/routeTree.gen.ts',
    startEntry: { path: 'src/start.ts', exists: false },
    rootRoute: { path: 'src/routes/__root.tsx', exists: true },
    serverEntry: null,
    viteConfig: 'vite.config.ts',
    otherViteConfigs: [],
    proxied: [],
    assumptions: [],
    port: { value: 3000, source: 'the script `dev`', assumed: false },
    basePath: '/',
    isSpa: false,
    env: { path: '.env.local', text: null, ignored: null, tracked: false, outside: null },
    envDir: '.',
    envExample: { path: '.env.example', text: null },
    authkitOptions: null,
    vendorAuthKit: null,
    style: { quotes: 'single', semicolons: false, indent: '  ', eol: '\n' },
  })
  expect(packageJson.data).toEqual(PACKAGE_JSON)
  expect(read('src/router.tsx')).toContain('createRouter')
  expect(read('src/none.ts')).toBeNull()
  expect(declared('vite')).toBe('^8.0.0')
  expect(declared('zod')).toBeNull()
  expect(versionOf('vite')).toEqual({
    declared: '^8.0.0',
    inCatalog: false,
    locked: null,
    installed: null,
  })
})

test('is found from a folder inside the app', async () => {
  const root = makeApp()
  expect((await readProject(join(root, 'src/routes'))).root).toBe(root)
})

describe('what differs from the small app', () => {
  const withScripts = (scripts: object): Files => ({ 'package.json': { ...PACKAGE_JSON, scripts } })

  test.each<[name: string, files: Files, expected: Partial<Project>]>([
    [
      'srcDirectory',
      {
        'vite.config.ts': viteConfig("{ srcDirectory: 'app' }"),
        'app/routes/__root.tsx': '',
        'app/start.ts': '',
      },
      {
        srcDirectory: 'app',
        routesDirectory: 'app/routes',
        generatedRouteTree: 'app/routeTree.gen.ts',
        startEntry: { path: 'app/start.ts', exists: true },
      },
    ],
    [
      'routesDirectory and generatedRouteTree',
      {
        'vite.config.ts': viteConfig(
          "{ router: { routesDirectory: 'app', generatedRouteTree: 'gen/tree.ts' } }",
        ),
        'src/app/__root.tsx': '',
      },
      {
        routesDirectory: 'src/app',
        generatedRouteTree: 'src/gen/tree.ts',
        rootRoute: { path: 'src/app/__root.tsx', exists: true },
      },
    ],
    [
      'options in a const',
      {
        'vite.config.ts': `const dir = 'pages'\nconst options = { router: { routesDirectory: dir } }\n${viteConfig('options')}`,
        'src/pages/__root.tsx': '',
      },
      { routesDirectory: 'src/pages' },
    ],
    [
      "the router's file, whose directories Start overrides",
      { 'tsr.config.json': { routesDirectory: './src/pages', routeFileIgnorePattern: '.test.' } },
      {
        routesDirectory: 'src/routes',
        routeRules: { filePrefix: '', ignorePrefix: '-', ignorePattern: '.test.', virtual: false },
      },
    ],
    [
      "the Vite options win over the router's file",
      {
        'tsr.config.json': { routeFileIgnorePrefix: '+' },
        'vite.config.ts': viteConfig("{ router: { routeFileIgnorePrefix: '~' } }"),
      },
      { routeRules: { filePrefix: '', ignorePrefix: '~', ignorePattern: null, virtual: false } },
    ],
    [
      'disableTypes',
      { 'tsr.config.json': { disableTypes: true } },
      { generatedRouteTree: 'src/routeTree.gen.js' },
    ],
    [
      'a virtual route configuration',
      { 'tsr.config.json': { virtualRouteConfig: './routes.ts' } },
      {
        routeRules: { filePrefix: '', ignorePrefix: '-', ignorePattern: null, virtual: true },
        routeFiles: [],
      },
    ],
    ['start.tsx', { 'src/start.tsx': '' }, { startEntry: { path: 'src/start.tsx', exists: true } }],
    [
      'start.mjs before start.tsx',
      { 'src/start.tsx': '', 'src/start.mjs': '' },
      { startEntry: { path: 'src/start.mjs', exists: true } },
    ],
    [
      'start.entry',
      { 'vite.config.ts': viteConfig("{ start: { entry: './server/begin' } }"), 'src/server/begin.js': '' },
      { startEntry: { path: 'src/server/begin.js', exists: true } },
    ],
    [
      'start.entry that points nowhere',
      { 'vite.config.ts': viteConfig("{ start: { entry: './begin.ts' } }") },
      { startEntry: { path: 'src/begin.ts', exists: false } },
    ],
    [
      'flat routes',
      { 'src/routes/a.b.tsx': '', 'src/routes/a.c.tsx': '', 'src/routes/a.$id.tsx': '' },
      { routeStyle: 'flat' },
    ],
    [
      'port=',
      withScripts({ dev: 'vite dev --port=4000' }),
      { port: { value: 4000, source: 'the script `dev`', assumed: false } },
    ],
    [
      'a port in a wrapped command',
      withScripts({
        dev: 'dotenv -e .env -- sh -c "NODE_OPTIONS=\'--import ./i.mjs\' vite dev --port 3100"',
      }),
      { port: { value: 3100, source: 'the script `dev`', assumed: false } },
    ],
    [
      'a port in the configuration',
      { ...withScripts({ dev: 'vite' }), 'vite.config.ts': viteConfig('', 'server: { port: 8080 }') },
      { port: { value: 8080, source: 'vite.config.ts', assumed: false } },
    ],
    [
      'no port',
      withScripts({ dev: 'vite dev' }),
      { port: { value: 5173, source: "Vite's default", assumed: true } },
    ],
    [
      'no port, with Nitro',
      {
        ...withScripts({ dev: 'vite dev' }),
        'vite.config.ts': `import { nitro } from 'nitro/vite'\n${viteConfig()}`,
      },
      { port: { value: 3000, source: "Nitro's default", assumed: true } },
    ],
    [
      'a port of another tool',
      withScripts({ dev: 'portless --port 99 && vite dev' }),
      { port: { value: 5173, source: "Vite's default", assumed: true } },
    ],
    ['no spa', { 'vite.config.ts': viteConfig() }, { isSpa: false }],
    ['spa', { 'vite.config.ts': viteConfig('{ spa: {} }') }, { isSpa: true }],
    ['spa, enabled', { 'vite.config.ts': viteConfig('{ spa: { enabled: true } }') }, { isSpa: true }],
    ['spa, not enabled', { 'vite.config.ts': viteConfig('{ spa: { enabled: false } }') }, { isSpa: false }],
    ['base', { 'vite.config.ts': viteConfig('', "base: '/app/'") }, { basePath: '/app' }],
    [
      'a base elsewhere',
      { 'vite.config.ts': viteConfig('', "base: 'https://cdn.example.com/'") },
      { basePath: '/' },
    ],
    [
      'router.basepath',
      { 'vite.config.ts': viteConfig("{ router: { basepath: 'docs' } }", "base: '/app/'") },
      { basePath: '/docs' },
    ],
    [
      'envDir',
      { 'vite.config.ts': viteConfig('', "envDir: './env'"), 'env/.env.local': 'A=1\n' },
      {
        env: { path: 'env/.env.local', text: 'A=1\n', ignored: null, tracked: false, outside: null },
        envExample: { path: 'env/.env.example', text: null },
      },
    ],
    [
      'a root and an envDir told by where the configuration is',
      {
        'vite.config.ts': `import path from 'node:path'
${viteConfig('', "root: __dirname,\n  envDir: path.resolve(import.meta.dirname, 'env')")}`,
        'env/.env.local': 'A=1\n',
      },
      {
        env: { path: 'env/.env.local', text: 'A=1\n', ignored: null, tracked: false, outside: null },
      },
    ],
    [
      'options of Start in a module beside the configuration',
      {
        'vite.config.ts': `import { startOptions } from './app.config.ts'\n${viteConfig('startOptions')}`,
        'app.config.ts': "export const startOptions = { router: { routesDirectory: 'pages' } }\n",
        'src/pages/__root.tsx': '',
      },
      { routesDirectory: 'src/pages', assumptions: [] },
    ],
    [
      'what a configuration spreads from a module beside it',
      {
        ...withScripts({ dev: 'vite dev' }),
        'vite.config.ts': `import shared from './vite.shared'\n${viteConfig('', '...shared')}`,
        'vite.shared.ts': "export default { base: '/shop/', server: { port: 4000 } }\n",
      },
      { port: { value: 4000, source: 'vite.shared.ts', assumed: false }, basePath: '/shop' },
    ],
    [
      'what a configuration is merged with, and what it says itself',
      {
        ...withScripts({ dev: 'vite dev' }),
        'vite.config.ts': `import { mergeConfig } from 'vite'
import { base } from './vite.base.js'
${viteConfig('', "base: '/own/'").replace('export default', 'const own =')}
export default mergeConfig(base(), own)
`,
        'vite.base.ts':
          "import { defineConfig } from 'vite'\nexport const base = () => defineConfig({ base: '/shop/', server: { port: Number(process.env.PORT) || 4000 } })\n",
      },
      {
        port: { value: 4000, source: 'the default in vite.base.ts', assumed: true },
        basePath: '/own',
      },
    ],
    [
      'a configuration that scripts name',
      {
        ...withScripts({ dev: 'vite --config vite.dev.ts', build: 'vite build -c ./vite.prod.ts' }),
        'vite.dev.ts': '',
        'vite.prod.ts': '',
      },
      { viteConfig: 'vite.dev.ts', otherViteConfigs: ['vite.prod.ts'] },
    ],
    [
      'vite.config.mjs before vite.config.ts',
      { 'vite.config.mjs': viteConfig() },
      { viteConfig: 'vite.config.mjs' },
    ],
    [
      'our plugin with paths',
      {
        'vite.config.ts': `import { authkit } from 'vite-plugin-authkit-start'\nauthkit({ callbackPath: '/auth/callback' })\n${viteConfig()}`,
      },
      { authkitOptions: { callbackPath: '/auth/callback' } },
    ],
    [
      "WorkOS' package",
      {
        'package.json': {
          ...PACKAGE_JSON,
          dependencies: { ...PACKAGE_JSON.dependencies, '@workos/authkit-tanstack-react-start': '0.11.0' },
        },
      },
      { vendorAuthKit: '@workos/authkit-tanstack-react-start' },
    ],
    [
      'installed versions',
      {
        ...installed('@tanstack/react-start', '1.169.5'),
        ...installed('vite', '8.3.8'),
        ...installed('react', '19.3.1'),
      },
      { versions: { reactStart: '1.169.5', vite: '8.3.8', react: '19.3.1' } },
    ],
    [
      'another style',
      {
        'src/router.tsx':
          'import { createRouter } from "@tanstack/react-router";\r\n\r\nexport function getRouter() {\r\n\treturn createRouter({\r\n\t\ta: "a",\r\n\t});\r\n}\r\n',
        'src/routes/__root.tsx': '',
        'src/routes/index.tsx': '',
        'vite.config.ts': '',
      },
      { style: { quotes: 'double', semicolons: true, indent: '\t', eol: '\r\n' } },
    ],
    [
      'a byte order mark in package.json',
      { 'package.json': `\uFEFF${JSON.stringify(PACKAGE_JSON)}` },
      { srcDirectory: 'src' },
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await readProject(makeApp(files))).toMatchObject(expected)
  })

  test('JavaScript', async () => {
    const root = makeFolder({
      'package.json': { dependencies: PACKAGE_JSON.dependencies, devDependencies: { vite: '^8.0.0' } },
      'src/routes/__root.jsx': '',
      'src/routes/index.jsx': '',
    })
    const project = await readProject(root)
    expect(project).toMatchObject({
      typescript: false,
      viteConfig: null,
      startEntry: { path: 'src/start.js', exists: false },
      rootRoute: { path: 'src/routes/__root.jsx', exists: true },
    })
  })
})

describe('package manager and workspace', () => {
  test.each<[name: string, files: Files, expected: Project['packageManager']]>([
    ['pnpm', { 'pnpm-lock.yaml': '' }, { name: 'pnpm', lockfile: 'pnpm-lock.yaml' }],
    ['pnpm by its workspace file', { 'pnpm-workspace.yaml': '' }, { name: 'pnpm', lockfile: null }],
    ['bun', { 'bun.lock': '' }, { name: 'bun', lockfile: 'bun.lock' }],
    ['yarn', { 'yarn.lock': '' }, { name: 'yarn', lockfile: 'yarn.lock' }],
    ['npm', { 'package-lock.json': '{}' }, { name: 'npm', lockfile: 'package-lock.json' }],
    [
      'the field wins over a stray lock file',
      { 'package-lock.json': '{}', 'package.json': { ...PACKAGE_JSON, packageManager: 'pnpm@11.28.10' } },
      { name: 'pnpm', lockfile: null },
    ],
  ])('%s', async (_name, files, expected) => {
    expect((await readProject(makeApp(files))).packageManager).toEqual(expected)
  })

  test('the workspace root decides', async () => {
    const workspace = makeFolder({
      'pnpm-workspace.yaml': 'packages: [apps/*]\n',
      'pnpm-lock.yaml': '',
      'package.json': {},
    })
    const app = join(workspace, 'apps/web')
    mkdirSync(app, { recursive: true })
    execFileSync('cp', ['-r', `${makeApp()}/.`, app])
    expect(await readProject(app)).toMatchObject({
      root: app,
      workspaceRoot: workspace,
      packageManager: { name: 'pnpm', lockfile: '../../pnpm-lock.yaml' },
    })
  })

  test('the package manager that runs the command is the last resort', async () => {
    vi.stubEnv('npm_config_user_agent', 'bun/1.3.0 npm/? node/v24.3.0 linux x64')
    expect((await readProject(makeApp())).packageManager).toEqual({ name: 'bun', lockfile: null })
  })
})

describe('git', () => {
  test.each([
    ['ignored by a pattern', '*.local\n', true],
    ['not ignored', 'node_modules\n', false],
    ['taken back', '*.local\n!.env.local\n', false],
  ])('%s', async (_name, gitignore, ignored) => {
    const root = makeApp({ '.gitignore': gitignore })
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    expect((await readProject(root)).env).toMatchObject({ ignored, tracked: false })
  })

  test('a file that git already carries', async () => {
    const root = makeApp({ '.gitignore': '*.local\n', '.env.local': 'A=1\n' })
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    execFileSync('git', ['add', '--force', '.env.local'], { cwd: root })
    expect((await readProject(root)).env).toMatchObject({ ignored: true, tracked: true })
  })
})
