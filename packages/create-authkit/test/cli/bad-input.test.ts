import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { readTree } from '../file-tree.ts'
import { START_APP, startApp } from '../start-app.ts'
import type { CliResult } from './run-cli.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

const manifest = (change: object): string =>
  JSON.stringify({ ...(JSON.parse(START_APP['package.json']) as object), ...change })

/** What every failure has in common: a sentence on stderr and no stack trace. */
function sentenceOf({ stderr }: CliResult): string {
  expect(stderr).not.toMatch(/\n\s+at /)
  return stderr
}

test.each([
  {
    name: 'is no Start app',
    files: { 'package.json': manifest({ dependencies: {} }) },
    says: 'TanStack Start',
  },
  {
    name: 'uses the router without Start',
    files: { 'package.json': manifest({ dependencies: { '@tanstack/react-router': '^1.170.0' } }) },
    says: 'without Start',
  },
  {
    name: 'is a Solid app',
    files: { 'package.json': manifest({ dependencies: { '@tanstack/solid-start': '^1.169.0' } }) },
    says: 'Solid',
  },
  {
    name: 'is a Vue app',
    files: { 'package.json': manifest({ dependencies: { '@tanstack/vue-start': '^1.169.0' } }) },
    says: 'Vue',
  },
  {
    name: 'has a Start that is too old',
    files: { 'package.json': manifest({ dependencies: { '@tanstack/react-start': '1.150.0' } }) },
    says: '1.168.25',
  },
  {
    name: 'has a package.json that does not parse',
    files: { 'package.json': '{ "name": }' },
    says: 'package.json',
  },
  {
    name: 'has a file where a folder has to be',
    files: { 'src/routes/api': 'a file' },
    says: 'src/routes/api is not a folder',
  },
])('an app that $name: a sentence, exit code 1, nothing changed', async ({ files, says }) => {
  const root = startApp(files)
  const before = readTree(root)

  const result = await runHere(['--yes'], { cwd: root })

  expect(sentenceOf(result)).toContain(says)
  expect(result.exitCode).toBe(1)
  expect(readTree(root)).toEqual(before)
})

test('a folder that can’t be written: a sentence, exit code 1, nothing changed', async () => {
  const root = startApp()
  chmodSync(root, 0o555)
  const before = readTree(root)

  const result = await runCli(['--yes'], { cwd: root, obeysPermissions: true })

  expect(sentenceOf(result)).toContain("can't be written: permission denied")
  expect(result.exitCode).toBe(1)
  expect(readTree(root)).toEqual(before)
})

test('a folder that can’t be read is passed over where the root route is looked for', async () => {
  const options = START_APP['vite.config.ts'].replace('tanstackStart()', 'tanstackStart(options)')
  const root = startApp({
    'vite.config.ts': `import { options } from './options'\n${options}`,
    'database/data': '',
  })
  chmodSync(join(root, 'database'), 0o000)

  const result = await runCli(['--dry-run'], { cwd: root, obeysPermissions: true })
  chmodSync(join(root, 'database'), 0o700)

  expect(result).toMatchObject({ exitCode: 0, stderr: '' })
  expect(result.stdout).toContain('is the only root route')
})

test.each([
  {
    name: 'no terminal and no --yes',
    args: [],
    says: ['`--yes`', '`--dry-run`', '`--local`', '`--client-id'],
  },
  { name: '--json without --yes', args: ['--json'], says: [] },
  { name: 'an unknown flag', args: ['--dry-rum'], says: ['Did you mean `--dry-run`?'] },
  { name: 'an unknown command', args: ['innit'], says: ['Did you mean `init`?'] },
  {
    name: 'contradicting credentials',
    args: ['--yes', '--local', '--later'],
    says: ['`--local` and `--later`'],
  },
  { name: 'half of the credentials', args: ['--yes', '--client-id', 'client_1'], says: ['WORKOS_API_KEY'] },
])('$name: what to do instead, exit code 2, nothing changed', async ({ args, says }) => {
  const root = startApp()
  const before = readTree(root)

  const result = await runHere(args, { cwd: root })

  expect(says.filter((text) => !sentenceOf(result).includes(text))).toEqual([])
  expect(result.exitCode).toBe(2)
  expect(readTree(root)).toEqual(before)
})

test('--cwd that is no folder: a sentence and exit code 1', async () => {
  const root = startApp()

  const result = await runHere(['--yes', '--cwd', 'missing'], { cwd: root })

  expect(sentenceOf(result)).toContain('missing')
  expect(result.exitCode).toBe(1)
})

test('--no-install writes the files as they were planned, and running it again changes nothing', async () => {
  const root = startApp()

  const first = await runHere(['--yes', '--no-install'], { cwd: root })
  const after = readTree(root)
  const second = await runHere(['--yes', '--no-install'], { cwd: root })

  expect(first).toMatchObject({ exitCode: 0, stderr: '' })
  expect(readdirSync(join(root, 'src/routes/api/auth')).sort()).toEqual([
    'callback.ts',
    'sign-in.ts',
    'sign-out.ts',
  ])
  expect(statSync(join(root, '.env.local')).mode & 0o777).toBe(0o600)
  expect(second.stdout).toContain('Nothing to do')
  expect(second.exitCode).toBe(0)
  expect(readTree(root)).toEqual(after)
})
