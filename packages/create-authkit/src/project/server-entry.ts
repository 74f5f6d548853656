import { join, posix } from 'node:path'
import { SyntaxKind } from 'ts-morph'
import { parseSource } from '../codemods/syntax/source-file.ts'
import { isFile } from './read-text.ts'

const EXTENSIONS = ['.ts', '.js', '.mts', '.mjs', '.tsx', '.jsx']

/** The app's own server entry, which sees every request before Start does; `null` when it has none. */
export function findServerEntry(
  root: string,
  srcDirectory: string,
  configured: string | null,
): string | null {
  const base = posix.join(srcDirectory, configured ?? 'server')
  const candidates = [base, ...EXTENSIONS.map((extension) => `${base}${extension}`)]
  return candidates.find((path) => isFile(join(root, path))) ?? null
}

/** The first path in the texts of a server entry that a route would be below: `/api` for `/api/auth/callback`. */
export function pathAbove(route: string, entry: string, text: string): string | null {
  return (
    pathsIn(entry, text).find(
      (path) => path.length > 1 && `${route}/`.startsWith(path.replace(/\*+$/, '')),
    ) ?? null
  )
}

/**
 * Whether a file names a path of a prefix, or the prefix: `/api/auth/*` for `/api/auth`. A start file or server entry
 * that does hands requests there to another library.
 */
export function namesPathBelow(prefix: string, path: string, text: string): boolean {
  // A string pre-filter: parsing takes longer than the rest.
  if (!text.includes(prefix)) return false
  return pathsIn(path, text).some((found) => found === prefix || found.startsWith(`${prefix}/`))
}

/** The texts of a file that may be paths. */
function pathsIn(path: string, text: string): string[] {
  const file = parseSource(path, text)
  return [
    ...file.getDescendantsOfKind(SyntaxKind.StringLiteral),
    ...file.getDescendantsOfKind(SyntaxKind.NoSubstitutionTemplateLiteral),
  ]
    .map((literal) => literal.getLiteralValue())
    .filter((value) => value.startsWith('/'))
}
