import { spawnSync } from 'node:child_process'

import { expect, test } from 'vitest'

import { temporaryFolder, writeTree } from '../file-tree.ts'
import { BINARY, cleanEnvironment } from './run-cli.ts'

/** Runs the binary on a Node that says it is of another version. */
function runOn(
  version: string,
  args: readonly string[] = ['--version'],
): { status: number | null; stdout: string; stderr: string } {
  const folder = temporaryFolder('node')
  writeTree(folder, {
    'pretend.cjs': `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`,
  })
  return spawnSync(process.execPath, ['--require', `${folder}/pretend.cjs`, BINARY, ...args], {
    encoding: 'utf8',
    env: cleanEnvironment(),
  })
}

test.each(['14.21.3', '20.19.5', '22.11.0'])('Node %s is refused in a sentence', (version) => {
  const { status, stdout, stderr } = runOn(version)

  expect(stderr).toBe(
    `create-authkit-start needs Node 22.12 or newer, as TanStack Start itself does; this is Node ${version}.\n` +
      'Install a newer Node (https://nodejs.org) and run the command again.\n',
  )
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
})

test('--json gets a document also on a Node that is too old', () => {
  const { status, stdout, stderr } = runOn('20.19.5', ['lint', '--json'])

  expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    error: {
      code: 'ERR_NODE_TOO_OLD',
      message:
        'create-authkit-start needs Node 22.12 or newer, as TanStack Start itself does; this is Node 20.19.5.',
      help: 'Install a newer Node (https://nodejs.org) and run the command again.',
      docs: null,
    },
  })
})

test.each(['22.12.0', '24.0.0'])('Node %s is let through', (version) => {
  expect(runOn(version)).toMatchObject({ status: 0, stdout: '0.1.0\n', stderr: '' })
})
