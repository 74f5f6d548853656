import { posix } from 'node:path'

import type { Project } from '../../project/project.ts'
import { isCode } from '../vendor-files.ts'
import { pathResolver, type ResolvePath } from './example-code.ts'
import { importedModules } from './imported-modules.ts'

/** The example's modules that others import, relative to its folder. */
export const FUNCTIONS_FILE = 'serverFunctions.ts'
export const SESSION_FILE = 'ssr/session.ts'

/** A copy of TanStack's example `start-workos` in an app. */
export interface FoundExample {
  /** The folder of the copied files. */
  folder: string
  /** The modules of the app that import them. */
  users: readonly string[]
  resolve: ResolvePath
}

/**
 * Finds a copy of the example that the app uses.
 *
 * @param files every file of the app
 */
export function findExample(project: Project, files: readonly string[]): FoundExample | null {
  const { read, srcDirectory } = project
  const folder = findFolder(project, files)
  if (folder === null) return null
  const resolve = pathResolver(project)
  const isOwn = (path: string): boolean => path.startsWith(`${folder}/`)
  const users = files.filter((path) => {
    if (!isCode(path) || !path.startsWith(`${srcDirectory}/`) || isOwn(path)) return false
    const text = read(path) ?? ''
    return (
      text.includes(posix.basename(folder)) &&
      importedModules(path, text).some((module) => isOwn(resolve(module, path) ?? ''))
    )
  })
  return users.length === 0 ? null : { folder, users, resolve }
}

function findFolder({ read, srcDirectory }: Project, files: readonly string[]): string | null {
  const found = files.find((path) => {
    if (!path.startsWith(`${srcDirectory}/`) || posix.basename(path) !== FUNCTIONS_FILE) return false
    const text = read(path) ?? ''
    return text.includes('createServerFn') && read(posix.join(posix.dirname(path), SESSION_FILE)) !== null
  })
  return found === undefined ? null : posix.dirname(found)
}
