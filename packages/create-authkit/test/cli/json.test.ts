import { expect, test } from 'vitest'

import { readTree } from '../file-tree.ts'
import { linkPackages, INSTALLS_THE_PLUGIN, packageManagerThat, startApp } from '../start-app.ts'
import type { CliResult } from './run-cli.ts'
import { runCli } from './run-cli.ts'

/** Parses stdout as a whole: one stray line in front of or behind the document fails. */
function documentOf({ stdout }: CliResult): unknown {
  return JSON.parse(stdout)
}

test('--dry-run --json prints the plan with its hunks, and writes nothing', async () => {
  const root = startApp()
  const before = readTree(root)

  const result = await runCli(['--dry-run', '--json'], { cwd: root })

  expect(result).toMatchObject({ exitCode: 0, stderr: '' })
  expect(documentOf(result)).toMatchObject({
    ok: true,
    status: 'planned',
    app: { root, packageManager: 'pnpm', routesDirectory: 'src/routes', port: 3000, portAssumed: false },
    credentials: 'local',
    outcome: null,
    left: [],
    recovered: null,
    repeat: 'pnpm create authkit-start --yes --local',
    plan: {
      files: expect.arrayContaining([
        expect.objectContaining({
          kind: 'modify',
          path: 'vite.config.ts',
          hunks: [expect.objectContaining({ oldStart: 1, newStart: 1 })],
        }),
        expect.objectContaining({ kind: 'create', path: 'src/start.ts' }),
      ]),
    },
  })
  expect(readTree(root)).toEqual(before)
})

test('--yes --json prints what was done', async () => {
  const root = startApp()
  linkPackages(root)
  const bin = packageManagerThat('pnpm', `echo noise; echo noise >&2\n${INSTALLS_THE_PLUGIN}`)

  const result = await runCli(['--yes', '--json'], { cwd: root, bin })

  expect(documentOf(result)).toMatchObject({
    ok: true,
    status: 'applied',
    outcome: {
      installed: true,
      format: null,
      routeTree: { status: 'changed' },
      types: { checked: true, newErrors: [] },
    },
  })
  expect(result.exitCode).toBe(0)
})

test('run again, there is nothing to do', async () => {
  const root = startApp()
  await runCli(['--yes', '--json', '--no-install'], { cwd: root })
  const before = readTree(root)

  const result = await runCli(['--yes', '--json', '--no-install'], { cwd: root })

  expect(documentOf(result)).toMatchObject({
    ok: true,
    status: 'unchanged',
    plan: { files: [] },
    outcome: null,
  })
  expect(result.exitCode).toBe(0)
  expect(readTree(root)).toEqual(before)
})

test('a snippet that is left to paste is exit code 3', async () => {
  const root = startApp({
    'vite.config.ts': "export { default } from './vite.shared'\n",
    'vite.shared.ts': 'export default {}\n',
  })

  const result = await runCli(['--yes', '--json', '--no-install'], { cwd: root })

  expect(documentOf(result)).toMatchObject({
    ok: false,
    status: 'applied',
    left: [{ code: 'ERR_MANUAL_CHANGES' }],
    plan: { manual: [{ path: 'vite.config.ts', snippet: expect.stringContaining('authkit()') }] },
  })
  expect(result.exitCode).toBe(3)
})

test.each([
  { name: 'a missing folder', args: ['--cwd', 'nowhere'], code: 'ERR_NO_SUCH_FOLDER' },
  { name: 'a usage error', args: ['--local', '--later'], code: 'ERR_USAGE' },
  { name: 'an unknown flag', args: ['--bogus'], code: 'ERR_USAGE' },
  { name: 'a question', args: [], code: 'ERR_NOT_INTERACTIVE' },
])('the error of $name is a document too', async ({ args, code }) => {
  const result = await runCli([...args, '--json'], { cwd: startApp() })

  expect(documentOf(result)).toEqual({
    ok: false,
    error: { code, message: expect.any(String), help: expect.any(String), docs: null },
  })
  expect(result.stderr).toBe('')
})

test('an interrupt is a document as well, after everything is put back', async () => {
  const root = startApp()
  const before = readTree(root)
  const bin = packageManagerThat('pnpm', 'echo half > pnpm-lock.yaml; kill -INT "$PPID"; sleep 1000')

  const result = await runCli(['--yes', '--json'], { cwd: root, bin })

  expect(documentOf(result)).toMatchObject({ ok: false, error: { code: 'ERR_ABORTED' } })
  expect(result.exitCode).toBe(130)
  expect(readTree(root)).toEqual(before)
})
