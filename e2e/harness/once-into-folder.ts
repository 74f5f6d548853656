import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { waitUntil } from './wait-until.ts'

/** Milliseconds: the longest that another worker may take. */
const PATIENCE = 600_000

/**
 * Has `make` fill the folder `path`, unless it exists. When another worker is at it, waits for that one; when that one
 * fails, tries too.
 */
export async function onceIntoFolder(path: string, make: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const lock = `${path}.lock`
  while (!existsSync(path)) {
    if (await isMade(lock)) {
      await fill(path, make).finally(() => rmdir(lock))
    } else {
      const what = `another worker has made ${path}`
      await waitUntil(async () => !existsSync(lock), { what, timeout: PATIENCE })
    }
  }
}

/** Not in place: what stands there is complete. */
async function fill(path: string, make: (folder: string) => Promise<void>): Promise<void> {
  // The other worker may have finished just before the lock was ours.
  if (existsSync(path)) return
  const staging = await mkdtemp(`${path}.`)
  await make(staging)
  await rename(staging, path)
}

/** Whether this call made the folder; `false` when it was there. */
async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
