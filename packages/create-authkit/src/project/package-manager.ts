import { dirname, join, relative, sep } from 'node:path'
import { detect, getUserAgent, LOCKS, resolveCommand } from 'package-manager-detector'
import { PACKAGE_MANAGERS, type PackageManagerName, type Project } from './project.ts'
import { isFile } from './read-text.ts'

/** A sign of pnpm in the detector's table, but no lock file. */
export const WORKSPACE_FILE = 'pnpm-workspace.yaml'

/**
 * The package manager of the app: what package.json says, else the lock file, else what `node_modules` was
 * made by, each looked for from the app up to its workspace root; else the one that runs the command line.
 */
export async function findPackageManager(
  root: string,
  workspaceRoot: string | null,
): Promise<Project['packageManager']> {
  const top = workspaceRoot ?? root
  const detected = await detect({
    cwd: root,
    stopDir: top,
    strategies: ['packageManager-field', 'devEngines-field', 'lockfile', 'install-metadata'],
  })
  const name = [detected?.name, getUserAgent()].find(isSupported) ?? 'npm'
  return { name, lockfile: findLockfile(root, top, name) }
}

/** An app as it is with another package manager. */
export function withPackageManager(project: Project, name: PackageManagerName): Project {
  const { root, workspaceRoot } = project
  return { ...project, packageManager: { name, lockfile: findLockfile(root, workspaceRoot ?? root, name) } }
}

/** The command that adds packages, as the user types it: `pnpm add vite@latest`. */
export function addCommand(name: PackageManagerName, packages: readonly string[]): string {
  const resolved = resolveCommand(name, 'add', [...packages])
  return resolved === null
    ? `${name} add ${packages.join(' ')}`
    : [resolved.command, ...resolved.args].join(' ')
}

/** Whether a package manager is one that can be used. */
export function isSupported(name: string | null | undefined): name is PackageManagerName {
  return PACKAGE_MANAGERS.some((supported) => supported === name)
}

function findLockfile(root: string, top: string, name: PackageManagerName): string | null {
  const names = Object.entries(LOCKS).flatMap(([file, owner]) =>
    owner === name && file !== WORKSPACE_FILE ? [file] : [],
  )
  for (let folder = root; ; folder = dirname(folder)) {
    const file = names.map((candidate) => join(folder, candidate)).find(isFile)
    if (file !== undefined) return relative(root, file).split(sep).join('/')
    if (folder === top || folder === dirname(folder)) return null
  }
}
