import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes files over those of an app, for as long as they are needed.
 *
 * @param files text by path, below `root`
 * @returns what puts everything back
 */
export async function layOver(
  root: string,
  files: Readonly<Record<string, string>>,
): Promise<() => Promise<void>> {
  const originals: [path: string, bytes: Buffer | null][] = []
  for (const [path, text] of Object.entries(files)) {
    const absolute = join(root, path)
    const made = await mkdir(dirname(absolute), { recursive: true })
    if (made !== undefined) originals.push([made, null])
    originals.push([absolute, existsSync(absolute) ? await readFile(absolute) : null])
    await writeFile(absolute, text)
  }
  return async () => {
    for (const [path, bytes] of originals.toReversed()) {
      await (bytes === null ? rm(path, { recursive: true }) : writeFile(path, bytes))
    }
  }
}
