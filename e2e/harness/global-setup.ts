import type { TestProject } from 'vitest/node'
import type { Environment } from './environment.ts'
import type { Tarball } from './pack.ts'
import { publishLocally } from './published.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What all journeys of one run share. */
export interface Run {
  /** Temporary folder of this run. */
  readonly folder: string
  readonly tarballs: readonly Tarball[]
  /** Path of the packed and installed command line. */
  readonly cli: string
  /** Environment in which package managers find the packed packages. */
  readonly environment: Environment
}

declare module 'vitest' {
  interface ProvidedContext {
    run: Run
  }
}

/** Before the first journey: publish to a loopback registry. After the last: close it and remove every file of the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder('e2e')
  // vitest ends without its teardown then; an orderly exit still removes the folder.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  const published = await publishLocally(folder.path).catch(async (error: unknown) => {
    await folder[Symbol.asyncDispose]()
    throw error
  })
  const { tarballs, cli, environment } = published
  project.provide('run', { folder: folder.path, tarballs, cli, environment })
  return async () => {
    await published[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  }
}
