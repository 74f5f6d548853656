import { tmpdir } from 'node:os'
import type { Environment } from './environment.ts'
import type { PackedCli } from './packed-cli.ts'
import { spawnTree } from './process-tree.ts'
import { waitUntil } from './wait-until.ts'

/** The local AuthKit on its own, in the place of WorkOS for built apps. */
export interface StandAloneAuthKit extends AsyncDisposable {
  /** The environment that it prints for apps to start with. */
  readonly environment: Environment
  log(): string
}

/** Runs `create-authkit-start emulate` on a free port. */
export async function startEmulator(packed: PackedCli): Promise<StandAloneAuthKit> {
  const emulator = spawnTree(packed.cli, ['emulate', '--port', '0', '--json'], {
    cwd: tmpdir(),
    env: packed.environment,
  })
  const log = (): string => `${emulator.stdout()}\n${emulator.stderr()}`
  await waitUntil(
    async () => {
      if (emulator.exitCode() !== null) throw new Error('The local AuthKit ended at once.')
      return printedDocument(emulator.stdout()) !== undefined
    },
    { what: 'the local AuthKit prints the environment to start with', detail: log },
  )
  const environment = printedDocument(emulator.stdout())?.env ?? {}
  return { environment, log, [Symbol.asyncDispose]: () => emulator.stop() }
}

function printedDocument(text: string): { readonly env: Environment } | undefined {
  try {
    return JSON.parse(text) as { readonly env: Environment }
  } catch {
    // Not all of it has arrived yet.
    return undefined
  }
}
