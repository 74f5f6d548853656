import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { readTree } from '../file-tree.ts'
import { INSTALLS_THE_PLUGIN, linkPackages, packageManagerThat, startApp } from '../start-app.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'
import { KEYS, Terminal } from './terminal.ts'

const SECRET = 'an-older-secret-of-the-user'

/** An app before init, and after it. */
async function initializedApp(
  files: Readonly<Record<string, string>> = {},
): Promise<{ root: string; before: Record<string, string>; after: Record<string, string> }> {
  const root = startApp(files)
  const before = readTree(root)
  await runHere(['--yes', '--no-install'], { cwd: root })
  return { root, before, after: readTree(root) }
}

function sources(root: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readTree(root)).filter(([path]) => !path.startsWith('node_modules')),
  )
}

test('--yes gives back the tree as it was before init, install and route tree included', async () => {
  const root = startApp()
  linkPackages(root)
  const before = sources(root)
  const bin = packageManagerThat('pnpm', INSTALLS_THE_PLUGIN)
  const init = await runCli(['--yes', '--json'], { cwd: root, bin })
  expect(init.exitCode).toBe(0)

  const result = await runCli(['undo', '--yes'], { cwd: join(root, 'src') })

  expect(result).toMatchObject({ exitCode: 0, stderr: '' })
  expect(result.stdout).toContain('files to delete, 4 to change back')
  expect(result.stdout).toContain('Run `pnpm install` to bring node_modules in line.')
  expect(sources(root)).toEqual(before)
})

test('a second undo has nothing to do', async () => {
  const { root, before } = await initializedApp()
  await runHere(['undo', '--yes'], { cwd: root })

  const again = await runHere(['undo', '--yes'], { cwd: root })

  expect(again).toMatchObject({ exitCode: 0, stderr: '' })
  expect(again.stdout).toContain('Nothing to undo')
  expect(readTree(root)).toEqual(before)
})

test('after an undo, init works as it did, and can be undone again', async () => {
  const { root, before } = await initializedApp()
  await runHere(['undo', '--yes'], { cwd: root })

  const init = await runHere(['--yes', '--no-install'], { cwd: root })
  expect(init.exitCode).toBe(0)
  await runHere(['undo', '--yes'], { cwd: root })

  expect(readTree(root)).toEqual(before)
})

test('a second init, which mends what was taken away by hand, is undone before the first', async () => {
  const { root, before } = await initializedApp()
  rmSync(join(root, 'src/start.ts'))
  await runHere(['--yes', '--no-install'], { cwd: root })

  const first = await runHere(['undo', '--yes'], { cwd: root })
  expect(first.stdout).toContain('1 earlier run can be undone the same way.')
  expect(existsSync(join(root, 'src/start.ts'))).toBe(false)
  await runHere(['undo', '--yes'], { cwd: root })

  expect(readTree(root)).toEqual(before)
})

test('--dry-run --json shows what it would do, and writes nothing', async () => {
  const { root, after } = await initializedApp({ '.env.local': `OTHER=${SECRET}\n` })

  const result = await runHere(['undo', '--dry-run', '--json'], { cwd: root })

  expect(JSON.parse(result.stdout)).toMatchObject({
    ok: true,
    status: 'planned',
    root,
    run: { startedAt: expect.any(String) },
    files: expect.arrayContaining([
      expect.objectContaining({ kind: 'delete', path: 'src/start.ts', step: 'undo' }),
      expect.objectContaining({ kind: 'modify', path: 'vite.config.ts', hunks: [expect.any(Object)] }),
    ]),
    left: [],
    earlier: 0,
    recovered: null,
    install: 'pnpm install',
  })
  expect(result).toMatchObject({ exitCode: 0, stderr: '' })
  expect(readTree(root)).toEqual(after)
})

