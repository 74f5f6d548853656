import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { readTree, temporaryFolder, writeTree } from '../file-tree.ts'
import { packageManagerThat, START_APP, startApp } from '../start-app.ts'
import type { CliResult } from './run-cli.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'
import { KEYS, Terminal } from './terminal.ts'

const documentOf = ({ stdout }: CliResult): Record<string, unknown> =>
  JSON.parse(stdout) as Record<string, unknown>

/** A workspace of two apps and a package. */
function workspace(): string {
  const root = temporaryFolder('workspace')
  const within = (folder: string): Record<string, string> =>
    Object.fromEntries(Object.entries(START_APP).map(([path, text]) => [`${folder}/${path}`, text]))
  writeTree(root, {
    'package.json': '{ "private": true, "workspaces": ["apps/*", "packages/*"] }\n',
    ...within('apps/admin'),
    ...within('apps/my web'),
    'packages/ui/package.json': '{ "name": "ui" }\n',
  })
  return root
}

describe('a workspace root', () => {
  test('asks which app, goes on in it, and names it in the commands', async () => {
    const root = workspace()
    await using terminal = new Terminal(['--local', '--example', '--no-install'], { cwd: root })

    await terminal.sees('Which app?')
    await terminal.sees('apps/my web')
    terminal.press(KEYS.down, KEYS.enter)
    await terminal.sees('Apply?')
    terminal.press(KEYS.enter)

    expect(await terminal.exitCode).toBe(0)
    expect(existsSync(join(root, 'apps/my web/src/start.ts'))).toBe(true)
    expect(existsSync(join(root, 'apps/admin/src/start.ts'))).toBe(false)
    expect(terminal.text).toContain("--yes --local --example --cwd 'apps/my web'")
    expect(terminal.text).toContain("undo --cwd 'apps/my web'")
  })

  test('Ctrl-C changes nothing', async () => {
    const root = workspace()
    const before = readTree(root)
    await using terminal = new Terminal([], { cwd: root })

    await terminal.sees('Which app?')
    terminal.press(KEYS.ctrlC)

    expect(await terminal.exitCode).toBe(130)
    expect(readTree(root)).toEqual(before)
  })

  test('where nobody can be asked, the apps are listed', async () => {
    const result = await runHere(['--yes', '--json'], { cwd: workspace() })

    expect(documentOf(result)).toMatchObject({
      error: { code: 'ERR_WORKSPACE_ROOT', help: expect.stringContaining('--cwd apps/admin\n') },
    })
    expect(result.exitCode).toBe(1)
  })
})

test('a folder that can’t be read is no reason to stop looking', async () => {
  const root = workspace()
  writeTree(root, { 'secret/a.txt': '' })
  chmodSync(join(root, 'secret'), 0o000)

  const result = await runCli(['--yes', '--json'], { cwd: root, obeysPermissions: true })
  chmodSync(join(root, 'secret'), 0o700)

  expect(documentOf(result)).toMatchObject({ error: { code: 'ERR_WORKSPACE_ROOT' } })
})

test('a folder without package.json offers the app below it', async () => {
  const root = temporaryFolder('repository')
  writeTree(
    root,
    Object.fromEntries(Object.entries(START_APP).map(([path, text]) => [`frontend/${path}`, text])),
  )
  writeTree(root, { 'backend/main.py': '' })
  await using terminal = new Terminal(['--local', '--example', '--no-install'], { cwd: root })

  await terminal.sees('This is not an app, but there is one below')
  terminal.press(KEYS.enter)
  await terminal.sees('Apply?')
  terminal.press(KEYS.enter)

  expect(await terminal.exitCode).toBe(0)
  expect(existsSync(join(root, 'frontend/src/start.ts'))).toBe(true)
})

/** A script that stands for what makes an app: it copies one, and leaves what it was called with. */
function creator(template: string, then = ''): string {
  return `
printf '%s\\n' "$@" > "$RECORD"
while [ $# -gt 0 ]; do [ "$1" = --target-dir ] && target="$2"; shift; done
cp -R "${template}" "$target"
echo noise
${then}`
}

