import {
  type ExportDeclaration,
  type ImportDeclaration,
  Node,
  type SourceFile,
  type StringLiteral,
  SyntaxKind,
} from 'ts-morph'
import type { CodemodResult } from '../codemod-result.ts'
import { AUTHKIT_MODULE } from '../own-modules.ts'
import { resolveName } from '../syntax/binding.ts'
import { type Edit, editSource } from '../syntax/edit-source.ts'
import { type Layout, layoutOf } from '../syntax/layout.ts'
import { quote } from '../syntax/quote.ts'
import { removeFromList } from '../syntax/remove-from-list.ts'
import type { Splice } from '../syntax/splice.ts'
import { UnsupportedShape } from '../syntax/unsupported-shape.ts'
import { propertyOf } from '../syntax/value.ts'

/** Names that our module has in the place of an app's own; empty when the specifier means something else. */
export type MovedNames = (specifier: string) => ReadonlySet<string>

/**
 * Moves a file from an app's own copy of the example's server functions to ours of the same names. `signOut` of the
 * example is told a path, ours an object.
 *
 * Before: `import { signOut } from '../authkit/serverFunctions'` and `signOut({ data: '/' })`
 * After: `import { signOut } from 'virtual:authkit'` and `signOut({ data: { returnTo: '/' } })`
 */
export function moveFunctions(path: string, text: string, movedNames: MovedNames): CodemodResult {
  return editSource(path, text, (file) => plan(file, movedNames))
}

type Declaration = ImportDeclaration | ExportDeclaration

function plan(file: SourceFile, movedNames: MovedNames): Edit | null {
  assertReadable(file, movedNames)
  const moves = declarationsOf(file).flatMap((declaration) => {
    const names = movedNames(declaration.getModuleSpecifierValue() ?? '')
    const moved = specifiersOf(declaration).filter((specifier) => names.has(specifier.getName()))
    return moved.length === 0 ? [] : [{ declaration, moved }]
  })
  if (moves.length === 0) return null
  const layout = layoutOf(file)
  const kept = importedNames(file)
  return {
    splices: [
      ...moves.flatMap(({ declaration, moved }) => move(file, declaration, moved, layout)),
      ...moves.flatMap(({ moved }) => moved.flatMap((specifier) => signOutSplices(file, specifier))),
    ],
    prove(output) {
      const after = importedNames(output)
      const isSame = after.join('\n') === kept.join('\n')
      if (!isSame || plan(output, movedNames) !== null) {
        throw new UnsupportedShape('the imports could not be proven to be moved', moves[0]?.declaration ?? 0)
      }
    },
  }
}

/** The whole declaration, or, when it takes something else too, its moved names into one of their own. */
function move(file: SourceFile, declaration: Declaration, moved: readonly Node[], layout: Layout): Splice[] {
  const specifiers = specifiersOf(declaration)
  const literal = declaration.getModuleSpecifier()
  if (literal === undefined) return []
  const isWhole =
    specifiers.length === moved.length &&
    !(Node.isImportDeclaration(declaration) && declaration.getDefaultImport() !== undefined)
  if (isWhole) return [{ at: literal.getStart() + 1, remove: literal.getWidth() - 2, insert: AUTHKIT_MODULE }]
  const keyword = Node.isImportDeclaration(declaration) ? 'import' : 'export'
  const type = declaration.isTypeOnly() ? ' type' : ''
  const names = moved.map((specifier) => specifier.getText()).join(', ')
  const line = `${keyword}${type} { ${names} } from ${quote(AUTHKIT_MODULE, layout)}${layout.semicolons ? ';' : ''}`
  return [
    { at: declaration.getStart(), insert: `${line}${layout.eol}` },
    ...removeFromList(file, specifiers, new Set(moved)),
  ]
}

function specifiersOf(declaration: Declaration): Array<Node & { getName(): string }> {
  return Node.isImportDeclaration(declaration) ? declaration.getNamedImports() : declaration.getNamedExports()
}

function declarationsOf(file: SourceFile): Declaration[] {
  return [...file.getImportDeclarations(), ...file.getExportDeclarations()]
}

/** Whatever brings the module in but an import or export by name can't be followed. */
function assertReadable(file: SourceFile, movedNames: MovedNames): void {
  for (const literal of file.getDescendantsOfKind(SyntaxKind.StringLiteral)) {
    if (movedNames(literal.getLiteralValue()).size === 0 || !bringsIn(literal)) continue
    const parent = literal.getParent()
    const isNamed =
      (Node.isImportDeclaration(parent) && parent.getNamespaceImport() === undefined) ||
      (Node.isExportDeclaration(parent) && parent.hasNamedExports())
    if (!isNamed) throw new UnsupportedShape('it is not imported by names', literal)
  }
}

function bringsIn(literal: StringLiteral): boolean {
  const parent = literal.getParent()
  return Node.isImportDeclaration(parent) || Node.isExportDeclaration(parent) || Node.isCallExpression(parent)
}

/** What each import and export is called here, in their order but for the modules. */
function importedNames(file: SourceFile): string[] {
  return declarationsOf(file)
    .flatMap((declaration) => specifiersOf(declaration).map((specifier) => specifier.getText()))
    .toSorted()
}

function signOutSplices(file: SourceFile, specifier: Node & { getName(): string }): Splice[] {
  if (specifier.getName() !== 'signOut') return []
  if (!Node.isImportSpecifier(specifier)) {
    throw new UnsupportedShape(
      'signOut is exported on: its callers tell it a path, and ours takes an object',
      specifier,
    )
  }
  const local = (specifier.getAliasNode() ?? specifier.getNameNode()).getText()
  return file.getDescendantsOfKind(SyntaxKind.Identifier).flatMap((identifier): Splice[] => {
    if (identifier.getText() !== local || resolveName(identifier)?.node !== specifier) return []
    const parent = identifier.getParent()
    if (Node.isImportSpecifier(parent) || Node.isPropertyAssignment(parent)) {
      if (Node.isImportSpecifier(parent) || parent.getNameNode() === identifier) return []
    }
    if (!Node.isCallExpression(parent) || parent.getExpression() !== identifier) {
      throw new UnsupportedShape(
        'signOut is handed on: the example’s is told a path, and ours an object',
        identifier,
      )
    }
    return argumentSplices(parent.getArguments()[0])
  })
}

function argumentSplices(argument: Node | undefined): Splice[] {
  if (argument === undefined) return []
  const property = Node.isObjectLiteralExpression(argument) ? propertyOf(argument, 'data') : undefined
  const data = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
  const isPath = Node.isStringLiteral(data) && /^\/(?!\/)/.test(data.getLiteralValue())
  if (!isPath) {
    throw new UnsupportedShape(
      'signOut is told something else than a path; ours takes `{ data: { returnTo } }`, a path or URL of the app',
      argument,
    )
  }
  return [
    { at: data.getStart(), insert: '{ returnTo: ' },
    { at: data.getEnd(), insert: ' }' },
  ]
}
