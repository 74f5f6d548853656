import { expect, test } from 'vitest'

import type { CheckCode } from '../../src/checks/check.ts'
import { CHECKS } from '../../src/checks/check-table.ts'
import { diagnose } from '../../src/checks/diagnose.ts'
import { doctor } from '../../src/commands/doctor.ts'
import { steps } from '../../src/steps/index.ts'
import { Timing } from '../../src/timing.ts'
import { jsonReporter } from '../../src/ui/json-reporter.ts'
import { START_APP } from '../start-app.ts'
import { LOCAL, WORKOS } from '../steps/plan-app.ts'
import { all, failures, remove, replace, wiredApp } from './wired-app.ts'

const FIX = {
  fix: true,
  yes: true,
  diff: false,
  url: undefined,
  json: true,
  cwd: undefined,
  noInstall: true,
  prove: false,
  register: false,
  timing: false,
}

/** `doctor --fix --yes --no-install --json` in an app; the exit code. */
function fix(root: string): Promise<number> {
  const context = {
    env: {},
    cwd: root,
    isInteractive: false,
    signal: new AbortController().signal,
    timing: new Timing(),
    print: () => {},
  }
  return doctor(FIX, context, jsonReporter(process.stderr))
}

/** Steps that refuse, and those of what an app may have or not. */
const UNCHECKED = new Set([
  'guard',
  'path-guard',
  'virtual-routes',
  'protected-layout',
  'example-page',
  'sign-in-button',
])

test('every step of init that every app needs is a check', () => {
  const names = steps.map(({ name }) => name).filter((name) => !UNCHECKED.has(name))
  expect(Object.keys(CHECKS).slice(0, names.length)).toEqual(names)
})

test.each([
  { app: 'with the local AuthKit', files: {}, choices: LOCAL },
  { app: 'with WorkOS keys', files: {}, choices: WORKOS },
  {
    app: 'with routes under another prefix',
    files: { 'src/routes/api/auth/$.ts': 'export {}\n' },
    choices: WORKOS,
  },
  {
    app: 'under a base path',
    files: {
      'vite.config.ts': START_APP['vite.config.ts'].replace('({\n', "({\n  base: '/app',\n"),
    },
    choices: WORKOS,
  },
])('all checks of an app that is set up are ok, $app', async ({ files, choices }) => {
  const { checks, plan } = await diagnose(await wiredApp(files, choices), {})

  expect(checks.map(({ code }) => code)).toEqual(Object.keys(CHECKS))
  expect(checks.filter(({ state }) => state !== 'ok')).toEqual([])
  expect(plan.files).toEqual([])
})

const withoutMiddleware = replace('src/start.ts', ', authkitMiddleware()')

test.each<{ piece: string; take: (root: string) => void; code: CheckCode; path: string }>([
  {
    piece: 'the dependency',
    take: replace('package.json', /,\s*"vite-plugin-authkit-start": "[^"]*"/),
    code: 'package-json',
    path: 'package.json',
  },
  {
    piece: 'the plugin',
    take: all(
      replace('vite.config.ts', "import { authkit } from 'vite-plugin-authkit-start'\n"),
      replace('vite.config.ts', 'authkit(), '),
    ),
    code: 'vite-config',
    path: 'vite.config.ts',
  },
  { piece: 'the start file', take: remove('src/start.ts'), code: 'start-file', path: 'src/start.ts' },
  { piece: 'the middleware', take: withoutMiddleware, code: 'start-file', path: 'src/start.ts' },
  {
    piece: 'CSRF protection',
    take: all(
      replace('src/start.ts', 'createCsrfMiddleware, '),
      replace('src/start.ts', /const csrfMiddleware[^]*?\n}\)\n/),
      replace('src/start.ts', 'csrfMiddleware, '),
    ),
    code: 'start-file',
    path: 'src/start.ts',
  },
  ...(['callback', 'sign-in', 'sign-out'] as const).map((name) => ({
    piece: `the ${name} route`,
    take: remove(`src/routes/api/auth/${name}.ts`),
    code: `${name}-route` as const,
    path: `src/routes/api/auth/${name}.ts`,
  })),
  {
    piece: 'the provider',
    take: all(
      replace(
        'src/routes/index.tsx',
        'import {',
        "import { useAuth } from 'virtual:authkit/client'\nimport {",
      ),
      replace('src/routes/__root.tsx', "import { AuthKitProvider } from 'virtual:authkit/client'\n"),
      replace('src/routes/__root.tsx', '<AuthKitProvider>{children}</AuthKitProvider>', '{children}'),
    ),
    code: 'provider',
    path: 'src/routes/__root.tsx',
  },
  {
    piece: 'the declaration file',
    take: remove('src/vite-env.d.ts'),
    code: 'vite-env',
    path: 'src/vite-env.d.ts',
  },
  {
    piece: 'the reference to the types',
    take: replace('src/vite-env.d.ts', /^.*virtual.*$/m, '/// <reference types="vite/client" />'),
    code: 'vite-env',
    path: 'src/vite-env.d.ts',
  },
  { piece: 'the file of secrets', take: remove('.env.local'), code: 'env-local', path: '.env.local' },
  {
    piece: 'the cookie password',
    take: replace('.env.local', /^WORKOS_COOKIE_PASSWORD=.*\n/m),
    code: 'env-local',
    path: '.env.local',
  },
  { piece: 'the example file', take: remove('.env.example'), code: 'env-example', path: '.env.example' },
  {
    piece: 'a name in the example file',
    take: replace('.env.example', 'WORKOS_API_KEY=\n'),
    code: 'env-example',
    path: '.env.example',
  },
  {
    piece: 'the line of .gitignore',
    take: replace('.gitignore', '*.local\n'),
    code: 'env-ignored',
    path: '.gitignore',
  },
])('without $piece exactly `$code` fails, and --fix puts it back', async ({ take, code, path }) => {
  const root = await wiredApp()
  take(root)

  expect(await failures(root)).toMatchObject([
    { code, state: 'missing', problems: [{ path, fixable: true }] },
  ])
  expect(await fix(root)).toBe(0)
  expect(await failures(root)).toEqual([])
})