test.each([{ args: ['--diff'] }, { args: ['--json'] }])('$args shows no secret', async ({ args }) => {
  const { root } = await initializedApp({ '.env.local': `OTHER=${SECRET}\n` })
  const password =
    /^WORKOS_COOKIE_PASSWORD=(.+)$/m.exec(readFileSync(join(root, '.env.local'), 'utf8'))?.[1] ?? ''

  const { stdout, stderr } = await runHere(['undo', '--yes', ...args], { cwd: root })

  expect(stdout).toContain('WORKOS_COOKIE_PASSWORD=')
  expect([SECRET, password].filter((secret) => secret === '' || (stdout + stderr).includes(secret))).toEqual(
    [],
  )
  expect(readFileSync(join(root, '.env.local'), 'utf8')).toBe(`OTHER=${SECRET}\n`)
})

test('a file that is left is exit code 3, with what to take back there', async () => {
  const { root } = await initializedApp()
  const path = join(root, 'vite.config.ts')
  writeFileSync(path, readFileSync(path, 'utf8').replace('authkit()', 'authkit({ lint: false })'))
  const edited = readFileSync(path, 'utf8')

  const look = await runHere(['undo', '--dry-run', '--json'], { cwd: root })
  const result = await runHere(['undo', '--yes'], { cwd: root })

  expect(look.exitCode).toBe(3)
  expect(JSON.parse(look.stdout)).toMatchObject({
    ok: false,
    left: [
      {
        path: 'vite.config.ts',
        why: expect.stringContaining('was edited since'),
        hunks: [expect.any(Object)],
      },
    ],
  })
  expect(result.exitCode).toBe(3)
  expect(result.stdout).toContain("-import { authkit } from 'vite-plugin-authkit-start'")
  expect(result.stdout).toContain('The app will not build until')
  expect(readFileSync(path, 'utf8')).toBe(edited)
  expect(existsSync(join(root, 'src/start.ts'))).toBe(false)
})

test('modules that import what goes are named, and stay as they are', async () => {
  const { root, before } = await initializedApp({
    'src/header.tsx': 'export {}\n',
    'src/comment.ts': '// virtual:authkit is not imported here.\n',
  })
  const header = "import { useAuth } from 'virtual:authkit/client'\n"
  writeFileSync(join(root, 'src/header.tsx'), header)

  const { exitCode, stdout, stderr } = await runHere(['undo', '--yes'], { cwd: root })

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(stdout.replaceAll(/[\s│]+/g, ' ')).toContain(
    'The app will not build until these import nothing of virtual:authkit any more: src/header.tsx.',
  )
  expect(readTree(root)).toEqual({ ...before, 'src/header.tsx': `644 ${header}` })
})

test.each([
  { args: [], says: 'there is no terminal to ask on' },
  { args: ['--json'], says: '`--json` never asks' },
])('without --yes $args says which flag is missing, with exit code 2', async ({ args, says }) => {
  const { root, after } = await initializedApp()

  const { exitCode, stdout, stderr } = await runHere(['undo', ...args], { cwd: root })

  expect(exitCode).toBe(2)
  expect(stdout + stderr).toContain(says)
  expect(stdout + stderr).toContain('Add `--yes` to undo')
  expect(readTree(root)).toEqual(after)
})

test('a damaged record is an error with its code, and nothing is changed', async () => {
  const { root } = await initializedApp()
  writeFileSync(join(root, '.authkit-start/undo/1.record'), '{')
  const before = readTree(root)

  const result = await runHere(['undo', '--yes', '--json'], { cwd: root })

  expect(result.exitCode).toBe(1)
  expect(JSON.parse(result.stdout)).toMatchObject({ ok: false, error: { code: 'ERR_UNDO_UNREADABLE' } })
  expect(readTree(root)).toEqual(before)
})

