import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CliError } from '../../src/cli-error.ts'
import { readProject } from '../../src/project/read-project.ts'
import { type Files, installed, makeApp, makeFolder, PACKAGE_JSON, viteConfig } from './make-app.ts'

beforeEach(() => {
  // The package manager that runs the tests must not decide.
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

const withDependencies = (dependencies: object, devDependencies: object = {}): Files => ({
  'package.json': { ...PACKAGE_JSON, dependencies, devDependencies },
})

describe('refuses, with a sentence and what to do', () => {
  test.each<[name: string, files: Files, code: string, message: RegExp, help: RegExp]>([
    [
      'a package.json that does not parse',
      { 'package.json': '{\n  "name": "app",\n  oops\n}\n' },
      'ERR_INVALID_JSON',
      /package\.json is not valid JSON \(line 3, column 3\)$/,
      /Correct/,
    ],
    [
      'a package.json that is no object',
      { 'package.json': '[]' },
      'ERR_INVALID_JSON',
      /does not hold a JSON object/,
      /^$/,
    ],
    [
      'a Solid app',
      withDependencies({ '@tanstack/solid-start': '^1.169.0', 'solid-js': '^1.9.0' }),
      'ERR_UNSUPPORTED_FRAMEWORK',
      /Solid app \(@tanstack\/solid-start\)/,
      /@tanstack\/react-start/,
    ],
    [
      'a Vue app',
      withDependencies({ '@tanstack/vue-start': '^1.169.0' }),
      'ERR_UNSUPPORTED_FRAMEWORK',
      /Vue app \(@tanstack\/vue-start\)/,
      /@tanstack\/react-start/,
    ],
    [
      'Router without Start',
      withDependencies({ '@tanstack/react-router': '^1.170.0' }),
      'ERR_ROUTER_WITHOUT_START',
      /Router without Start/,
      /Start first/,
    ],
    [
      'anything else',
      withDependencies({ next: '^16.0.0' }),
      'ERR_NOT_START_APP',
      /not a TanStack Start app/,
      /--cwd/,
    ],
    [
      'an installed Start that is too old',
      { ...installed('@tanstack/react-start', '1.166.2'), 'pnpm-lock.yaml': '' },
      'ERR_START_TOO_OLD',
      /react-start is 1\.166\.2, but 1\.168\.25 or newer is needed/,
      /pnpm add @tanstack\/react-start@latest @tanstack\/react-router@latest/,
    ],
    [
      'a declared Start that is too old',
      withDependencies({ '@tanstack/react-start': '1.132.0' }, { vite: '^8.0.0' }),
      'ERR_START_TOO_OLD',
      /react-start is 1\.132\.0 in package\.json/,
      /npm i @tanstack\/react-start@latest/,
    ],
    [
      'a Start that is too old, on Vite 7',
      withDependencies({ '@tanstack/react-start': '~1.150.0' }, { vite: '^7.1.0' }),
      'ERR_START_TOO_OLD',
      /~1\.150\.0/,
      /@tanstack\/react-start@1\.168\.61 @tanstack\/react-router@1\.170\.42/,
    ],
    [
      'a Vite that is too old',
      withDependencies({ '@tanstack/react-start': '^1.168.25' }, { vite: '^6.0.0' }),
      'ERR_VITE_TOO_OLD',
      /Vite is \^6\.0\.0 in package\.json/,
      /vite@latest/,
    ],
    [
      'Rsbuild',
      { 'vite.config.ts': '', 'rsbuild.config.ts': '' },
      'ERR_UNSUPPORTED_BUNDLER',
      /Rsbuild \(rsbuild\.config\.ts\)/,
      /Vite/,
    ],
    [
      'a routes directory that only running code would tell',
      {
        'vite.config.ts': viteConfig('{ router: { routesDirectory: process.env.ROUTES } }'),
        'src/pages/__root.tsx': '',
      },
      'ERR_UNREADABLE_CONFIG',
      /`router\.routesDirectory`/,
      /literal/,
    ],
    [
      'options that are spread',
      { 'vite.config.ts': viteConfig('{ ...shared }'), 'src/pages/__root.tsx': '' },
      'ERR_UNREADABLE_CONFIG',
      /vite\.config\.ts:6:27: the options of tanstackStart\(\)/,
      /literal/,
    ],
    [
      'a start entry that only running code would tell',
      { 'vite.config.ts': viteConfig('{ start: { entry: entry() } }') },
      'ERR_UNREADABLE_CONFIG',
      /`start\.entry`/,
      /literal/,
    ],
    [
      'a root route that is not where the configuration puts it',
      { 'vite.config.ts': viteConfig("{ router: { routesDirectory: 'pages' } }") },
      'ERR_UNREADABLE_CONFIG',
      /no root route: src\/pages\/__root\.tsx/,
      /`srcDirectory` and `routesDirectory`/,
    ],
    [
      'a root elsewhere',
      { 'vite.config.ts': viteConfig('', "root: './web'") },
      'ERR_UNREADABLE_CONFIG',
      /sets `root`/,
      /folder of their package\.json/,
    ],
    [
      'a root that only running code would tell',
      { 'vite.config.ts': viteConfig('', 'root: process.env.APP_ROOT') },
      'ERR_UNREADABLE_CONFIG',
      /`root` of the Vite config can not be read/,
      /folder of their package\.json/,
    ],
    [
      'a Vite configuration with a syntax error',
      { 'vite.config.ts': 'export default {' },
      'ERR_INVALID_CONFIG',
      /vite\.config\.ts:1:17/,
      /^$/,
    ],
    [
      'a router configuration that does not parse',
      { 'tsr.config.json': '{ "target": }' },
      'ERR_INVALID_JSON',
      /tsr\.config\.json/,
      /Correct/,
    ],
  ])('%s', async (_name, files, code, message, help) => {
    const app =
      'rsbuild.config.ts' in files
        ? makeFolder({ 'package.json': PACKAGE_JSON, 'rsbuild.config.ts': '' })
        : makeApp(files)
    const error = await failure(readProject(app))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(error.help ?? '').toMatch(help)
    expect(error.exitCode).toBe(1)
  })

  test('a folder that is not there', async () => {
    const error = await failure(readProject(join(makeFolder({}), 'none')))
    expect(error).toMatchObject({ code: 'ERR_NO_SUCH_FOLDER', help: 'Give another one with --cwd.' })
  })

  test('a folder without package.json, up to the top', async () => {
    const error = await failure(readProject(makeFolder({ 'notes.txt': '' })))
    expect(error.code).toBe('ERR_NO_PACKAGE_JSON')
  })

  test('a Node that is too old', async () => {
    const error = await failure(readProject(makeApp(), { nodeVersion: '22.11.0' }))
    expect(error).toMatchObject({ code: 'ERR_NODE_TOO_OLD' })
    expect(error.message).toContain('22.12.0')
  })

  test('a workspace root, naming the apps below it', async () => {
    const app = { dependencies: { '@tanstack/react-start': '^1.169.0' } }
    const root = makeFolder({
      'package.json': { private: true, workspaces: ['apps/*', 'packages/*'] },
      'apps/web/package.json': app,
      'apps/admin/package.json': app,
      'apps/broken/package.json': '{',
      'packages/ui/package.json': { dependencies: { react: '^19.0.0' } },
      'node_modules/other/package.json': app,
    })
    const error = await failure(readProject(root))
    expect(error.code).toBe('ERR_WORKSPACE_ROOT')
    expect(error.help).toBe(
      'Run the command in one of them, or name it:\n  --cwd apps/admin\n  --cwd apps/web',
    )
  })
})

test('a range that is too old is said to be where it stands', async () => {
  const root = makeFolder({
    'pnpm-workspace.yaml': "packages: ['web']\ncatalog:\n  '@tanstack/react-start': ~1.139.0\n",
    'pnpm-lock.yaml': '',
    'web/package.json': { ...PACKAGE_JSON, dependencies: { '@tanstack/react-start': 'catalog:' } },
  })
  const error = await failure(readProject(join(root, 'web')))
  expect(error.message).toContain('~1.139.0 in the catalog, but')
})

describe('does not refuse', () => {
  test.each<[name: string, files: Files]>([
    ['a range that reaches a new enough version', withDependencies({ '@tanstack/react-start': '^1.132.0' })],
    ['latest', withDependencies({ '@tanstack/react-start': 'latest' })],
    ['a catalog', withDependencies({ '@tanstack/react-start': 'catalog:' }, { vite: 'catalog:' })],
    ['the oldest supported version', installed('@tanstack/react-start', '1.168.25')],
    ['Vite beside an Rsbuild configuration', { 'rsbuild.config.ts': '' }],
    [
      'a Vite configuration that can not be followed',
      { 'vite.config.ts': 'export default createConfig()\n' },
    ],
  ])('%s', async (_name, files) => {
    await expect(readProject(makeApp(files))).resolves.toMatchObject({ srcDirectory: 'src' })
  })
})

async function failure(promise: Promise<unknown>): Promise<CliError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof CliError) return error
  throw new Error(`Expected a CliError, got ${String(error)}`)
}
