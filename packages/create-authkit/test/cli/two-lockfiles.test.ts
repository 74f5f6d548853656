import { rmSync } from 'node:fs'

import { expect, test } from 'vitest'

import { readTree, writeTree } from '../file-tree.ts'
import { INSTALLS_THE_PLUGIN, linkPackages, packageManagerThat, START_APP, startApp } from '../start-app.ts'
import { runHere } from './run-here.ts'
import { KEYS, Terminal } from './terminal.ts'

const TWO = { 'bun.lock': '{}\n' }

/** Marks of who made node_modules. */
const MADE_BY_PNPM = { 'node_modules/.modules.yaml': 'layoutVersion: 5\n' }

function appWith(files: Readonly<Record<string, string>>): string {
  return startApp({ ...TWO, ...files })
}

const documentOf = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>

test('nothing says which: a clear error, exit code 2, nothing changed', async () => {
  const root = appWith({})
  const before = readTree(root)

  const result = await runHere(['--yes', '--json'], { cwd: root })

  expect(documentOf(result.stdout)).toMatchObject({
    error: {
      code: 'ERR_PACKAGE_MANAGER_UNCLEAR',
      message: "There are bun.lock and pnpm-lock.yaml, and nothing says which package manager is the app's.",
      help: expect.stringContaining('Add `--package-manager bun` or `--package-manager pnpm`.'),
    },
  })
  expect(result.exitCode).toBe(2)
  expect(readTree(root)).toEqual(before)
})

test.each([
  {
    name: 'the flag',
    files: {},
    args: ['--package-manager', 'pnpm'],
    flags: ' --package-manager pnpm',
    notes: 0,
  },
  {
    name: 'package.json',
    files: { 'package.json': START_APP['package.json'].replace('{', '{ "packageManager": "pnpm@11.0.0",') },
    args: [],
    flags: '',
    notes: 0,
  },
  {
    name: 'who made node_modules',
    files: MADE_BY_PNPM,
    args: [],
    flags: ' --package-manager pnpm',
    notes: 1,
  },
])('$name decides', async ({ files, args, flags, notes }) => {
  const bin = packageManagerThat('pnpm', INSTALLS_THE_PLUGIN)

  const result = await runHere(['--yes', '--json', ...args], { cwd: appWith(files), bin })

  expect(documentOf(result.stdout)).toMatchObject({
    status: 'applied',
    app: { packageManager: 'pnpm' },
    repeat: `pnpm create authkit-start --yes --local${flags}`,
    plan: {
      notes: Array.from({ length: notes }, () => expect.stringContaining('bun.lock and pnpm-lock.yaml')),
    },
  })
})

test.each([['--dry-run'], ['--yes', '--no-install']])('%s needs none, and says so', async (...args) => {
  const result = await runHere([...args, '--json'], { cwd: appWith({}) })

  expect(documentOf(result.stdout)).toMatchObject({
    ok: true,
    plan: { notes: [expect.stringContaining('is for bun or pnpm to do')] },
  })
})

test('two lockfiles of one package manager are one', async () => {
  const root = startApp({ 'package-lock.json': '{}\n', 'npm-shrinkwrap.json': '{}\n', 'pnpm-lock.yaml': '' })
  rmSync(`${root}/pnpm-lock.yaml`)

  const result = await runHere(['--dry-run', '--json'], { cwd: root })

  expect(documentOf(result.stdout)).toMatchObject({ app: { packageManager: 'npm' }, plan: { notes: [] } })
})

test('a person is asked, with the one in use first', async () => {
  const root = appWith(MADE_BY_PNPM)
  linkPackages(root)
  const bin = packageManagerThat('pnpm', INSTALLS_THE_PLUGIN)
  await using terminal = new Terminal(['--local', '--example'], { cwd: root, bin })

  await terminal.sees('TanStack Start 1.169.5 · bun or pnpm · src/routes')
  await terminal.sees('● pnpm (made node_modules)')
  terminal.press(KEYS.enter)
  await terminal.sees('Apply?')
  terminal.press(KEYS.enter)
  await terminal.sees('Installing with pnpm')

  expect(await terminal.exitCode).toBe(0)
  expect(terminal.text).toContain('--example --package-manager pnpm')
})

test('Ctrl-C at that question changes nothing', async () => {
  const root = appWith({})
  const before = readTree(root)
  await using terminal = new Terminal(['--local', '--example'], { cwd: root })

  await terminal.sees('Which package manager is yours?')
  terminal.press(KEYS.ctrlC)

  expect(await terminal.exitCode).toBe(130)
  expect(readTree(root)).toEqual(before)
})

test('an app that is set up already is not asked about', async () => {
  const root = appWith({})
  await runHere(['--yes', '--no-install'], { cwd: root })
  writeTree(root, MADE_BY_PNPM)
  await using terminal = new Terminal([], { cwd: root })

  expect(await terminal.exitCode).toBe(0)
  expect(terminal.text).toContain('Nothing to do')
})

test('a name that is none is a mistake', async () => {
  const result = await runHere(['--yes', '--package-manager', 'deno'], { cwd: startApp() })

  expect(result.stderr).toContain('has to be one of npm, pnpm, yarn, bun, not `deno`')
  expect(result.exitCode).toBe(2)
})
