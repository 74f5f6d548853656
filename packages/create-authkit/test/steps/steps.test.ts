import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readProject } from '../../src/project/read-project.ts'
import { steps } from '../../src/steps/index.ts'
import { installed, makeApp, PACKAGE_JSON, viteConfig } from '../project/make-app.ts'
import { changeOf, LOCAL, PASSWORD, planApp, textOf, WORKOS, write } from './plan-app.ts'

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

describe('routes', () => {
  test("another library's catch-all moves them, the plugin's options and the redirect URI", async () => {
    const root = makeApp({ 'src/routes/api/auth/$.ts': "import { auth } from '../../../lib/auth'\n" })
    const changes = await planApp(root, WORKOS)
    expect(textOf(changes, 'src/routes/auth/callback.ts')).toContain("createFileRoute('/auth/callback')")
    expect(textOf(changes, 'src/routes/auth/sign-in.ts')).toContain("createFileRoute('/auth/sign-in')")
    expect(textOf(changes, 'src/routes/auth/sign-out.ts')).toContain("createFileRoute('/auth/sign-out')")
    expect(textOf(changes, 'vite.config.ts')).toContain("callbackPath: '/auth/callback'")
    expect(textOf(changes, '.env.local')).toContain(
      'WORKOS_REDIRECT_URI=http://localhost:3000/auth/callback\n',
    )
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

describe('environment', () => {
  test('with keys', async () => {
    expect(changeOf(await planApp(makeApp(), WORKOS), '.env.local')).toEqual({
      kind: 'create',
      path: '.env.local',
      before: null,
      after: [
        '# WorkOS AuthKit',
        'WORKOS_CLIENT_ID=client_123',
        'WORKOS_API_KEY=sk_test_123',
        'WORKOS_REDIRECT_URI=http://localhost:3000/api/auth/callback',
        `WORKOS_COOKIE_PASSWORD=${PASSWORD}`,
        '',
      ].join('\n'),
      why: 'sets your keys, the redirect URI and a new cookie password',
      mode: 0o600,
    })
  })

  test.each([{ credentials: { kind: 'local' } as const }, { credentials: { kind: 'later' } as const }])(
    'without keys ($credentials.kind): the address stays the dev server’s own',
    async (choices) => {
      const text = textOf(await planApp(makeApp(), choices), '.env.local')
      expect(text).toBe(`# WorkOS AuthKit\nWORKOS_COOKIE_PASSWORD=${PASSWORD}\n`)
    },
  )

  test('an assumed port is said', async () => {
    const root = makeApp({ 'package.json': { ...PACKAGE_JSON, scripts: { dev: 'vite dev' } } })
    const change = changeOf(await planApp(root, WORKOS), '.env.local')
    expect(change.why).toContain("port 5173 is assumed: Vite's default")
  })

  test('a value that is there is never replaced', async () => {
    const text = 'WORKOS_API_KEY=sk_live_mine\nWORKOS_COOKIE_PASSWORD=a-password-of-32-characters-and-more\n'
    const after = textOf(await planApp(makeApp({ '.env.local': text }), WORKOS), '.env.local')
    expect(after).toBe(
      `${text}\n# WorkOS AuthKit\nWORKOS_CLIENT_ID=client_123\nWORKOS_REDIRECT_URI=http://localhost:3000/api/auth/callback\n`,
    )
  })

  test('a file that git does not ignore is ignored in the same run', async () => {
    const root = makeApp({ '.gitignore': 'node_modules\n' })
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    expect(textOf(await planApp(root), '.gitignore')).toBe('node_modules\n.env.local\n')
  })

  test('without a .gitignore one is made', async () => {
    const root = makeApp()
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    expect(changeOf(await planApp(root), '.gitignore')).toMatchObject({
      kind: 'create',
      after: '.env.local\n',
    })
  })

  test('an ignore line that is taken back is pointed out', async () => {
    const root = makeApp({ '.gitignore': '.env.local\n!.env.local\n' })
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    expect(changeOf(await planApp(root), '.gitignore')).toMatchObject({ kind: 'manual' })
  })

  test('a file that git carries gets no secret', async () => {
    const root = makeApp({ '.env.local': 'A=1\n' })
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    execFileSync('git', ['add', '.env.local'], { cwd: root })
    const change = changeOf(await planApp(root, WORKOS), '.env.local')
    expect(change).toMatchObject({
      kind: 'manual',
      why: expect.stringContaining('git rm --cached .env.local'),
    })
    expect(JSON.stringify(change)).not.toContain('sk_test_123')
    expect(JSON.stringify(change)).not.toContain(PASSWORD)
  })

  test('an encrypted file gets no plain text', async () => {
    const root = makeApp({ '.env.local': 'DOTENV_PUBLIC_KEY_LOCAL="03"\nA="encrypted:BD"\n' })
    expect(changeOf(await planApp(root, WORKOS), '.env.local')).toMatchObject({
      kind: 'manual',
      why: expect.stringContaining('encrypted'),
    })
  })

  test('the example holds names, and no secret', async () => {
    const text = textOf(await planApp(makeApp({ '.env.example': 'DATABASE_URL=\n' }), WORKOS), '.env.example')
    expect(text).toMatch(/^DATABASE_URL=\n\n# WorkOS AuthKit/)
    expect(text).toMatch(/^WORKOS_COOKIE_PASSWORD=$/m)
    expect(text).not.toContain('sk_test_123')
    expect(text).not.toContain(PASSWORD)
  })

  test('the real steps use real randomness', async () => {
    const project = await readProject(makeApp())
    const step = steps.find(({ name }) => name === 'env-local')
    const passwords = await Promise.all(
      [1, 2].map(async () => textOf((await step?.plan(project, LOCAL)) ?? [], '.env.local')),
    )
    expect(new Set(passwords)).toHaveLength(2)
    expect(passwords[0]).toMatch(/^WORKOS_COOKIE_PASSWORD=[\w+/]{43}=$/m)
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
