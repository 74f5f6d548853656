import { dirname, join } from 'node:path'
import { CliError } from '../cli-error.ts'
import { DEPENDENCY_LISTS } from '../codemods/package-json.ts'
import { isRecord, parseJsonObject } from './parse-json.ts'
import { isDirectory, readText } from './read-text.ts'

/** A package.json with the folder it is in. */
export interface PackageJson {
  folder: string
  text: string
  data: Record<string, unknown>
}

/**
 * The package.json of a folder or the nearest one above it, as package managers look for it.
 *
 * @throws CliError `ERR_NO_SUCH_FOLDER`, `ERR_NO_PACKAGE_JSON`, `ERR_INVALID_JSON`
 */
export function findPackageJson(cwd: string): PackageJson {
  checkFolder(cwd)
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = readPackageJson(folder)
    if (found !== null) return found
    if (folder === dirname(folder)) break
  }
  throw new CliError(`There is no package.json in ${cwd} or above it`, {
    code: 'ERR_NO_PACKAGE_JSON',
    help: 'Go to your TanStack Start app, or name its folder with --cwd.\nFor a new app, add `--create my-app`.',
  })
}

/** @throws CliError `ERR_NO_SUCH_FOLDER` */
export function checkFolder(path: string): void {
  if (isDirectory(path)) return
  throw new CliError(`There is no folder ${path}`, {
    code: 'ERR_NO_SUCH_FOLDER',
    help: 'Give another one with --cwd.',
  })
}

/** The package.json of exactly this folder, or `null`. */
export function readPackageJson(folder: string): PackageJson | null {
  const path = join(folder, 'package.json')
  const text = readText(path)
  return text === null ? null : { folder, text, data: parseJsonObject(path, text) }
}

/** The range a package.json declares for a package, in any of its lists. */
export function declaredRange(data: Record<string, unknown>, packageName: string): string | null {
  for (const list of DEPENDENCY_LISTS) {
    const entries = data[list]
    const range = isRecord(entries) ? entries[packageName] : undefined
    if (typeof range === 'string') return range
  }
  return null
}

/** The scripts of a package.json. */
export function scriptsOf(data: Record<string, unknown>): Map<string, string> {
  const scripts = isRecord(data['scripts']) ? Object.entries(data['scripts']) : []
  return new Map(scripts.flatMap(([name, command]) => (typeof command === 'string' ? [[name, command]] : [])))
}
