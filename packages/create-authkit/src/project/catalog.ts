import { join } from 'node:path'
import { isRecord } from './parse-json.ts'
import { readPackageJson } from './package-json.ts'
import { readText } from './read-text.ts'

const CATALOG = 'catalog:'

/** Files that hold catalogs beside package.json: pnpm's and yarn's. */
const YAML_FILES = ['pnpm-workspace.yaml', '.yarnrc.yml']

/** Whether a range stands in a catalog of the workspace. */
export function isCatalogRange(range: string): boolean {
  return range.startsWith(CATALOG)
}

/**
 * The range that `catalog:` or `catalog:name` stands for, by the workspace's own files; the range as it is when it
 * names no catalog, or when that can't be read.
 *
 * @param top folder of the workspace, or of an app that stands alone
 */
export function resolveCatalog(range: string, packageName: string, top: string): string {
  if (!isCatalogRange(range)) return range
  const name = range.slice(CATALOG.length).trim()
  return fromPackageJson(top, name, packageName) ?? fromYaml(top, name, packageName) ?? range
}

/** Bun's catalogs, beside the workspaces or in them. */
function fromPackageJson(top: string, name: string, packageName: string): string | null {
  const data = readLenient(top)
  for (const holder of [data, data['workspaces']]) {
    if (!isRecord(holder)) continue
    const named = isRecord(holder['catalogs']) ? holder['catalogs'][name] : undefined
    const catalog = isUnnamed(name) ? (holder['catalog'] ?? named) : named
    const range = isRecord(catalog) ? catalog[packageName] : undefined
    if (typeof range === 'string') return range
  }
  return null
}

function readLenient(folder: string): Record<string, unknown> {
  try {
    return readPackageJson(folder)?.data ?? {}
  } catch {
    return {}
  }
}

function fromYaml(top: string, name: string, packageName: string): string | null {
  for (const file of YAML_FILES) {
    const text = readText(join(top, file))
    if (text === null) continue
    const paths = isUnnamed(name) ? [['catalog'], ['catalogs', 'default']] : [['catalogs', name]]
    for (const path of paths) {
      const range = valueAt(text.split('\n'), [...path, packageName])
      if (range !== null) return range
    }
  }
  return null
}

function isUnnamed(name: string): boolean {
  return name === '' || name === 'default'
}

/** The text at a path of keys in a YAML file of nested maps; anything else in the file is passed over. */
function valueAt(lines: readonly string[], path: readonly string[]): string | null {
  const open: Array<{ key: string; indent: number }> = []
  for (const line of lines) {
    const entry = /^(\s*)(?:'([^']+)'|"([^"]+)"|([^\s#'":][^:]*)):(?:\s+(.*))?$/.exec(line.trimEnd())
    if (entry === null) continue
    const indent = entry[1]?.length ?? 0
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop()
    open.push({ key: entry[2] ?? entry[3] ?? entry[4] ?? '', indent })
    const isIt = open.length === path.length && open.every(({ key }, index) => key === path[index])
    const value = entry[5]?.replace(/\s+#.*$/, '').trim() ?? ''
    if (isIt && value !== '') return value.replace(/^(['"])(.*)\1$/, '$2')
  }
  return null
}