/** The PATH and the file with the arguments of a creator. */
function creatorThat(script: string, command = 'npx'): { bin: string; env: { RECORD: string } } {
  return {
    bin: packageManagerThat(command, script),
    env: { RECORD: join(temporaryFolder('record'), 'args') },
  }
}

/** A folder as a new repository leaves it. */
const NEW_REPOSITORY = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'README.md': 'mine\n',
  '.gitignore': '# mine\nnode_modules',
}

describe('--create', () => {
  test('makes an app in a new folder and goes on in it', async () => {
    const cwd = temporaryFolder('parent')
    const { bin, env } = creatorThat(creator(startApp()))

    const result = await runCli(['--create', 'My App', '--yes', '--json', '--no-install'], { cwd, bin, env })

    expect(documentOf(result)).toMatchObject({
      status: 'applied',
      app: { root: join(cwd, 'My App') },
      repeat: "pnpm create authkit-start --yes --local --cwd 'My App'",
    })
    expect(existsSync(join(cwd, 'My App/src/start.ts'))).toBe(true)
    expect(readdirSync(join(cwd, 'My App')).filter((name) => name.startsWith('.new-app'))).toEqual([])
    const args = readFileSync(env.RECORD, 'utf8').trim().split('\n')
    expect(args.slice(0, 4)).toEqual(['--yes', '@tanstack/cli@0.71.0', 'create', 'my-app'])
    expect(args).toContain('--no-install')
  })

  test.each([
    { agent: 'pnpm/11.0.0 npm/? node/v24', command: 'pnpm', first: 'dlx' },
    { agent: 'bun/1.3.0', command: 'bunx', first: '@tanstack/cli@0.71.0' },
    { agent: 'yarn/4.9.0 npm/?', command: 'yarn', first: 'dlx' },
    { agent: 'yarn/1.22.0 npm/?', command: 'npx', first: '--yes' },
    { agent: 'npm/11.0.0 node/v24', command: 'npx', first: '--yes' },
  ])('by the package manager that runs it: $agent', async ({ agent, command, first }) => {
    const cwd = temporaryFolder('parent')
    const { bin, env } = creatorThat(creator(startApp()), command)

    const result = await runCli(['--create', 'a', '--yes', '--no-install'], {
      cwd,
      bin,
      env: { ...env, npm_config_user_agent: agent },
    })

    expect(result.exitCode).toBe(0)
    expect(readFileSync(env.RECORD, 'utf8').split('\n')[0]).toBe(first)
  })

  test('what a new repository holds stays, and .gitignore gets the lines that it lacks', async () => {
    const cwd = temporaryFolder('repository')
    writeTree(cwd, NEW_REPOSITORY)
    const template = startApp({ 'README.md': 'theirs\n' })
    const { bin, env } = creatorThat(creator(template))

    const result = await runCli(['--create', '.', '--yes', '--no-install'], { cwd, bin, env })

    expect(result.exitCode).toBe(0)
    expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe('mine\n')
    expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('# mine\nnode_modules\n*.local\n')
    expect(readFileSync(join(cwd, '.git/HEAD'), 'utf8')).toBe(NEW_REPOSITORY['.git/HEAD'])
  })

  test.each([
    {
      name: 'the creator fails',
      script: 'echo "no network" >&2; exit 1',
      code: 'ERR_CREATE_FAILED',
      exitCode: 1,
    },
    { name: 'the creator makes nothing', script: 'exit 0', code: 'ERR_CREATE_FAILED', exitCode: 1 },
    {
      name: 'it is interrupted',
      script: 'kill -INT "$PPID"; sleep 1000',
      code: 'ERR_ABORTED',
      exitCode: 130,
    },
    {
      name: 'what it makes can’t be worked with',
      script: creator('/dev/null', 'rm "$target"; mkdir "$target"; echo "{}" > "$target/package.json"'),
      code: 'ERR_NOT_START_APP',
      exitCode: 1,
    },
  ])('$name: everything is as it was', async ({ script, code, exitCode }) => {
    const cwd = temporaryFolder('repository')
    writeTree(cwd, NEW_REPOSITORY)
    const before = readTree(cwd)
    const { bin, env } = creatorThat(script)

    for (const folder of ['.', 'deep/below']) {
      const result = await runCli(['--create', folder, '--yes', '--json'], { cwd, bin, env })
      expect(documentOf(result)).toMatchObject({ error: { code } })
      expect(result.exitCode).toBe(exitCode)
      expect(readTree(cwd)).toEqual(before)
    }
  })

  test('an install that fails takes the app with it', async () => {
    const cwd = temporaryFolder('repository')
    writeTree(cwd, NEW_REPOSITORY)
    const before = readTree(cwd)
    const { bin, env } = creatorThat(creator(startApp()))
    writeTree(bin, { pnpm: '#!/bin/sh\nmkdir -p node_modules/half; exit 1\n' })
    chmodSync(join(bin, 'pnpm'), 0o755)

    const result = await runCli(['--create', '.', '--yes', '--json'], { cwd, bin, env })

    expect(documentOf(result)).toMatchObject({ error: { code: 'ERR_INSTALL_FAILED' } })
    expect(readTree(cwd)).toEqual(before)
  })

  test('what a killed run left behind does not count, and goes', async () => {
    const cwd = temporaryFolder('repository')
    writeTree(cwd, { '.new-app-a1b2c3/my-app/package.json': '{' })
    const { bin, env } = creatorThat(creator(startApp()))

    const result = await runCli(['--create', '.', '--yes', '--no-install'], { cwd, bin, env })

    expect(result.exitCode).toBe(0)
    expect(readdirSync(cwd).filter((name) => name.startsWith('.new-app'))).toEqual([])
  })

  test.each([
    { name: 'a folder that is in use', args: ['--create', '.', '--yes'], says: 'is not empty' },
    { name: '--dry-run', args: ['--create', 'x', '--dry-run'], says: '`--create` makes an app' },
  ])('$name is a mistake', async ({ args, says }) => {
    const cwd = startApp()
    const before = readTree(cwd)

    const result = await runCli(args, { cwd })

    expect(result.stderr).toContain(says)
    expect(result.exitCode).toBe(2)
    expect(readTree(cwd)).toEqual(before)
  })
})

