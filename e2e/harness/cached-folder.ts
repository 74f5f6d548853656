import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Copies the folder `cached` to `destination`; when it does not exist yet, has `make` fill it first.
 *
 * Two workers may make the same folder at the same time: each in a place of its own, and the first to finish wins.
 */
export async function copyOfCachedFolder(
  cached: string,
  destination: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  if (!existsSync(cached)) {
    await mkdir(dirname(cached), { recursive: true })
    const staging = await mkdtemp(`${cached}.`)
    await make(staging)
    await rename(staging, cached).catch(async (error: unknown) => {
      await rm(staging, { recursive: true, force: true })
      if (!existsSync(cached)) throw error
    })
  }
  // Package managers link inside node_modules; the links must keep pointing into the copy.
  await cp(cached, destination, { recursive: true, verbatimSymlinks: true })
}
