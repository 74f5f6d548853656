import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, inject } from 'vitest'
import { bun } from '../harness/bun.ts'
import { test } from '../harness/journey-test.ts'
import { run } from '../harness/run.ts'
import { fixturesRoot } from '../harness/workspace.ts'

/** Which npm has, for a test that needs it alone; workerd is among the unit tests. */
const deno = 'deno@2.9.6'

let folder: string

beforeAll(async () => {
  const { folder: runFolder, environment } = inject('run')
  folder = await mkdtemp(join(runFolder, 'engines-'))
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const args = ['install', '--ignore-scripts', '--legacy-peer-deps', 'vite-plugin-authkit-start', deno]
  await run('npm', args, { cwd: folder, env: environment })
  await cp(join(fixturesRoot, 'engines'), folder, { recursive: true })
})

test.for<[engine: string, command: string, args: string[]]>([
  ['Node.js', process.execPath, []],
  ['Bun', bun, []],
  ['Deno', 'node_modules/.bin/deno', ['run', '--allow-all']],
])('the session toolkit signs somebody in, in %s', async ([engine, command, args], { servers }) => {
  const emulator = await servers.emulator()
  const { stdout } = await run(command, [...args, 'session.mjs'], { cwd: folder, env: emulator.environment })

  expect(JSON.parse(stdout)).toEqual({
    engine,
    email: 'alice@example.com',
    returnPathname: '/me',
    unsealed: { name: 'Zoë' },
    cookies: ['wos-session'],
  })
})
