import { posix } from 'node:path'

const MODULE_ENDINGS = ['.ts', '.mts', '.js', '.mjs', '/index.ts', '/index.js']

/** The paths that a relative import of a file may mean. */
export function modulePaths(specifier: string, importer: string): string[] {
  const base = posix.join(posix.dirname(importer), specifier)
  const { dir, name, ext } = posix.parse(base)
  // A TypeScript file is imported by the name it is compiled to, too.
  if (ext === '.ts' || ext === '.mts') return [base]
  if (ext === '.js' || ext === '.mjs') return [base, posix.join(dir, `${name}${ext.replace('j', 't')}`)]
  return MODULE_ENDINGS.map((ending) => `${base}${ending}`)
}