test('with keys, a missing redirect URI is a part of the secrets, and --fix puts it back', async () => {
  const root = await wiredApp({}, WORKOS)
  replace('.env.local', /^WORKOS_REDIRECT_URI=.*\n/m)(root)

  expect(await failures(root)).toMatchObject([
    { code: 'env-local', state: 'missing', problems: [{ message: 'WORKOS_REDIRECT_URI is not set.' }] },
  ])
  expect(await fix(root)).toBe(0)
  expect(await failures(root)).toEqual([])
})

test('several pieces are put back at once', async () => {
  const root = await wiredApp()
  all(withoutMiddleware, remove('.env.example', 'src/routes/api/auth/callback.ts'))(root)

  expect((await failures(root)).map(({ code }) => code)).toEqual([
    'start-file',
    'callback-route',
    'env-example',
  ])
  expect(await fix(root)).toBe(0)
  expect(await failures(root)).toEqual([])
})

test.each([
  {
    shape: 'a configuration from elsewhere',
    files: {
      'vite.config.ts': "export { default } from '@acme/vite'\n",
    },
    code: 'vite-config',
    snippet: 'authkit()',
  },
  {
    shape: 'a declaration file that tsconfig.json leaves out',
    files: { 'tsconfig.json': '{ "compilerOptions": {}, "files": ["src/router.tsx"] }\n' },
    code: 'vite-env',
    snippet: '"include"',
  },
])('$shape can’t be told: exit code 3, with the snippet', async ({ files, code, snippet }) => {
  const root = await wiredApp(files)

  expect(await failures(root)).toMatchObject([
    { code, state: 'unknown', problems: [{ fixable: false, snippet: expect.stringContaining(snippet) }] },
  ])
  expect(await fix(root)).toBe(3)
})

test('in compat mode the source is not judged, and not touched by --fix', async () => {
  const root = await wiredApp()
  all(
    replace('vite.config.ts', 'authkit()', 'authkit({ compat: true })'),
    replace('src/start.ts', "'virtual:authkit'", "'@workos/authkit-tanstack-react-start'"),
  )(root)

  const found = await failures(root)

  expect(found.map(({ code }) => code)).toEqual([
    'start-file',
    'callback-route',
    'sign-in-route',
    'sign-out-route',
    'provider',
    'vite-env',
  ])
  expect(new Set(found.map(({ state }) => state))).toEqual(new Set(['unknown']))
  expect(await fix(root)).toBe(0)
})

test('an app without the provider is well as long as nothing needs it', async () => {
  const root = await wiredApp({}, { ...LOCAL, additions: [] })
  expect(await failures(root)).toEqual([])

  replace(
    'src/routes/index.tsx',
    'import {',
    "import { useAuth } from 'virtual:authkit/client'\nimport {",
  )(root)

  expect((await failures(root)).map(({ code }) => code)).toEqual(['provider'])
  expect(await fix(root)).toBe(0)
  expect(await failures(root)).toEqual([])
})
