import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { readTree } from '../file-tree.ts'
import { INSTALLS_THE_PLUGIN, linkPackages, packageManagerThat, startApp } from '../start-app.ts'
import { runCli } from './run-cli.ts'
import { KEYS, Terminal } from './terminal.ts'

const API_KEY = 'sk_test_typed_in_a_terminal'

/** Flags that leave one question. */
const DECIDED = ['--local', '--auth-path', '/api/auth']

test('Enter at every question sets an app up with the local AuthKit', async () => {
  const root = startApp()
  linkPackages(root)
  await using terminal = new Terminal([], { cwd: root, bin: packageManagerThat('pnpm', INSTALLS_THE_PLUGIN) })

  await terminal.sees('TanStack Start 1.169.5 · pnpm · src/routes · port 3000')
  await terminal.sees('● Local AuthKit (no account needed)')
  terminal.press(KEYS.enter)
  await terminal.sees('◼ Provider: useAuth() in components')
  terminal.press(KEYS.enter)
  await terminal.sees('Plan: 7 files to create, 3 to change   (d to see the diff)')
  await terminal.sees('Apply?')
  terminal.press(KEYS.enter)
  await terminal.sees('Installing with pnpm')

  expect(await terminal.exitCode).toBe(0)
  expect(terminal.text).toContain('Installed · route tree regenerated · types: no new errors')
  expect(terminal.text).toContain('The same without questions: pnpm create authkit-start --yes --local\r\n')
  expect(terminal.text).toContain(
    'With WorkOS keys, later: add http://localhost:3000/api/auth/callback to the redirect URIs',
  )
  expect(terminal.text).toContain('To take all of it back: pnpm create authkit-start undo')
  expect(terminal.text).toContain(
    'Run `pnpm dev`, open http://localhost:3000/api/auth/sign-in, sign in as alice@example.com',
  )
  expect(existsSync(join(root, 'src/start.ts'))).toBe(true)
})

test('`d` shows the diff and asks again, `n` cancels', async () => {
  const root = startApp()
  const before = readTree(root)
  await using terminal = new Terminal(DECIDED, { cwd: root })

  await terminal.sees('Apply?')
  expect(terminal.text).not.toContain('+import { authkit }')
  terminal.press('d')
  await terminal.sees('╭─ change vite.config.ts')
  await terminal.sees("+import { authkit } from 'vite-plugin-authkit-start'")
  await terminal.sees('create .env.example', 'Apply?')
  terminal.press('n')

  expect(await terminal.exitCode).toBe(130)
  expect(terminal.text).toContain('Cancelled. Nothing was changed.')
  expect(readTree(root)).toEqual(before)
})

test('keys that are typed are checked, hidden and written', async () => {
  const root = startApp()
  await using terminal = new Terminal(['--no-install'], { cwd: root })

  await terminal.sees('● Local AuthKit')
  terminal.press(KEYS.down)
  await terminal.sees('● I have WorkOS keys')
  terminal.press(KEYS.enter)
  await terminal.sees('WorkOS client ID')
  terminal.press('project_1', KEYS.enter)
  await terminal.sees('it has to begin with `client_`')
  terminal.press(...Array.from({ length: 'project_1'.length }, () => KEYS.backspace), 'client_1', KEYS.enter)
  await terminal.sees('WorkOS API key')
  terminal.press(API_KEY, KEYS.enter)
  await terminal.sees('What else?')
  terminal.press(KEYS.enter)
  await terminal.sees('Apply?')
  terminal.press('d')
  await terminal.sees('WORKOS_API_KEY=••••••••', 'Apply?')
  terminal.press('y')

  expect(await terminal.exitCode).toBe(0)
  expect(readFileSync(join(root, '.env.local'), 'utf8')).toContain(`WORKOS_API_KEY=${API_KEY}\n`)
  expect(terminal.raw).not.toContain(API_KEY)
  expect(terminal.text).toContain('WORKOS_API_KEY=… pnpm create authkit-start --yes --client-id client_1')
})

test('what else is chosen is written, and is in the command that does the same', async () => {
  const root = startApp({ 'src/routes/taken/callback.tsx': '' })
  await using terminal = new Terminal(['--local', '--no-install'], { cwd: root })

  await terminal.sees('What else?')
  // All but the provider.
  terminal.press(KEYS.space, KEYS.down, KEYS.space, KEYS.down, KEYS.space, KEYS.down, KEYS.space)
  terminal.press(KEYS.down, KEYS.space, KEYS.enter)
  await terminal.sees('The sign-in button needs the provider.')
  terminal.press(KEYS.space, KEYS.enter)
  await terminal.sees('What do their paths begin with?')
  terminal.press('auth', KEYS.enter)
  await terminal.sees('has to be a path such as')
  terminal.press(...Array.from({ length: 'auth'.length }, () => KEYS.backspace), '/taken', KEYS.enter)
  await terminal.sees('src/routes/taken/callback.tsx already answers /taken/callback')
  terminal.press(...Array.from({ length: '/taken'.length }, () => KEYS.backspace), '/auth', KEYS.enter)
  await terminal.sees('Apply?')
  terminal.press(KEYS.enter)

  expect(await terminal.exitCode).toBe(0)
  const flags = '--yes --local --protected-layout --example --button --auth-path /auth'
  expect(terminal.text).toContain(`The same without questions: pnpm create authkit-start ${flags}\r\n`)
  expect(terminal.text).toContain('open http://localhost:3000/account, sign in as alice@example.com')

  const again = startApp({ 'src/routes/taken/callback.tsx': '' })
  await runCli([...flags.split(' '), '--no-install'], { cwd: again })
  expect(namesOf(again)).toEqual(namesOf(root))
})

