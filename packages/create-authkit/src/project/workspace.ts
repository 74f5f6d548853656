import { dirname, join, relative, sep } from 'node:path'
import { declaredRange, readPackageJson } from './package-json.ts'
import { isFile } from './read-text.ts'
import { entriesOf, isSourceFolder } from './source-folders.ts'

/** How deep below a folder apps are looked for. */
const DEPTH = 4

/** The workspace root above an app, `null` when the app stands alone or is the root itself. */
export function findWorkspaceRoot(app: string): string | null {
  if (isWorkspaceRoot(app)) return null
  for (let folder = dirname(app); folder !== dirname(folder); folder = dirname(folder)) {
    if (isWorkspaceRoot(folder)) return folder
  }
  return null
}

/**
 * The folders below a folder whose package.json depends on a package, relative to it, POSIX.
 * @param depth how many levels down
 */
export function findPackagesWith(packageName: string, folder: string, depth: number = DEPTH): string[] {
  const found: string[] = []
  walk(folder, depth, (child) => {
    if (dependsOn(child, packageName)) found.push(relative(folder, child).split(sep).join('/'))
  })
  return found.toSorted()
}

/** The folders below a folder that have a Vite config which `matches`, relative to it, POSIX. */
export function findViteConfigsBelow(
  folder: string,
  matches: (folder: string, name: string) => boolean,
): string[] {
  const found: string[] = []
  walk(folder, DEPTH, (child) => {
    const names = ['ts', 'mts', 'js', 'mjs'].map((extension) => `vite.config.${extension}`)
    if (names.some((name) => isFile(join(child, name)) && matches(child, name))) {
      found.push(relative(folder, child).split(sep).join('/'))
    }
  })
  return found.toSorted()
}

function isWorkspaceRoot(folder: string): boolean {
  if (isFile(join(folder, 'pnpm-workspace.yaml'))) return true
  return readLenient(folder)?.['workspaces'] !== undefined
}

function dependsOn(folder: string, packageName: string): boolean {
  const data = readLenient(folder)
  return data !== null && declaredRange(data, packageName) !== null
}

/** A package.json that is not the app's own: one that does not parse is none of our business. */
function readLenient(folder: string): Record<string, unknown> | null {
  try {
    return readPackageJson(folder)?.data ?? null
  } catch {
    return null
  }
}

function walk(folder: string, depth: number, visit: (folder: string) => void): void {
  if (depth === 0) return
  for (const entry of entriesOf(folder)) {
    if (!isSourceFolder(entry)) continue
    const child = join(folder, entry.name)
    visit(child)
    walk(child, depth - 1, visit)
  }
}
