import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { detect, LOCKS } from 'package-manager-detector'
import { isSupported, WORKSPACE_FILE } from './package-manager.ts'
import type { PackageManagerName } from './project.ts'
import { isFile } from './read-text.ts'

/** Package managers that each have a lockfile beside the other's, while nothing says which one is the app's. */
export interface Rivals {
  names: PackageManagerName[]
  lockfiles: string[]
  /** The one that `node_modules` was made by; `null` when that can't be told. */
  used: PackageManagerName | null
}

/** What an install leaves beside the packages. Bun mostly leaves nothing. */
const MARKS: Readonly<Record<PackageManagerName, readonly string[]>> = {
  npm: ['node_modules/.package-lock.json'],
  pnpm: ['node_modules/.modules.yaml', 'node_modules/.pnpm'],
  yarn: ['node_modules/.yarn-integrity', 'node_modules/.yarn-state.yml', '.pnp.cjs'],
  bun: ['node_modules/.bun'],
}

/**
 * Looks for lockfiles of several package managers in one folder, from the app up to its workspace root. `null` when
 * there is only one, or when package.json names the package manager.
 */
export async function findRivals(root: string, workspaceRoot: string | null): Promise<Rivals | null> {
  const top = workspaceRoot ?? root
  const locks = nearestLocks(root, top)
  const names = [...new Set(locks.map(({ name }) => name))]
  if (names.length < 2) return null
  const named = await detect({
    cwd: root,
    stopDir: top,
    strategies: ['packageManager-field', 'devEngines-field'],
  })
  if (named !== null) return null
  const made = names.filter((name) => MARKS[name].some((mark) => existsSync(join(top, mark))))
  const used = made.length === 1 ? (made[0] ?? null) : null
  return { names, lockfiles: locks.map(({ file }) => file), used }
}

function nearestLocks(root: string, top: string): Array<{ file: string; name: PackageManagerName }> {
  for (let folder = root; ; folder = dirname(folder)) {
    const found = Object.entries(LOCKS).flatMap(([file, name]) =>
      file !== WORKSPACE_FILE && isSupported(name) && isFile(join(folder, file)) ? [{ file, name }] : [],
    )
    if (found.length > 0 || folder === top || folder === dirname(folder)) return found
  }
}
