import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { readTree } from '../file-tree.ts'
import { vendorApp } from '../migrate/vendor-app.ts'
import { INSTALLS_THE_PLUGIN, linkPackages, packageManagerThat, startApp } from '../start-app.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'
import { KEYS, Terminal } from './terminal.ts'

function sources(root: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readTree(root)).filter(([path]) => !path.startsWith('node_modules')),
  )
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

test('--yes moves the app, and undo gives every byte back', async () => {
  const root = vendorApp()
  linkPackages(root)
  const before = sources(root)
  const bin = packageManagerThat('pnpm', INSTALLS_THE_PLUGIN)

  const result = await runCli(['migrate', '--yes', '--json'], { cwd: join(root, 'src'), bin })

  expect(JSON.parse(result.stdout)).toMatchObject({
    ok: true,
    status: 'applied',
    needed: true,
    compat: false,
    plan: {
      files: expect.arrayContaining([
        expect.objectContaining({ kind: 'modify', path: 'src/start.ts', step: 'migrate' }),
        expect.objectContaining({ kind: 'modify', path: 'package.json', step: 'package-json' }),
      ]),
      manual: [],
    },
    outcome: { installed: true, routeTree: { status: 'changed' }, types: { checked: true, newErrors: [] } },
    left: [],
    repeat: 'pnpm create authkit-start migrate --yes',
  })
  expect(result.exitCode).toBe(0)
  expect(read(root, 'package.json')).not.toContain('@workos')
  expect(read(root, '.env.local')).toBe(`WORKOS_COOKIE_PASSWORD=${'a-password-of-the-user'.repeat(2)}\n`)

  const doctor = await runCli(['doctor', '--json'], { cwd: root })
  const { checks }: { checks: Array<{ code: string; state: string }> } = JSON.parse(doctor.stdout)
  // What stands for the package manager links some packages only.
  expect(checks.filter(({ code, state }) => state !== 'ok' && code !== 'installed')).toEqual([])

  expect(await runCli(['undo', '--yes'], { cwd: root })).toMatchObject({ exitCode: 0, stderr: '' })
  expect(sources(root)).toEqual(before)
})

test('--dry-run --diff shows the plan, and writes nothing', async () => {
  const root = vendorApp()
  const before = readTree(root)

  const result = await runHere(['migrate', '--dry-run', '--diff'], { cwd: root })

  expect(result).toMatchObject({ exitCode: 0, stderr: '' })
  expect(result.stdout).toContain("-import { authkitMiddleware } from '@workos/authkit-tanstack-react-start'")
  expect(result.stdout).toContain("+import { authkitMiddleware } from 'virtual:authkit'")
  expect(result.stdout).toContain('-    "@workos/authkit-tanstack-react-start": "^0.11.1",')
  expect(result.stdout).toContain('Nothing was written.')
  expect(readTree(root)).toEqual(before)
})

test('--check is exit code 1 before, and 0 after', async () => {
  const root = vendorApp()
  const before = await runHere(['migrate', '--check', '--json'], { cwd: root })
  await runHere(['migrate', '--yes', '--no-install'], { cwd: root })
  const after = await runHere(['migrate', '--check', '--json'], { cwd: root })

  expect(before.exitCode).toBe(1)
  expect(JSON.parse(before.stdout)).toMatchObject({ ok: false, left: [{ code: 'ERR_NOT_MIGRATED' }] })
  expect(after.exitCode).toBe(0)
  expect(JSON.parse(after.stdout)).toMatchObject({ ok: true, status: 'unchanged', needed: false })
})

test('what stays is told with exit code 3, and the plugin serves it', async () => {
  const root = vendorApp({
    'src/names.ts':
      "import * as authkit from '@workos/authkit-tanstack-react-start'\nexport const names = Object.keys(authkit)\n",
  })

  const result = await runHere(['migrate', '--yes', '--no-install'], { cwd: root })

  expect(result.exitCode).toBe(3)
  expect(result.stdout).toContain(
    'Left to you in src/names.ts. src/names.ts:1:26: `authkit` is handed on as a whole',
  )
  expect(read(root, 'vite.config.ts')).toContain('authkit({ compat: true })')
  expect(read(root, 'src/names.ts')).toContain('@workos/authkit-tanstack-react-start')
})

