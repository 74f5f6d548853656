import { dirname, join, relative, sep } from 'node:path'
import { readText } from './read-text.ts'

/** Where a package's version is asked for. */
interface Question {
  /** Folder of the app, relative to the lockfile's, POSIX; `.` for the same. */
  importer: string
  packageName: string
  /** The range that package.json declares. */
  range: string
}

/**
 * The version of a package that the lockfile holds for an app: what the next install brings, whatever else the range
 * in package.json could reach. `null` when it can't be told.
 *
 * @param lockfile its path relative to the app
 */
export function lockedVersion(
  root: string,
  lockfile: string,
  packageName: string,
  range: string,
): string | null {
  const path = join(root, lockfile)
  const text = readText(path)
  if (text === null) return null
  const folder = relative(dirname(path), root).split(sep).join('/')
  const question = { importer: folder === '' ? '.' : folder, packageName, range }
  return READERS[lockfile.slice(lockfile.lastIndexOf('/') + 1)]?.(text, question) ?? null
}

const READERS: Readonly<Record<string, (text: string, question: Question) => string | null>> = {
  'pnpm-lock.yaml': readPnpm,
  'package-lock.json': readNpm,
  'npm-shrinkwrap.json': readNpm,
  'yarn.lock': readYarn,
  'bun.lock': readBun,
}

/** `importers` holds per app what it asks for and what it gets; other forms of old are left alone. */
function readPnpm(text: string, { importer, packageName, range }: Question): string | null {
  // What follows is many times as long, and of no interest.
  const importers = block(text.split('\npackages:', 1)[0] ?? '', 'importers', '')
  const lists = importers === null ? null : block(importers, importer, '  ')
  for (const list of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    const entries = lists === null ? null : block(lists, list, '    ')
    const entry = entries === null ? null : block(entries, packageName, '      ')
    if (entry === null) continue
    // Asked for something else by now, so the next install looks again.
    if (valueOf(entry, 'specifier') !== range) return null
    return valueOf(entry, 'version')?.split('(')[0] ?? null
  }
  return null
}

/** The lines below a key of a YAML file as package managers write it: one key a line, indented by two spaces. */
function block(text: string, key: string, indent: string): string | null {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => keyOf(line, indent) === key)
  if (start === -1) return null
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => line.trim() !== '' && !line.startsWith(`${indent} `))
  return rest.slice(0, end === -1 ? undefined : end).join('\n')
}

function keyOf(line: string, indent: string): string | null {
  const text = line.trimEnd()
  if (!text.startsWith(indent) || text[indent.length] === ' ' || !text.endsWith(':')) return null
  return unquote(text.slice(indent.length, -1))
}

function valueOf(entry: string, key: string): string | null {
  const line = entry.split('\n').find((candidate) => candidate.trimStart().startsWith(`${key}: `))
  return line === undefined ? null : unquote(line.slice(line.indexOf(':') + 1).trim())
}

function unquote(text: string): string {
  const quoted = /^(['"])(.*)\1$/.exec(text)
  return quoted?.[2] ?? text
}

/** `"node_modules/react": { "version": "19.2.0", …`: found by its text, since such a file may have megabytes. */
function readNpm(text: string, { importer, packageName }: Question): string | null {
  const prefix = importer === '.' ? '' : `${importer}/`
  for (const key of [`"${prefix}node_modules/${packageName}"`, `"node_modules/${packageName}"`]) {
    const at = text.indexOf(`${key}:`)
    const entry = at === -1 ? '' : text.slice(at, text.indexOf('}', at))
    const version = /"version":\s*"([^"]+)"/.exec(entry)?.[1]
    if (version !== undefined) return version
  }
  return null
}

/** Entries are named after what asks for them: `"react@^19.0.0, react@^19.2.0":`, with `npm:` in front of newer ranges. */
function readYarn(text: string, { packageName, range }: Question): string | null {
  const names = new Set([`${packageName}@${range}`, `${packageName}@npm:${range}`])
  const lines = text.split('\n')
  const at = lines.findIndex(
    (line) =>
      line.trimEnd().endsWith(':') &&
      line
        .trimEnd()
        .slice(0, -1)
        .split(',')
        .some((name) => names.has(name.trim().replaceAll('"', ''))),
  )
  const version = at === -1 ? undefined : lines[at + 1]?.trim()
  return version?.startsWith('version') === true
    ? unquote(version.slice('version'.length).replace(':', '').trim())
    : null
}

/** `"react": ["react@19.2.0", …]`, with the workspace's name in front where an app has a copy of its own. */
function readBun(text: string, { packageName }: Question): string | null {
  const start = `"${packageName}": ["${packageName}@`
  const at = text.indexOf(start)
  if (at === -1) return null
  return text.slice(at + start.length, text.indexOf('"', at + start.length))
}
