import { posix } from 'node:path'

const MODULE_ENDINGS = ['.ts', '.mts', '.js', '.mjs', '.tsx', '/index.ts', '/index.js']

/** A module of the app, and what is in it. */
export interface FoundModule {
  path: string
  text: string
}

/** The module that a file means by a relative import; `null` for packages, and when there is none. */
export function findModule(
  specifier: string,
  importer: string,
  read: (path: string) => string | null,
): FoundModule | null {
  if (!specifier.startsWith('.')) return null
  for (const path of modulePaths(specifier, importer)) {
    const text = read(path)
    if (text !== null) return { path, text }
  }
  return null
}

function modulePaths(specifier: string, importer: string): string[] {
  const base = posix.join(posix.dirname(importer), specifier)
  const { dir, name, ext } = posix.parse(base)
  // A TypeScript file is imported by the name it is compiled to, too.
  if (ext === '.ts' || ext === '.mts' || ext === '.tsx') return [base]
  if (ext === '.js' || ext === '.mjs') return [base, posix.join(dir, `${name}${ext.replace('j', 't')}`)]
  return MODULE_ENDINGS.map((ending) => `${base}${ending}`)
}
