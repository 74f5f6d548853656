import { type ImportDeclaration, Node, type SourceFile, SyntaxKind, ts } from 'ts-morph'
import type { Layout } from './layout.ts'
import { insertIntoList } from './list.ts'
import { quote } from './quote.ts'
import type { Splice } from './splice.ts'

/** A name that the file is to import. */
export interface WantedImport {
  module: string
  name: string
}

/** The local name of an import, and the splices (none when it is there already) that bring it in. */
export interface ImportedName {
  local: string
  splices: Splice[]
}

/**
 * Makes a named import available: the one that is there, a new name in the braces of an existing import of
 * that module, or a new line below the other packages' imports. A name that is taken gets an alias.
 */
export function ensureImport(file: SourceFile, { module, name }: WantedImport, layout: Layout): ImportedName {
  const declarations = file
    .getImportDeclarations()
    .filter((declaration) => declaration.getModuleSpecifierValue() === module && !declaration.isTypeOnly())
  for (const declaration of declarations) {
    const specifier = declaration
      .getNamedImports()
      .find((node) => node.getName() === name && !node.isTypeOnly())
    if (specifier !== undefined) {
      return { local: (specifier.getAliasNode() ?? specifier.getNameNode()).getText(), splices: [] }
    }
  }
  const local = freeName(file, name)
  const specifier = local === name ? name : `${name} as ${local}`
  const host = declarations.find((declaration) => namedImportsOf(declaration) !== null)
  const splices =
    host === undefined
      ? [newImport(file, module, specifier, layout)]
      : addSpecifier(file, host, specifier, layout)
  return { local, splices }
}

/** `name`, or a variation of it that occurs nowhere in the file. */
export function freeName(file: SourceFile, name: string): string {
  if (!file.getFullText().includes(name)) return name
  const taken = new Set(
    file.getDescendantsOfKind(SyntaxKind.Identifier).map((identifier) => identifier.getText()),
  )
  const capitalised = name.charAt(0).toUpperCase() + name.slice(1)
  const prefix = name === capitalised ? 'WorkOS' : 'workos'
  for (let suffix = 1, candidate = name; ; suffix++) {
    if (!taken.has(candidate)) return candidate
    candidate = `${prefix}${capitalised}${suffix === 1 ? '' : suffix}`
  }
}

function addSpecifier(
  file: SourceFile,
  host: ImportDeclaration,
  specifier: string,
  layout: Layout,
): Splice[] {
  const named = namedImportsOf(host)
  const items = host.getNamedImports()
  if (named === null) return []
  const names = items.map((item) => item.getName())
  const sorted = names.every((name, index) => index === 0 || compare(names[index - 1] ?? '', name) <= 0)
  const index = sorted ? names.findIndex((name) => compare(specifier, name) < 0) : -1
  return insertIntoList(
    { file, open: named.open, close: named.close, items },
    index === -1 ? items.length : index,
    [specifier],
    layout,
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function namedImportsOf(declaration: ImportDeclaration): { open: Node; close: Node } | null {
  const bindings = declaration.getImportClause()?.getNamedBindings()
  if (!Node.isNamedImports(bindings) || bindings.getElements().length === 0) return null
  const open = bindings.getFirstChildByKind(SyntaxKind.OpenBraceToken)
  const close = bindings.getFirstChildByKind(SyntaxKind.CloseBraceToken)
  return open === undefined || close === undefined ? null : { open, close }
}

function newImport(file: SourceFile, module: string, specifier: string, layout: Layout): Splice {
  const line = `import { ${specifier} } from ${quote(module, layout)}${layout.semicolons ? ';' : ''}`
  const text = file.getFullText()
  const imports = file.getImportDeclarations()
  const after = imports.findLast((node) => isPackage(node.getModuleSpecifierValue())) ?? imports.at(-1)
  if (after !== undefined) {
    const end = ts.getTrailingCommentRanges(text, after.getEnd())?.at(-1)?.end ?? after.getEnd()
    const lineEnds = /^[ \t]*(?:\r?\n|$)/.test(text.slice(end))
    return { at: end, insert: `${layout.eol}${line}${lineEnds ? '' : layout.eol}` }
  }
  const first = firstStatementBehindPrologue(file)
  const at = first?.getStart(true) ?? text.length
  return { at, insert: `${line}${layout.eol}${first === undefined ? '' : layout.eol}` }
}

/** A module of a package, as opposed to a file of the app (relative, `~/`, `@/` or `#` alias). */
export function isPackage(module: string): boolean {
  return !['.', '/', '~/', '@/', '#'].some((prefix) => module.startsWith(prefix)) && !module.includes('?')
}

/** The first statement behind `'use client'` and the like: an import put above it would end its effect. */
function firstStatementBehindPrologue(file: SourceFile): Node | undefined {
  return file.getStatements().find((statement) => {
    return !(Node.isExpressionStatement(statement) && Node.isStringLiteral(statement.getExpression()))
  })
}
