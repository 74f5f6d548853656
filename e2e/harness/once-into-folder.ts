import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Has `make` fill the folder `path`, unless it exists.
 *
 * Two workers may make the same folder at the same time: each in a place of its own, and the first to finish wins.
 */
export async function onceIntoFolder(path: string, make: (folder: string) => Promise<void>): Promise<void> {
  if (existsSync(path)) return
  await mkdir(dirname(path), { recursive: true })
  const staging = await mkdtemp(`${path}.`)
  await make(staging)
  await rename(staging, path).catch(async (error: unknown) => {
    await rm(staging, { recursive: true, force: true })
    if (!existsSync(path)) throw error
  })
}
