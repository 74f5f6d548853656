import { type Dirent, readdirSync } from 'node:fs'

/** Folders that never hold an app's own source: installed packages, and what builds and tests leave. */
const SKIPPED = new Set(['node_modules', 'dist', 'build', 'out', 'coverage'])

/** Whether an entry is a folder that may hold source of the app. */
export function isSourceFolder(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name)
}

/** What is in a folder. One that can't be read has nothing for us in it. */
export function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