test('what nothing can stand in for stops it before the first byte', async () => {
  const root = vendorApp({
    'src/end.ts': "export { terminateSession } from '@workos/authkit-tanstack-react-start'\n",
  })
  const before = readTree(root)

  const result = await runHere(['migrate', '--yes', '--no-install'], { cwd: root })

  expect(result.exitCode).toBe(3)
  expect(result.stdout).toContain('virtual:authkit has no `terminateSession`')
  expect(result.stdout).toContain('Do what is listed above, then run the command again.')
  expect(readTree(root)).toEqual(before)
})

test('an app without WorkOS’ package has nothing to migrate', async () => {
  const root = startApp()
  const before = readTree(root)

  const result = await runHere(['migrate', '--yes'], { cwd: root })

  expect(result).toMatchObject({ exitCode: 0, stderr: '' })
  expect(result.stdout).toContain('Nothing to migrate')
  expect(readTree(root)).toEqual(before)
})

test.each([
  { args: [], says: 'there is no terminal to ask on' },
  { args: ['--json'], says: '`--json` never asks' },
])('without --yes $args says which flag is missing, with exit code 2', async ({ args, says }) => {
  const root = vendorApp()
  const before = readTree(root)

  const { exitCode, stdout, stderr } = await runHere(['migrate', ...args], { cwd: root })

  expect(exitCode).toBe(2)
  expect(stdout + stderr).toContain(says)
  expect(readTree(root)).toEqual(before)
})

test('of two package managers, the one that is named installs', async () => {
  const root = vendorApp({ 'package-lock.json': '{}\n' })
  const bin = packageManagerThat('pnpm', INSTALLS_THE_PLUGIN)

  const unclear = await runHere(['migrate', '--yes', '--json'], { cwd: root, bin })
  const named = await runHere(['migrate', '--yes', '--json', '--package-manager', 'pnpm'], { cwd: root, bin })

  expect(unclear.exitCode).toBe(2)
  expect(JSON.parse(unclear.stdout)).toMatchObject({ error: { code: 'ERR_PACKAGE_MANAGER_UNCLEAR' } })
  expect(JSON.parse(named.stdout)).toMatchObject({
    status: 'applied',
    repeat: 'pnpm create authkit-start migrate --yes --package-manager pnpm',
  })
})

test('in a terminal: `d` shows the diff, Enter migrates', async () => {
  const root = vendorApp()
  await using terminal = new Terminal(['migrate', '--no-install'], { cwd: root })

  await terminal.sees('Apply?')
  terminal.press('d')
  await terminal.sees('╭─ change src/start.ts')
  await terminal.sees('create src/vite-env.d.ts', 'Apply?')
  terminal.press(KEYS.enter)

  expect(await terminal.exitCode).toBe(0)
  expect(terminal.text).toContain('Whoever is signed in stays signed in')
  expect(read(root, 'src/start.ts')).toContain("from 'virtual:authkit'")
})

test.each([
  { name: 'n', keys: ['n'] },
  { name: 'Ctrl-C', keys: [KEYS.ctrlC] },
])('in a terminal: $name changes nothing and is exit code 130', async ({ keys }) => {
  const root = vendorApp()
  const before = readTree(root)
  await using terminal = new Terminal(['migrate'], { cwd: root })

  await terminal.sees('Apply?')
  terminal.press(...keys)

  expect(await terminal.exitCode).toBe(130)
  expect(readTree(root)).toEqual(before)
})

test('init offers to migrate, and goes on with the plan of that', async () => {
  const root = vendorApp()
  const before = sources(root)
  await using terminal = new Terminal([], { cwd: root })

  await terminal.sees('This app already uses AuthKit through @workos/authkit-tanstack-react-start.')
  await terminal.sees('Migrate it to the plugin?')
  terminal.press(KEYS.enter)
  await terminal.sees('create-authkit-start migrate')
  await terminal.sees('Apply?')
  terminal.press('n')

  expect(await terminal.exitCode).toBe(130)
  expect(sources(root)).toEqual(before)
})

test('where the offer is turned down, init names the command and writes nothing', async () => {
  const root = vendorApp()
  const before = sources(root)
  await using terminal = new Terminal([], { cwd: root })

  await terminal.sees('Migrate it to the plugin?')
  terminal.press(KEYS.down, KEYS.enter)

  expect(await terminal.exitCode).toBe(1)
  expect(terminal.text).toContain('pnpm create authkit-start migrate')
  expect(sources(root)).toEqual(before)
})

test('without a terminal, init names the command for the folder', async () => {
  const root = vendorApp()

  const { exitCode, stderr } = await runHere(['--yes', '--cwd', root], { cwd: join(root, '..') })

  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/pnpm create authkit-start migrate --cwd [^ ]+\n/)
})
