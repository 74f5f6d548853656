import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'

import { main } from '../../src/main.ts'
import type { CliOptions, CliResult } from './run-cli.ts'
import { cleanEnvironment } from './run-cli.ts'

/**
 * What `runCli` does, in this process: the sources, with nothing to start or load. For what is not about the process
 * itself; each command is also run as one.
 */
export async function runHere(
  args: readonly string[],
  { cwd, env, bin }: Omit<CliOptions, 'obeysPermissions'>,
): Promise<CliResult> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const texts = Promise.all([text(stdout), text(stderr)])
  const exitCode = await main(args, {
    env: cleanEnvironment({ ...(env && { env }), ...(bin !== undefined && { bin }) }),
    cwd,
    isInteractive: false,
    signal: new AbortController().signal,
    stdout,
    stderr,
  })
  stdout.end()
  stderr.end()
  const [out, err] = await texts
  return { exitCode, stdout: out, stderr: err }
}
