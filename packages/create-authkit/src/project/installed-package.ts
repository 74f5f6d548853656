import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isRecord, parseJsonObject } from './parse-json.ts'
import { readText } from './read-text.ts'

/** A package as installed. */
export interface InstalledPackage {
  /** Real path of its folder. */
  folder: string
  data: Record<string, unknown>
}

/** The copy of a package that Node would resolve from a folder: the nearest `node_modules` above it that has one. */
export function findInstalled(from: string, packageName: string): InstalledPackage | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', packageName)
    const text = readText(join(candidate, 'package.json'))
    if (text !== null)
      return { folder: realpathSync(candidate), data: parseJsonObject(`${packageName}/package.json`, text) }
    if (folder === dirname(folder)) return null
  }
}

/** The installed version of a package, or `null`. */
export function installedVersion(from: string, packageName: string): string | null {
  const version = findInstalled(from, packageName)?.data['version']
  return typeof version === 'string' ? version : null
}

/**
 * Follows dependencies from package to package, as strict package managers lay them out, and answers with the
 * URL of an ES module of the last one; `null` when one of them is not installed or has no such module.
 *
 * @param subpath key in the last package's `exports`; its main module by default
 */
export function findModuleThrough(
  root: string,
  packageNames: readonly string[],
  subpath: '.' | `./${string}` = '.',
): string | null {
  let folder = root
  let data: Record<string, unknown> = {}
  for (const name of packageNames) {
    const found = findInstalled(folder, name)
    if (found === null) return null
    ;({ folder, data } = found)
  }
  const module = subpath === '.' ? mainModule(data) : importTarget(exportsOf(data)?.[subpath])
  return module === null ? null : pathToFileURL(join(folder, module)).href
}

function mainModule(data: Record<string, unknown>): string | null {
  const exports = exportsOf(data)
  return importTarget(exports?.['.'] ?? data['exports'] ?? data['module'] ?? data['main'])
}

function exportsOf(data: Record<string, unknown>): Record<string, unknown> | null {
  return isRecord(data['exports']) ? data['exports'] : null
}

/** The target of an export under the condition `import`, however deep its conditions are. */
function importTarget(exported: unknown): string | null {
  let target = exported
  while (isRecord(target)) target = target['import'] ?? target['default']
  return typeof target === 'string' ? target : null
}
