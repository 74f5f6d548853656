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
  const file = parseSource(entry, text)
  const texts = [
    ...file.getDescendantsOfKind(SyntaxKind.StringLiteral),
    ...file.getDescendantsOfKind(SyntaxKind.NoSubstitutionTemplateLiteral),
  ].map((literal) => literal.getLiteralValue())
  return (
    texts.find(
      (path) => path.length > 1 && path.startsWith('/') && `${route}/`.startsWith(path.replace(/\*+$/, '')),
    ) ?? null
  )
}
