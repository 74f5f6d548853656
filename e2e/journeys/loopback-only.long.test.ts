import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { wiredApp } from '../harness/journey-apps.ts'
import { test } from '../harness/journey-test.ts'
import { runAnyway, type Finished } from '../harness/run.ts'
import { alice } from '../harness/sign-in.ts'
import { e2eRoot } from '../harness/workspace.ts'

const program = fileURLToPath(new URL('loopback-only.ts', import.meta.url))

/** Runs a command in a network namespace of its own, in which there is loopback and nothing else. */
function runWithLoopbackOnly(command: string, ...args: string[]): Promise<Finished> {
  const script = 'ip link set lo up && exec "$0" "$@"'
  return runAnyway('unshare', ['--net', 'sh', '-c', script, command, ...args], { cwd: e2eRoot })
}

test('in dev, sign-in works without any network', async ({ skip }) => {
  const attempt = await runWithLoopbackOnly('true')
  skip(
    attempt.exitCode !== 0,
    `A network namespace can't be made here; it takes Linux, root, unshare and ip. ${attempt.stderr.trim()}`,
  )
  const { folder } = await wiredApp()
  const finished = await runWithLoopbackOnly(process.execPath, program, folder)
  expect(finished).toMatchObject({ exitCode: 0, stdout: `signed in as ${alice.email}\n` })
})
