import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { onTestFinished } from 'vitest'

/** A disk in memory: what a run writes is forced to the disk many times, and how long that takes says nothing here. */
const MEMORY = '/dev/shm'
/** Bytes that must be free there. Some containers have next to none. */
const ROOM = 256 * 1024 * 1024

const PLACE = hasRoom(MEMORY) ? MEMORY : tmpdir()

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize >= ROOM
  } catch {
    return false
  }
}

/**
 * A real folder that is deleted when the test ends.
 * @param place where it is made. Programs go to `tmpdir()`: they may not be run from a disk in memory.
 */
export function temporaryFolder(name = 'app', place: string = PLACE): string {
  const folder = mkdtempSync(join(place, `create-authkit-${name}-`))
  onTestFinished(() => {
    // A test may have made it read-only.
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Writes files given by their paths; a text and a mode can be given as `{ text, mode }`. */
export function writeTree(
  root: string,
  files: Readonly<Record<string, string | { text: string; mode: number }>>,
): void {
  for (const [path, content] of Object.entries(files)) {
    const absolute = join(root, path)
    mkdirSync(dirname(absolute), { recursive: true })
    writeFileSync(absolute, typeof content === 'string' ? content : content.text)
    if (typeof content !== 'string') chmodSync(absolute, content.mode)
  }
}

/** Every file, folder and link below `root` with its mode and bytes, so that two trees can be compared. */
export function readTree(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    entries.map((path) => {
      const absolute = join(root, path)
      const stat = lstatSync(absolute)
      const mode = (stat.mode & 0o7777).toString(8)
      if (stat.isSymbolicLink()) return [path, `link to ${readlinkSync(absolute)}`]
      return [path, stat.isDirectory() ? `folder ${mode}` : `${mode} ${readFileSync(absolute, 'latin1')}`]
    }),
  )
}