/** Every path of an app, without what is kept for an undo. */
function namesOf(root: string): string[] {
  return Object.keys(readTree(root)).filter((path) => !path.startsWith('.authkit-start'))
}

test('keys in the environment are taken without a question', async () => {
  const root = startApp()
  const env = { WORKOS_CLIENT_ID: 'client_1', WORKOS_API_KEY: API_KEY }
  await using terminal = new Terminal(['--no-install'], { cwd: root, env })

  await terminal.sees('What else?')
  terminal.press(KEYS.enter)
  await terminal.sees('Apply?')
  terminal.press('y')

  expect(await terminal.exitCode).toBe(0)
  expect(terminal.text).not.toContain('Credentials')
  expect(readFileSync(join(root, '.env.local'), 'utf8')).toContain(`WORKOS_API_KEY=${API_KEY}\n`)
  expect(terminal.raw).not.toContain(API_KEY)
})

test.each([
  { prompt: 'Credentials', keys: [] },
  { prompt: 'WorkOS client ID', keys: [['Credentials', KEYS.down, KEYS.enter]] },
  {
    prompt: 'WorkOS API key',
    keys: [
      ['Credentials', KEYS.down, KEYS.enter],
      ['WorkOS client ID', 'client_1', KEYS.enter],
    ],
  },
  { prompt: 'What else?', keys: [['Credentials', KEYS.enter]] },
  {
    prompt: 'What do their paths begin with?',
    keys: [
      ['Credentials', KEYS.enter],
      ['What else?', KEYS.up, KEYS.space, KEYS.enter],
    ],
  },
  {
    prompt: 'Apply?',
    keys: [
      ['Credentials', KEYS.enter],
      ['What else?', KEYS.enter],
    ],
  },
])('Ctrl-C at “$prompt” changes nothing and is exit code 130', async ({ prompt, keys }) => {
  const root = startApp()
  const before = readTree(root)
  await using terminal = new Terminal([], { cwd: root })

  for (const [question = '', ...answer] of keys) {
    await terminal.sees(question)
    terminal.press(...answer)
  }
  await terminal.sees(prompt)
  terminal.press(KEYS.ctrlC)

  expect(await terminal.exitCode).toBe(130)
  expect(terminal.text).toContain('Cancelled. Nothing was changed.')
  expect(readTree(root)).toEqual(before)
})

test('Ctrl-C during the install puts everything back and is exit code 130', async () => {
  const root = startApp()
  const before = readTree(root)
  const bin = packageManagerThat('pnpm', 'echo half > pnpm-lock.yaml; sleep 1000')
  await using terminal = new Terminal(DECIDED, { cwd: root, bin })

  await terminal.sees('Apply?')
  terminal.press('y')
  await terminal.sees('Installing with pnpm')
  await expect
    .poll(() => readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'), { timeout: 20_000 })
    .toBe('half\n')
  terminal.press(KEYS.ctrlC)

  expect(await terminal.exitCode).toBe(130)
  expect(terminal.text).toContain('Interrupted. Every file is as it was before.')
  expect(readTree(root)).toEqual(before)
})

test('killed during the install, the next run says so and starts from the old state', async () => {
  const root = startApp()
  const before = readTree(root)
  const bin = packageManagerThat('pnpm', 'echo half > pnpm-lock.yaml; exec sleep 20')
  {
    await using terminal = new Terminal(DECIDED, { cwd: root, bin })
    await terminal.sees('Apply?')
    terminal.press('y')
    await expect
      .poll(() => readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'), { timeout: 20_000 })
      .toBe('half\n')
  }

  const look = await runCli(['--dry-run'], { cwd: root })
  expect(look.exitCode).toBe(1)
  expect(look.stderr).toContain('was interrupted while it changed this app')

  const next = await runCli(['--json', '--yes', '--no-install', '--later'], { cwd: root })
  expect(next.exitCode).toBe(0)
  expect(JSON.parse(next.stdout)).toMatchObject({
    status: 'applied',
    recovered: { root, restored: ['package.json', 'pnpm-lock.yaml'], kept: [] },
  })
  expect(readTree(root)['pnpm-lock.yaml']).toBe(before['pnpm-lock.yaml'])
})

test('an app that is set up already is not asked about', async () => {
  const root = startApp()
  await runCli(['--yes', '--no-install'], { cwd: root })
  const before = readTree(root)
  await using terminal = new Terminal([], { cwd: root })

  expect(await terminal.exitCode).toBe(0)
  expect(terminal.text).toContain('Nothing to do')
  expect(readTree(root)).toEqual(before)
})

test.each([30, 60])('a terminal of %i columns', async (columns) => {
  const root = startApp()
  await using terminal = new Terminal(['--no-install'], { cwd: root, columns })

  await terminal.sees('Local AuthKit')
  terminal.press(KEYS.enter)
  await terminal.sees('Example page')
  terminal.press(KEYS.enter)
  await terminal.sees('Apply?')
  terminal.press('d')
  await terminal.sees('create .env.example', 'Apply?')
  terminal.press('y')

  expect(await terminal.exitCode).toBe(0)
  expect(existsSync(join(root, 'src/start.ts'))).toBe(true)
})

test('NO_COLOR is respected', async () => {
  const root = startApp()
  await using colored = new Terminal(['--dry-run', '--diff'], { cwd: root })
  await using plain = new Terminal(['--dry-run', '--diff'], { cwd: root, env: { NO_COLOR: '1' } })
  await Promise.all([colored.exitCode, plain.exitCode])

  // Sequences that end in `m` set colors.
  const colors = ({ raw }: Terminal): string[] =>
    raw.split('\u001B[').filter((sequence) => /^[\d;]+m/.test(sequence))
  expect(colors(colored).length).toBeGreaterThan(10)
  expect(colors(plain)).toEqual([])
})
