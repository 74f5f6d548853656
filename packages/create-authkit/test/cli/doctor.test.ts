import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { CHECKS } from '../../src/checks/check-table.ts'
import { closedOrigin, COOKIE_VALUE, serve, signInRoute } from '../checks/wire/server.ts'
import { remove, replace, wiredApp } from '../checks/wired-app.ts'
import { readTree, temporaryFolder } from '../file-tree.ts'
import { startApp } from '../start-app.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'
import { KEYS, Terminal } from './terminal.ts'

const API_KEY = 'sk_test_0123456789abcdefghijklmnopqrstuvwxyz'
const PASSWORD = 'a-password-that-nobody-may-ever-see-on-a-screen'
/** Checks of values that the app of these tests does not set. */
const NOT_SET = new Set(['credentials', 'redirect-uri', 'production-env'])

const SHORT_PASSWORD = 'too-short-and-secret'

test('an app that is set up is well', async () => {
  const root = await wiredApp()

  const { exitCode, stdout, stderr } = await runCli(['doctor'], { cwd: root })

  expect(stderr).toBe('')
  expect(stdout).toContain('✓ The plugin is in the Vite config')
  expect(stdout).toContain('- The redirect URI leads to the callback route (nothing to check)')
  expect(stdout).toContain('Redirect URI       http://localhost:3000/api/auth/callback')
  expect(stdout).toContain(`All well: ${Object.keys(CHECKS).length} checks.`)
  expect(exitCode).toBe(0)
})

test('an app in SPA mode is told what it needs in production', async () => {
  const root = await wiredApp()
  replace('vite.config.ts', 'tanstackStart()', 'tanstackStart({ spa: { enabled: true } })')(root)

  const { exitCode, stdout } = await runHere(['doctor'], { cwd: root })

  expect(stdout).toContain('The app is built in SPA mode')
  expect(exitCode).toBe(0)
})

test('what is missing is told in one line each, and nothing is written', async () => {
  const root = await wiredApp()
  remove('src/routes/api/auth/callback.ts')(root)
  const before = readTree(root)

  const { exitCode, stdout } = await runHere(['doctor'], { cwd: root })

  expect(stdout).toContain('✗ The callback route exists (missing)')
  expect(stdout.match(/callback-route {2}.*/g)).toEqual([
    'callback-route  src/routes/api/auth/callback.ts: The file is missing: it receives the user from AuthKit and starts the session.',
  ])
  expect(stdout).toContain(`1 of ${Object.keys(CHECKS).length} checks is not well.`)
  expect(exitCode).toBe(1)
  expect(readTree(root)).toEqual(before)
})

test('what can’t be told comes with its snippet, and is exit code 3', async () => {
  const root = await wiredApp({
    'vite.config.ts': "export { default } from '@acme/vite'\n",
  })

  const { exitCode, stdout } = await runHere(['doctor'], { cwd: root })

  expect(stdout).toContain('? The plugin is in the Vite config (can’t be told)')
  expect(stdout).toContain("\nimport { authkit } from 'vite-plugin-authkit-start'\n")
  expect(exitCode).toBe(3)
})

describe('--json', () => {
  test('is one document of this shape', async () => {
    const root = await wiredApp()
    remove('src/start.ts')(root)

    const { exitCode, stdout, stderr } = await runCli(['doctor', '--json'], { cwd: root })
    const document: unknown = JSON.parse(stdout)
    const missing = {
      state: 'missing',
      path: 'src/start.ts',
      message: expect.stringContaining('The file is missing'),
      help: expect.stringContaining('doctor --fix'),
      snippet: null,
      fixable: true,
    }

    expect(stderr).toBe('')
    expect(exitCode).toBe(1)
    expect(document).toEqual({
      ok: false,
      status: 'checked',
      app: { root, reactStart: expect.any(String), packageManager: 'pnpm', port: 3000, portAssumed: false },
      checks: Object.entries(CHECKS).map(([code, { title }]) =>
        code === 'start-file'
          ? { code, title, state: 'missing', applies: true, problems: [missing] }
          : { code, title, state: 'ok', applies: !NOT_SET.has(code), problems: [] },
      ),
      wire: null,
      proof: null,
      registration: null,
      dashboard: [
        {
          name: 'Redirect URI',
          value: 'http://localhost:3000/api/auth/callback',
          production: 'https://your-domain.example/api/auth/callback',
        },
        expect.objectContaining({ name: 'Sign-in endpoint' }),
        expect.objectContaining({ name: 'Sign-out redirect' }),
      ],
      plan: expect.objectContaining({ files: [expect.objectContaining({ path: 'src/start.ts' })] }),
      outcome: null,
      left: [],
      recovered: null,
    })
  })

  test('--fix prints what was done, and the checks after it', async () => {
    const root = await wiredApp()
    remove('src/start.ts')(root)

    const args = ['doctor', '--fix', '--yes', '--no-install', '--json']
    const { exitCode, stdout } = await runHere(args, { cwd: root })

    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      status: 'fixed',
      plan: { files: [{ kind: 'create', path: 'src/start.ts' }] },
      outcome: { installed: false },
    })
    expect(exitCode).toBe(0)
  })

  test('--fix with nothing to fix writes nothing', async () => {
    const root = await wiredApp()
    const before = readTree(root)

    const { exitCode, stdout } = await runHere(['doctor', '--fix', '--json'], { cwd: root })

    expect(JSON.parse(stdout)).toMatchObject({ ok: true, status: 'checked', outcome: null })
    expect(exitCode).toBe(0)
    expect(readTree(root)).toEqual(before)
  })
})

