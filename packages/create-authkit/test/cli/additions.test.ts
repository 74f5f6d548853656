import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { readTree, temporaryFolder } from '../file-tree.ts'
import { INSTALLS_THE_PLUGIN, linkPackages, packageManagerThat, startApp } from '../start-app.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

const EVERYTHING = ['--protected-layout', '--example', '--button', '--auth-path', '/auth']

function sources(root: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readTree(root)).filter(([path]) => !path.startsWith('node_modules')),
  )
}

test.each([
  { args: EVERYTHING, additions: ['provider', 'protected-layout', 'example', 'button'] },
  { args: ['--no-provider', '--example'], additions: ['example'] },
])(
  '$args: no new type error, no finding, doctor is content, and undo gives all of it back',
  async ({ args, additions }) => {
    const root = startApp()
    linkPackages(root)
    const before = sources(root)
    const bin = packageManagerThat('pnpm', INSTALLS_THE_PLUGIN)

    const init = await runHere(['--yes', '--json', ...args], { cwd: root, bin })
    expect(JSON.parse(init.stdout)).toMatchObject({
      status: 'applied',
      additions,
      outcome: { routeTree: { status: 'changed' }, types: { checked: true, newErrors: [] } },
      left: [],
      repeat: `pnpm create authkit-start --yes --local ${args.join(' ')}`,
      undo: 'pnpm create authkit-start undo',
    })
    const lint = await runHere(['lint', '--max-warnings', '0'], { cwd: root })
    expect(lint).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('No findings') })
    const doctor = await runHere(['doctor'], { cwd: root })
    expect(doctor).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('All well') })

    const again = await runHere(['--yes', '--json', ...args], { cwd: root, bin })
    expect(JSON.parse(again.stdout)).toMatchObject({ status: 'unchanged' })
    const undo = await runHere(['undo', '--yes'], { cwd: root })
    expect(undo.exitCode).toBe(0)
    expect(sources(root)).toEqual(before)
  },
)

test.each([
  { args: ['--no-provider', '--button'], says: '`--button` needs the provider' },
  { args: ['--auth-path', 'auth'], says: '`--auth-path` has to be a path' },
  { args: ['--auth-path', ''], says: '`--auth-path` has to be a path' },
  { args: ['--callback-path', '/'], says: '`--callback-path` has to be a path below `/`' },
  { args: ['--callback-path', '/a/../b'], says: 'Its segments are letters' },
  { args: ['--sign-in-path', '/auth/index'], says: 'none is named `index`' },
  { args: ['--sign-in-path', '/_auth/in'], says: 'Its segments are letters' },
  { args: ['--sign-in-path', '/x', '--sign-out-path', '/x'], says: 'two of them are the same' },
])('$args is a mistake: exit code 2, nothing changed', async ({ args, says }) => {
  const root = startApp()
  const before = readTree(root)

  const result = await runHere(['--yes', '--no-install', ...args], { cwd: root })

  expect(result.stderr).toContain(says)
  expect(result.exitCode).toBe(2)
  expect(readTree(root)).toEqual(before)
})

test('paths that belong to others are refused before anything is written', async () => {
  const root = startApp({ 'src/routes/login.tsx': '' })
  const before = readTree(root)

  const result = await runHere(['--yes', '--json', '--sign-in-path', '/login'], { cwd: root })

  expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'ERR_PATH_TAKEN' } })
  expect(result.exitCode).toBe(2)
  expect(readTree(root)).toEqual(before)
})

test('nothing is written outside the app', async () => {
  const root = startApp()
  linkPackages(root)
  const outside = temporaryFolder('outside')
  const folders = ['home', 'tmp', 'config', 'cache', 'data', 'state'].map((name) => join(outside, name))
  for (const folder of folders) mkdirSync(folder)
  const [HOME = '', TMPDIR = '', ...xdg] = folders
  const [XDG_CONFIG_HOME = '', XDG_CACHE_HOME = '', XDG_DATA_HOME = '', XDG_STATE_HOME = ''] = xdg
  const env = { HOME, TMPDIR, XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_DATA_HOME, XDG_STATE_HOME }
  const bin = packageManagerThat('pnpm', INSTALLS_THE_PLUGIN)
  const before = readTree(outside)

  for (const args of [['--yes', ...EVERYTHING], ['doctor'], ['lint', '--fix'], ['undo', '--yes']]) {
    const result = await runCli(args, { cwd: root, env, bin })
    expect(result.exitCode).toBe(0)
  }

  expect(readTree(outside)).toEqual(before)
})
