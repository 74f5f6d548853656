import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** What is derived from the sources and from package.json, or written by tools while they run. */
const derived = new Set(['node_modules', 'dist', '.tanstack', '.output'])

/** Every file of a folder that a user keeps: path relative to it -> text. */
export async function folderContents(folder: string): Promise<Map<string, string>> {
  const contents = new Map<string, string>()
  for (const path of await filesBelow(folder)) {
    contents.set(relative(folder, path), await readFile(path, 'utf8'))
  }
  return contents
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const nested = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    if (derived.has(entry.name)) return []
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
  return (await Promise.all(nested)).flat().sort()
}