test.each([
  {
    name: 'a folder that does not exist',
    args: ['--cwd', 'nowhere'],
    exitCode: 1,
    says: 'There is no folder',
  },
  { name: 'a flag of init', args: ['--local'], exitCode: 2, says: '`undo` has no flag `--local`' },
  { name: 'an argument', args: ['everything'], exitCode: 2, says: 'one argument too many' },
])('$name is refused', async ({ args, exitCode, says }) => {
  const result = await runHere(['undo', ...args], { cwd: startApp() })

  expect(result.exitCode).toBe(exitCode)
  expect(result.stderr).toContain(says)
})

test('a folder that can’t be written stops it before the first byte', async () => {
  const { root, after } = await initializedApp()
  chmodSync(join(root, 'src'), 0o555)

  const result = await runCli(['undo', '--yes', '--json'], { cwd: root, obeysPermissions: true })
  chmodSync(join(root, 'src'), 0o755)

  expect(result.exitCode).toBe(1)
  expect(JSON.parse(result.stdout)).toMatchObject({ ok: false, error: { code: 'ERR_WRITE_FAILED' } })
  expect(readTree(root)).toEqual(after)
})

test('a file that can’t be read stops it', async () => {
  const { root, after } = await initializedApp()
  rmSync(join(root, 'vite.config.ts'))
  mkdirSync(join(root, 'elsewhere'))
  symlinkSync('elsewhere', join(root, 'vite.config.ts'))

  const result = await runHere(['undo', '--yes', '--json'], { cwd: root })

  expect(result.exitCode).toBe(1)
  expect(JSON.parse(result.stdout)).toMatchObject({ ok: false, error: { code: 'ERR_READ_FAILED' } })
  expect(readTree(root)['src/start.ts']).toEqual(after['src/start.ts'])
})

test('after a run that was killed, undo takes that one back and stops', async () => {
  const { root, after } = await initializedApp()
  writeFileSync(join(root, 'src/start.ts'), '')
  const journal = {
    version: 1,
    startedAt: new Date(0).toISOString(),
    pid: 1,
    folders: [],
    emptied: [],
    record: null,
  }
  mkdirSync(join(root, '.authkit-start/before'))
  writeFileSync(join(root, '.authkit-start/before/0'), (after['src/start.ts'] ?? '').slice('644 '.length))
  const entry = {
    path: 'src/start.ts',
    backup: 'before/0',
    temporary: null,
    after: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    shared: false,
  }
  writeFileSync(join(root, '.authkit-start/journal.json'), JSON.stringify({ ...journal, entries: [entry] }))

  const result = await runHere(['undo', '--yes', '--json'], { cwd: root })

  expect(JSON.parse(result.stdout)).toMatchObject({
    ok: true,
    status: 'unchanged',
    recovered: { restored: ['src/start.ts'] },
  })
  expect(readTree(root)).toEqual(after)
})

test('in a terminal: `d` shows the diff, Enter undoes', async () => {
  const { root, before } = await initializedApp()
  await using terminal = new Terminal(['undo'], { cwd: root })

  await terminal.sees('7 files to delete, 3 to change back   (d to see the diff)')
  await terminal.sees('Apply?')
  terminal.press('d')
  await terminal.sees('╭─ change vite.config.ts')
  await terminal.sees("-import { authkit } from 'vite-plugin-authkit-start'")
  await terminal.sees('delete .env.example', 'Apply?')
  terminal.press(KEYS.enter)

  expect(await terminal.exitCode).toBe(0)
  expect(terminal.text).toContain('7 files deleted, 3 changed back')
  expect(readTree(root)).toEqual(before)
})

test.each([
  { name: 'n', keys: ['n'] },
  { name: 'Ctrl-C', keys: [KEYS.ctrlC] },
])('in a terminal: $name changes nothing and is exit code 130', async ({ keys }) => {
  const { root, after } = await initializedApp()
  await using terminal = new Terminal(['undo'], { cwd: root })

  await terminal.sees('Apply?')
  terminal.press(...keys)

  expect(await terminal.exitCode).toBe(130)
  expect(terminal.text).toContain('Cancelled. Nothing was changed.')
  expect(readTree(root)).toEqual(after)
})
