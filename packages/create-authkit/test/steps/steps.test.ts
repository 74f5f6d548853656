import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { steps } from '../../src/steps/index.ts'
import { installed, makeApp, PACKAGE_JSON, viteConfig } from '../project/make-app.ts'
import { changeOf, LOCAL, planApp, textOf, WORKOS, write } from './plan-app.ts'

beforeEach(() => {
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test('plans these changes for a small app', async () => {
  const changes = await planApp(makeApp())
  expect(changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'modify package.json',
    'modify vite.config.ts',
    'create src/start.ts',
    'create src/routes/api/auth/callback.ts',
    'create src/routes/api/auth/sign-in.ts',
    'create src/routes/api/auth/sign-out.ts',
    'modify src/routes/__root.tsx',
    'create src/vite-env.d.ts',
    'create .env.local',
    'create .env.example',
  ])
})

test('the names of the steps are stable', () => {
  expect(steps.map(({ name }) => name)).toEqual([
    'guard',
    'path-guard',
    'package-json',
    'vite-config',
    'start-file',
    'callback-route',
    'sign-in-route',
    'sign-out-route',
    'virtual-routes',
    'provider',
    'protected-layout',
    'example-page',
    'sign-in-button',
    'vite-env',
    'env-local',
    'env-example',
  ])
})

test.each([LOCAL, WORKOS])('a second run has nothing to do ($credentials.kind)', async (choices) => {
  const root = makeApp()
  write(root, await planApp(root, choices))
  const again = await planApp(root, choices)
  expect(again.map(({ kind }) => kind)).toEqual(again.map(() => 'skip'))
  expect(again).toHaveLength(10)
})

test('a second run has nothing to do under another prefix', async () => {
  const root = makeApp({ 'src/routes/api/auth/$.ts': '' })
  write(root, await planApp(root))
  expect((await planApp(root)).filter(({ kind }) => kind !== 'skip')).toEqual([])
})

test('steps write nothing', async () => {
  const root = makeApp()
  const before = execFileSync('find', [root, '-type', 'f'], { encoding: 'utf8' })
  await planApp(root, WORKOS)
  expect(execFileSync('find', [root, '-type', 'f'], { encoding: 'utf8' })).toBe(before)
})

test("an app with WorkOS' own package is refused", async () => {
  const vendor = '@workos/authkit-tanstack-react-start'
  const root = makeApp({
    'package.json': { ...PACKAGE_JSON, dependencies: { ...PACKAGE_JSON.dependencies, [vendor]: '^0.11.0' } },
    'pnpm-lock.yaml': '',
  })
  await expect(planApp(root)).rejects.toMatchObject({
    code: 'ERR_AUTHKIT_ALREADY_INSTALLED',
    help: expect.stringContaining('create-authkit-start migrate'),
  })
})

describe('style', () => {
  test('new files follow the app', async () => {
    const root = makeApp({
      'src/router.tsx': 'export const a = {\r\n\tb: "c",\r\n};\r\n',
      'src/routes/__root.tsx': '',
      'src/routes/index.tsx': '',
      'vite.config.ts': '',
    })
    expect(textOf(await planApp(root), 'src/start.ts')).toBe(
      [
        'import { createCsrfMiddleware, createStart } from "@tanstack/react-start";',
        'import { authkitMiddleware } from "virtual:authkit";',
        '',
        "// A start file switches Start's automatic CSRF protection off, so it is switched on here.",
        'const csrfMiddleware = createCsrfMiddleware({',
        '\tfilter: (ctx) => ctx.handlerType === "serverFn",',
        '});',
        '',
        'export const startInstance = createStart(() => ({',
        '\trequestMiddleware: [csrfMiddleware, authkitMiddleware()],',
        '}));',
        '',
      ].join('\r\n'),
    )
  })

  test('a JavaScript app gets .js files and no declaration file', async () => {
    const root = makeApp({
      'package.json': { ...PACKAGE_JSON, devDependencies: { vite: '^8.0.0' } },
    })
    execFileSync(
      'sh',
      [
        '-c',
        'rm tsconfig.json; cd src; mv router.tsx router.jsx; cd routes; for f in *; do mv $f ${f%.tsx}.jsx; done',
      ],
      {
        cwd: root,
      },
    )
    const paths = (await planApp(root)).map(({ path }) => path)
    expect(paths).toContain('src/start.js')
    expect(paths).toContain('src/routes/api/auth/callback.js')
    expect(paths).not.toContain('src/vite-env.d.ts')
  })
})

describe('package.json', () => {
  const dependenciesOf = async (root: string): Promise<unknown> =>
    JSON.parse(textOf(await planApp(root), 'package.json'))

  test('beside Vite', async () => {
    const { vite: _vite, ...others } = PACKAGE_JSON.devDependencies
    const root = makeApp({
      'package.json': {
        ...PACKAGE_JSON,
        dependencies: { ...PACKAGE_JSON.dependencies, vite: '^8.0.0' },
        devDependencies: others,
      },
    })
    expect(await dependenciesOf(root)).toMatchObject({
      dependencies: { 'vite-plugin-authkit-start': '^0.1.0' },
      devDependencies: others,
    })
  })

  test.each([
    ['declared', { 'package.json': { ...PACKAGE_JSON, devDependencies: { vite: '^7.1.0' } } }],
    [
      'installed',
      { ...installed('vite', '7.3.8'), 'package.json': { ...PACKAGE_JSON, devDependencies: { vite: '*' } } },
    ],
  ])('with the parser on Vite 7 (%s)', async (_name, files) => {
    expect(await dependenciesOf(makeApp(files))).toMatchObject({
      devDependencies: { 'oxc-parser': '^0.158.0' },
    })
  })

  test('without the parser on Vite 8', async () => {
    expect(await dependenciesOf(makeApp())).not.toMatchObject({
      devDependencies: { 'oxc-parser': expect.anything() },
    })
  })
})

describe('other files', () => {
  test('a declaration file that TypeScript would not see is included', async () => {
    const root = makeApp({ 'tsconfig.json': '{ "include": ["app"], } // mine\n' })
    const changes = await planApp(root)
    expect(textOf(changes, 'tsconfig.json')).toBe('{ "include": ["app", "src/vite-env.d.ts"], } // mine\n')
    write(root, changes)
    expect((await planApp(root)).filter(({ kind }) => kind !== 'skip')).toEqual([])
  })

  test.each([
    ['is left out', { include: ['app'], exclude: ['src'] }],
    ['has files alone', { files: ['src/router.tsx'] }],
  ])('one that stays unseen is pointed out: it %s', async (_name, tsconfig) => {
    const changes = await planApp(makeApp({ 'tsconfig.json': tsconfig }))
    expect(changeOf(changes, 'tsconfig.json')).toMatchObject({
      kind: 'manual',
      why: 'it does not include src/vite-env.d.ts',
    })
  })

  test('both configurations of an app with two are changed', async () => {
    const scripts = { dev: 'vite --config vite.dev.ts', build: 'vite build --config vite.prod.ts' }
    const root = makeApp({
      'package.json': { ...PACKAGE_JSON, scripts },
      'vite.dev.ts': viteConfig(),
      'vite.prod.ts': viteConfig(),
    })
    const changes = await planApp(root)
    expect(textOf(changes, 'vite.dev.ts')).toContain('authkit()')
    expect(textOf(changes, 'vite.prod.ts')).toContain('authkit()')
  })

  test.each([
    ['no Vite configuration', 'vite.config.ts', 'there is no Vite configuration', {}],
    [
      'no root route, as far as it can be told',
      'src/routes/__root.tsx',
      'there is no root route',
      { 'tsr.config.json': { virtualRouteConfig: './routes.ts' } },
    ],
  ])('%s', async (_name, path, why, files) => {
    const root = makeApp(files)
    execFileSync('rm', [path], { cwd: root })
    expect(changeOf(await planApp(root), path)).toMatchObject({
      kind: 'manual',
      why,
      snippet: expect.stringContaining('import'),
    })
  })
})
