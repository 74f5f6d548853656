import { join, relative, sep } from 'node:path'

import { removeDependency } from '../codemods/remove-dependency.ts'
import { VENDOR_PACKAGE, VENDOR_PACKAGES } from '../codemods/vendor/vendor-modules.ts'
import { PACKAGE_MANAGER_FILES } from '../plan/journal.ts'
import { readPackageJson } from '../project/package-json.ts'
import type { Project } from '../project/project.ts'
import { findPackagesWith } from '../project/workspace.ts'
import { fromCodemod } from '../steps/from-codemod.ts'
import type { Draft } from './draft.ts'

/** WorkOS' SDK for Node, which their AuthKit needs and ours does not. */
const SDK = '@workos-inc/node'

const STEP = 'package-json'

/**
 * Takes WorkOS' packages out of package.json.
 *
 * @param files every file of the app
 * @param kept packages that something still needs
 * @returns sentences about what is left
 */
export function removeVendorPackages(
  draft: Draft,
  files: readonly string[],
  kept: ReadonlySet<string>,
): string[] {
  const notes: string[] = []
  for (const name of VENDOR_PACKAGES) {
    const range = draft.project.declared(name)
    if (range === null || kept.has(name)) continue
    remove(draft, name)
    if (range.startsWith('catalog:')) {
      notes.push(`The catalog of the workspace still has ${name}: take it out when no other package uses it.`)
    }
  }
  const hasSdk = draft.project.declared(SDK) !== null
  if (hasSdk && kept.size === 0 && draft.original('package.json')?.includes(VENDOR_PACKAGE) === true) {
    const user = userOf(draft, files, SDK)
    if (user === undefined) remove(draft, SDK)
  }
  const text = draft.read('package.json') ?? ''
  const mentioned = VENDOR_PACKAGES.filter((name) => !kept.has(name) && text.includes(name))
  for (const name of mentioned) notes.push(`package.json still names ${name}, outside of its dependencies.`)
  return notes
}

function remove(draft: Draft, name: string): void {
  const path = 'package.json'
  const before = draft.read(path) ?? ''
  const snippet = `without "${name}"`
  const change = fromCodemod(removeDependency(before, name), {
    path,
    before,
    why: `removes ${name}`,
    snippet,
  })
  draft.apply(change, STEP)
}

const TEXT = /\.(?:[cm]?[jt]sx?|jsonc?|ya?ml|mdx|toml)$/

/** A file, package.json besides its dependencies included, that names a package. */
function userOf(draft: Draft, files: readonly string[], name: string): string | undefined {
  const { packageJson } = draft.project
  if (packageJson.text.split(name).length > 2) return packageJson.path
  return files.find((path) => {
    if (!TEXT.test(path) || path === packageJson.path || PACKAGE_MANAGER_FILES.includes(path)) {
      // A workspace file may hold a catalog, overrides, or patches: what becomes of these is the user's to say.
      if (path !== 'pnpm-workspace.yaml') return false
    }
    return draft.read(path)?.includes(name) === true
  })
}

/** A package of the workspace, other than the app, that depends on WorkOS' packages. */
export interface WorkspaceUser {
  name: string
  /** Relative to the workspace, POSIX. */
  path: string
  /** Whether the app depends on it, and so builds it in. */
  isUsed: boolean
}

/** The other packages of the workspace that depend on WorkOS' packages. */
export function findWorkspaceUsers(project: Project): WorkspaceUser[] {
  const top = project.workspaceRoot
  if (top === null) return []
  const app = relative(top, project.root).split(sep).join('/')
  const paths = VENDOR_PACKAGES.flatMap((name) => findPackagesWith(name, top))
  return [...new Set(paths)]
    .filter((path) => path !== app)
    .map((path) => {
      const name = nameOf(join(top, path)) ?? path
      return { name, path, isUsed: project.declared(name) !== null }
    })
}

function nameOf(folder: string): string | null {
  try {
    const name = readPackageJson(folder)?.data['name']
    return typeof name === 'string' ? name : null
  } catch {
    return null
  }
}
