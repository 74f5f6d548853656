import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from './environment.ts'
import { packPackages, type Tarball } from './pack.ts'
import { installPackedCli } from './packed-cli.ts'
import { startRegistry } from './registry.ts'

/** The two packages as a user gets them. */
export interface Published extends AsyncDisposable {
  readonly tarballs: readonly Tarball[]
  /** Path of the installed command line. */
  readonly cli: string
  /** Environment in which package managers find both packages. */
  readonly environment: Environment
}

/** Packs both packages, publishes them to a loopback registry and installs the command line from there. */
export async function publishLocally(folder: string): Promise<Published> {
  const packed = join(folder, 'packed')
  await mkdir(packed, { recursive: true })
  const tarballs = await packPackages(packed)
  const registry = await startRegistry(tarballs, join(folder, 'registry'))
  const cli = await installPackedCli(registry.environment, join(folder, 'cli')).catch(
    async (error: unknown) => {
      await registry[Symbol.asyncDispose]()
      throw error
    },
  )
  return {
    tarballs,
    cli,
    environment: registry.environment,
    [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose](),
  }
}
