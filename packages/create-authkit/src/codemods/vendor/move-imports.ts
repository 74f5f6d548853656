import type { SourceFile } from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { editSource } from '../syntax/edit-source.ts'
import { parseSource, syntaxErrorAt } from '../syntax/source-file.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { findVendorUses, type LeftUse } from './vendor-uses.ts'
import { SOUGHT_PACKAGES } from './vendor-modules.ts'

/** What {@link moveImports} answers. */
export interface MovedImports {
  result: CodemodResult
  /** Uses that stay, by their place in the original text. */
  left: readonly LeftUse[]
}

/**
 * Moves a file from WorkOS' modules to ours, which export the same names: the text between the quotes changes, and
 * nothing else. An import that takes a name which ours does not have, or whose names can't be told, stays.
 *
 * Before: `import { getAuth } from '@workos/authkit-tanstack-react-start'`
 * After: `import { getAuth } from 'virtual:authkit'`
 */
export function moveImports(path: string, text: string): MovedImports {
  // Parsing is the expensive part, and most files don't even hold the word.
  if (!SOUGHT_PACKAGES.some((name) => text.includes(name)))
    return { result: { status: 'unchanged' }, left: [] }
  const result = editSource(path, text, plan)
  const offset = text.startsWith('\uFEFF') ? 1 : 0
  const file = parseSource(path, text.slice(offset))
  const left = syntaxErrorAt(file) === null ? findVendorUses(file).left : []
  return { result, left: left.map((use) => ({ ...use, at: use.at + offset })) }
}

function plan(file: SourceFile): { splices: Splice[]; prove(output: SourceFile): void } | null {
  const { moved, left } = findVendorUses(file)
  if (moved.length === 0) return null
  const before = specifiers(file)
  return {
    splices: moved.map(({ literal, module }) => ({
      at: literal.getStart() + 1,
      remove: literal.getWidth() - 2,
      insert: module,
    })),
    prove: (output) => prove(output, before, { moved, left }),
  }
}

/** What was moved is ours now, in its place; what was left is there, and every other import reads as before. */
function prove(
  output: SourceFile,
  before: readonly string[],
  { moved, left }: ReturnType<typeof findVendorUses>,
): void {
  const modules = new Map(moved.map(({ literal, module }) => [literal.getLiteralValue(), module]))
  const after = specifiers(output)
  const remaining = findVendorUses(output)
  const isInPlace =
    after.length === before.length &&
    after.every((name, index) => name === before[index] || name === modules.get(before[index] ?? ''))
  if (!isInPlace || remaining.moved.length > 0 || remaining.left.length !== left.length) {
    throw new UnsupportedShape('the imports could not be proven to be moved', moved[0]?.literal ?? 0)
  }
}

/** Every import and export of the file, as it reads without its specifier, and the specifier. */
function specifiers(file: SourceFile): string[] {
  return [...file.getImportDeclarations(), ...file.getExportDeclarations()].map(
    (declaration) => declaration.getModuleSpecifierValue() ?? '',
  )
}