describe('errors', () => {
  test.each([
    {
      name: 'a Vite config that does not parse',
      files: { 'vite.config.ts': 'export default {' },
      code: 'ERR_INVALID_CONFIG',
    },
    { name: 'a package.json that does not parse', files: { 'package.json': '{' }, code: 'ERR_INVALID_JSON' },
    {
      name: 'an app that is none of Start’s',
      files: { 'package.json': '{ "name": "other" }' },
      code: 'ERR_NOT_START_APP',
    },
  ])('$name', async ({ files, code }) => {
    const root = startApp(files)

    const asJson = await runHere(['doctor', '--json'], { cwd: root })
    const asText = await runHere(['doctor'], { cwd: root })

    expect(JSON.parse(asJson.stdout)).toMatchObject({
      ok: false,
      error: { code, message: expect.any(String) },
    })
    expect([asJson.exitCode, asText.exitCode]).toEqual([1, 1])
    expect(asText.stderr).not.toMatch(/\n\s+at /)
  })

  test('a folder without a package.json', async () => {
    const { exitCode, stdout } = await runHere(['doctor', '--json'], { cwd: temporaryFolder() })

    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'ERR_NO_PACKAGE_JSON' } })
    expect(exitCode).toBe(1)
  })

  test.each([
    { args: ['--yes'], flag: '--yes' },
    { args: ['--diff'], flag: '--diff' },
    { args: ['--no-install'], flag: '--no-install' },
  ])('$flag needs --fix', async ({ args, flag }) => {
    const { exitCode, stdout } = await runHere(['doctor', '--json', ...args], { cwd: startApp() })

    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'ERR_USAGE', message: expect.stringContaining(flag) },
    })
    expect(exitCode).toBe(2)
  })

  test('--fix without a terminal names the flag it needs, and writes nothing', async () => {
    const root = startApp()
    const before = readTree(root)

    const { exitCode, stderr } = await runHere(['doctor', '--fix'], { cwd: root })

    expect(stderr).toContain('Add `--yes` to apply it')
    expect(exitCode).toBe(2)
    expect(readTree(root)).toEqual(before)
  })

  test('--fix does not touch an app with WorkOS’ own SDK', async () => {
    const root = await wiredApp()
    replace(
      'package.json',
      '"react":',
      '"@workos/authkit-tanstack-react-start": "^0.11.0",\n    "react":',
    )(root)
    remove('src/start.ts')(root)
    const before = readTree(root)

    const { exitCode, stdout } = await runHere(['doctor', '--fix', '--yes', '--json'], { cwd: root })

    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'ERR_AUTHKIT_ALREADY_INSTALLED' } })
    expect(exitCode).toBe(1)
    expect(readTree(root)).toEqual(before)
  })
})

