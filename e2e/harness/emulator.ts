import { tmpdir } from 'node:os'
import { parseEnv } from 'node:util'
import type { Environment } from './environment.ts'
import { freePort } from './free-port.ts'
import type { PackedCli } from './packed-cli.ts'
import { spawnTree } from './process-tree.ts'
import { waitUntil } from './wait-until.ts'

/** The local AuthKit on its own, in the place of WorkOS for built apps. */
export interface StandAloneAuthKit extends AsyncDisposable {
  /** The environment that it prints for apps to start with. */
  readonly environment: Environment
  log(): string
}

/** Runs `create-authkit-start emulate` and reads the environment for the app from what it prints. */
export async function startEmulator(packed: PackedCli): Promise<StandAloneAuthKit> {
  const port = String(await freePort())
  const process = spawnTree(packed.cli, ['emulate', '--port', port], {
    cwd: tmpdir(),
    env: packed.environment,
  })
  const output = (): string => `${process.stdout()}\n${process.stderr()}`
  await waitUntil(
    async () => {
      if (process.exitCode() !== null) throw new Error('The local AuthKit ended at once.')
      return output().includes('AUTHKIT_ALLOW_LOCAL=')
    },
    { what: 'the local AuthKit prints the environment to start with', detail: output },
  )
  return {
    environment: printedEnvironment(output()),
    log: output,
    [Symbol.asyncDispose]: () => process.stop(),
  }
}

/** All `NAME=value` in a text, be they on lines of their own, on one line or in a frame. */
function printedEnvironment(text: string): Environment {
  const assignments = text.match(/\b(?:WORKOS|AUTHKIT)_[A-Z_]+=\S+/g) ?? []
  return parseEnv(assignments.join('\n'))
}
