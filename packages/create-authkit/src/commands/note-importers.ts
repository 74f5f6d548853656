import { relative, sep } from 'node:path'

import { importsPackage } from '../codemods/imports-module.ts'
import { AUTHKIT_MODULE, PLUGIN_PACKAGE } from '../codemods/own-modules.ts'
import { findModules } from '../lint/find-modules.ts'
import type { FileSystem } from '../plan/file-system.ts'
import { nodeFileSystem } from '../plan/file-system.ts'
import { count } from '../plan/render-summary.ts'
import type { UndoPlan } from '../plan/undo/plan-undo.ts'

/** How many modules are named at most. */
const MAX_NAMED = 5

/**
 * Adds a note that names the modules of the user which import what the plugin serves, when the undo takes the plugin
 * away: the app doesn't build with them.
 */
export async function noteImporters(undo: UndoPlan, disk: FileSystem = nodeFileSystem): Promise<UndoPlan> {
  const importers = losesPlugin(undo) ? await findImporters(undo, disk) : []
  if (importers.length === 0) return undo
  const named = importers.slice(0, MAX_NAMED)
  const others = importers.length - named.length
  const list = [...named, ...(others > 0 ? [count(others, 'other module')] : [])].join(', ')
  const note = `The app will not build until these import nothing of ${AUTHKIT_MODULE} any more: ${list}.`
  return { ...undo, plan: { ...undo.plan, notes: [...undo.plan.notes, note] } }
}

function losesPlugin({ plan }: UndoPlan): boolean {
  return plan.files.some(
    ({ before, after }) =>
      importsPackage(before ?? '', PLUGIN_PACKAGE) && !importsPackage(after ?? '', PLUGIN_PACKAGE),
  )
}

/** Relative to the app's root, POSIX, sorted. Files that the undo leaves say so themselves. */
async function findImporters({ plan, left }: UndoPlan, disk: FileSystem): Promise<string[]> {
  const known = new Set([...plan.files, ...left].map(({ path }) => path))
  const modules = await findModules(plan.root, '.', [])
  return modules.flatMap((file) => {
    const path = relative(plan.root, file).split(sep).join('/')
    return !known.has(path) && importsPackage(read(file, disk), AUTHKIT_MODULE) ? [path] : []
  })
}

/** Empty for what can't be read: an undo does not fail for a note. */
function read(file: string, disk: FileSystem): string {
  try {
    return disk.readFileSync(file).toString()
  } catch {
    return ''
  }
}