describe('an empty folder', () => {
  test('offers to make an app, and goes on in it', async () => {
    const cwd = temporaryFolder('empty')
    writeTree(cwd, NEW_REPOSITORY)
    const { bin, env } = creatorThat(creator(startApp()))
    await using terminal = new Terminal(['--local', '--example', '--no-install'], { cwd, bin, env })

    await terminal.sees('There is no app here. Make a new TanStack Start app?')
    terminal.press(KEYS.enter)
    await terminal.sees('Made a new app:')
    await terminal.sees('Apply?')
    terminal.press(KEYS.enter)

    expect(await terminal.exitCode).toBe(0)
    expect(existsSync(join(cwd, 'src/start.ts'))).toBe(true)
  })

  test.each([
    { name: 'No', answers: [['There is no app here', KEYS.down, KEYS.enter]], exitCode: 1 },
    { name: 'Ctrl-C', answers: [['There is no app here', KEYS.ctrlC]], exitCode: 130 },
    {
      name: 'Ctrl-C once it is made',
      answers: [
        ['There is no app here', KEYS.enter],
        ['Credentials', KEYS.ctrlC],
      ],
      exitCode: 130,
    },
    {
      name: 'No to the plan',
      answers: [
        ['There is no app here', KEYS.enter],
        ['Credentials', KEYS.enter],
        ['What else?', KEYS.enter],
        ['Apply?', 'n'],
      ],
      exitCode: 130,
    },
  ])('$name leaves it empty', async ({ answers, exitCode }) => {
    const cwd = temporaryFolder('empty')
    const { bin, env } = creatorThat(creator(startApp()))
    await using terminal = new Terminal([], { cwd, bin, env })

    for (const [question = '', ...keys] of answers) {
      await terminal.sees(question)
      terminal.press(...keys)
    }

    expect(await terminal.exitCode).toBe(exitCode)
    expect(readdirSync(cwd)).toEqual([])
  })

  test('where nobody can be asked, the flag is named', async () => {
    const cwd = temporaryFolder('empty')
    mkdirSync(join(cwd, '.git'))

    const result = await runHere(['--yes'], { cwd })

    expect(result.stderr).toContain('add `--create my-app`')
    expect(result.exitCode).toBe(1)
  })
})
