import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { onTestFinished } from 'vitest'

/** A real folder that is deleted when the test ends. */
export function temporaryFolder(name = 'app'): string {
  const folder = mkdtempSync(join(tmpdir(), `create-authkit-${name}-`))
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