test.each([
  { args: ['doctor'] },
  { args: ['doctor', '--json'] },
  { args: ['doctor', '--fix', '--yes', '--diff', '--no-install'] },
  { args: ['doctor', '--fix', '--yes', '--json', '--no-install'] },
])('$args never shows a secret', async ({ args }) => {
  const secrets = [API_KEY, PASSWORD, SHORT_PASSWORD]
  const outputs = await Promise.all(
    [PASSWORD, SHORT_PASSWORD].map(async (password) => {
      const root = await wiredApp()
      const lines = [
        'WORKOS_CLIENT_ID=client_1',
        `WORKOS_API_KEY=${API_KEY}`,
        `WORKOS_COOKIE_PASSWORD=${password}`,
        `VITE_WORKOS_API_KEY=${API_KEY}`,
        `WORKOS_REDIRECT_URI=`,
      ]
      writeFileSync(join(root, '.env.local'), `${lines.join('\n')}\n`)
      writeFileSync(join(root, '.env.production'), `WORKOS_COOKIE_PASSWORD=${SHORT_PASSWORD}\n`)
      execFileSync('git', ['add', '--force', '.env.local'], { cwd: root })
      const { stdout, stderr } = await runHere(args, { cwd: root, env: { WORKOS_API_KEY: API_KEY } })
      return stdout + stderr
    }),
  )

  expect(outputs.filter((output) => !output.includes('public-secrets'))).toEqual([])
  expect(outputs.filter((output) => secrets.some((secret) => output.includes(secret)))).toEqual([])
})

test('no code of the app is run', async () => {
  const root = await wiredApp()
  const trap = "import { writeFileSync } from 'node:fs'\nwriteFileSync('ran', '')\n"
  for (const path of ['vite.config.ts', 'src/start.ts']) replace(path, /^/, trap)(root)
  const before = readTree(root)

  const { exitCode } = await runCli(['doctor'], { cwd: root })

  expect(exitCode).toBe(0)
  expect(readTree(root)).toEqual(before)
})

describe('--url', () => {
  test('says what a running server answered, and shows no value', async () => {
    const root = await wiredApp()
    const origin = await serve(signInRoute())

    const text = await runHere(['doctor', '--url', origin], { cwd: root })
    const { stdout } = await runHere(['doctor', '--json', '--url', origin], { cwd: root })

    expect(text.exitCode).toBe(0)
    expect(text.stdout).toContain('✓ The sign-in route leads to AuthKit')
    expect(text.stdout).toContain('302 → https://api.workos.com/user_management/authorize\n')
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      wire: { status: 302, redirectUri: `${origin}/api/auth/callback` },
    })
    expect(stdout + text.stdout).not.toContain(COOKIE_VALUE)
  })

  test('a server that is not there is exit code 1, beside all other checks', async () => {
    const args = ['doctor', '--json', '--url', await closedOrigin()]
    const { exitCode, stdout } = await runHere(args, { cwd: await wiredApp() })

    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      wire: null,
      proof: null,
      registration: null,
      checks: expect.arrayContaining([
        expect.objectContaining({ code: 'vite-config', state: 'ok' }),
        expect.objectContaining({ code: 'wire-sign-in', state: 'wrong' }),
      ]),
    })
    expect(exitCode).toBe(1)
  })

  test('what is no address is a usage error', async () => {
    const { exitCode, stderr } = await runHere(['doctor', '--url', 'localhost:3000'], { cwd: startApp() })

    expect(stderr).toContain('`--url` has to be the address of a server')
    expect(exitCode).toBe(2)
  })
})

describe('in a terminal', () => {
  test('--fix shows the plan, asks, writes, and checks again', async () => {
    const root = await wiredApp()
    remove('src/start.ts')(root)
    await using terminal = new Terminal(['doctor', '--fix', '--no-install'], { cwd: root })

    await terminal.sees('Plan: 1 file to create   (d to see the diff)')
    await terminal.sees('Apply?')
    terminal.press('d')
    await terminal.sees('╭─ create src/start.ts', 'Apply?')
    terminal.press('y')

    expect(await terminal.exitCode).toBe(0)
    expect(terminal.text).toContain('Files written')
    expect(terminal.text).toContain('All well')
    expect(readFileSync(join(root, 'src/start.ts'), 'utf8')).toContain('authkitMiddleware()')
  })

  test('Ctrl-C at the question changes nothing and is exit code 130', async () => {
    const root = await wiredApp()
    remove('src/start.ts')(root)
    const before = readTree(root)
    await using terminal = new Terminal(['doctor', '--fix'], { cwd: root })

    await terminal.sees('Apply?')
    terminal.press(KEYS.ctrlC)

    expect(await terminal.exitCode).toBe(130)
    expect(readTree(root)).toEqual(before)
  })
})
