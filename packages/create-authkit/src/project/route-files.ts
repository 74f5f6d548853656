import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteFile, RouteFileRules } from './project.ts'
import { isDirectory } from './read-text.ts'

const ROUTE_EXTENSIONS = ['.tsx', '.ts', '.jsx', '.js']

/** What the routes directory's file names mean. */
export interface RouteNaming {
  rules: RouteFileRules
  indexToken: string | null
  routeToken: string | null
}

/** Every file of the routes directory that the router takes for a route, the root route left out. */
export function findRouteFiles(root: string, routesDirectory: string, naming: RouteNaming): RouteFile[] {
  const found: RouteFile[] = []
  collect(root, routesDirectory, '', naming, found)
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** Whether the router takes a file or folder of this name. */
export function isTaken(name: string, { filePrefix, ignorePrefix, ignorePattern }: RouteFileRules): boolean {
  if (name.startsWith('.') || (ignorePrefix !== '' && name.startsWith(ignorePrefix))) return false
  if (!name.startsWith(filePrefix)) return false
  return ignorePattern === null || !new RegExp(ignorePattern).test(name)
}

/**
 * The path that a route file answers: folders and dots are segments, pathless segments (`_auth`) and groups
 * (`(app)`) add nothing, `[.]` is a dot.
 *
 * @param file path below the routes directory
 */
export function routePathOf(file: string, { rules, indexToken, routeToken }: RouteNaming): string {
  const extension = ROUTE_EXTENSIONS.find((candidate) => file.endsWith(candidate)) ?? ''
  const names = file.slice(0, file.length - extension.length).split('/')
  const segments = names
    .map((name) => (name.startsWith(rules.filePrefix) ? name.slice(rules.filePrefix.length) : name))
    .flatMap(splitAtDots)
  const last = segments.at(-1)
  const silent =
    last !== undefined && [indexToken, routeToken, 'lazy'].includes(last) ? segments.slice(0, -1) : segments
  const visible = silent
    .filter((segment) => !segment.startsWith('_') && !(segment.startsWith('(') && segment.endsWith(')')))
    .map((segment) => (segment.endsWith('_') ? segment.slice(0, -1) : segment))
    .map(unescapeBrackets)
  return `/${visible.join('/')}`
}

function collect(
  root: string,
  directory: string,
  below: string,
  naming: RouteNaming,
  found: RouteFile[],
): void {
  const folder = join(root, directory, below)
  if (!isDirectory(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!isTaken(entry.name, naming.rules)) continue
    const file = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) collect(root, directory, file, naming, found)
    else if (
      ROUTE_EXTENSIONS.some((extension) => entry.name.endsWith(extension)) &&
      !isRoot(entry.name, naming.rules)
    ) {
      found.push({ path: `${directory}/${file}`, route: routePathOf(file, naming) })
    }
  }
}

function isRoot(name: string, { filePrefix }: RouteFileRules): boolean {
  return name.startsWith(`${filePrefix}__root.`)
}

/** Splits `api.auth.$` at its dots; a dot in brackets is part of the name. */
function splitAtDots(name: string): string[] {
  const segments = ['']
  let depth = 0
  for (const character of name) {
    if (character === '[') depth++
    if (character === ']') depth--
    if (character === '.' && depth === 0) segments.push('')
    else segments.push(`${segments.pop() ?? ''}${character}`)
  }
  return segments
}

function unescapeBrackets(segment: string): string {
  return segment.replaceAll('[', '').replaceAll(']', '')
}
