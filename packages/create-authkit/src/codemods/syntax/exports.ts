import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import type { ElsewhereInApp } from '../codemod-result.ts'
import { isExported } from './is-exported.ts'
import { resolveName } from './binding.ts'

/** An export: what is declared in the file, or what it passes on from another module. */
export type Export =
  | { kind: 'here'; node: Node }
  | { kind: 'elsewhere'; from: ElsewhereInApp; statement: Node }

/**
 * Finds an export by its name, `default` for the default one; `null` when the file has none. One that the file does not
 * name is where its `export *` takes it from.
 */
export function findExport(file: SourceFile, name: string): Export | null {
  return findNamedExport(file, name) ?? passedOn(file, name)
}

/** Finds an export that the file itself names; `null` when it names none. */
export function findNamedExport(file: SourceFile, name: string): Export | null {
  return listedExport(file, name) ?? declaredExport(file, name)
}

/** Says where an export of another module comes from: through `export *`, if that module has it. */
export function comesFrom({ from, statement }: Extract<Export, { kind: 'elsewhere' }>): string {
  const isNamed = !Node.isExportDeclaration(statement) || !statement.isNamespaceExport()
  return isNamed ? `comes from ${from.module}` : `can only come from ${from.module}`
}

/** `export { a as name }`, `export { name } from './a'`. */
function listedExport(file: SourceFile, name: string): Export | null {
  for (const declaration of file.getExportDeclarations()) {
    const module = declaration.getModuleSpecifierValue()
    for (const specifier of declaration.getNamedExports()) {
      if ((specifier.getAliasNode() ?? specifier.getNameNode()).getText() !== name) continue
      if (specifier.isTypeOnly() || declaration.isTypeOnly()) return null
      if (module !== undefined) {
        return { kind: 'elsewhere', from: { module, name: specifier.getName() }, statement: declaration }
      }
      const local = specifier.getNameNode()
      return Node.isIdentifier(local) ? exportOfName(local, declaration) : null
    }
  }
  return null
}

function declaredExport(file: SourceFile, name: string): Export | null {
  if (name === 'default') {
    const assignment = file.getExportAssignments().find((node) => !node.isExportEquals())
    const declared = file.getFunctions().find((declaration) => declaration.hasDefaultKeyword())
    const value = assignment?.getExpression()
    if (Node.isIdentifier(value)) return exportOfName(value, value)
    const node = value ?? declared
    return node === undefined ? null : { kind: 'here', node }
  }
  const variable = file.getVariableDeclaration(name)
  const node = [variable, file.getFunction(name)].find(
    (declaration) => declaration !== undefined && isExported(declaration),
  )
  return node === undefined ? null : { kind: 'here', node }
}

/** `export * from './a'`, when it is the only one: with several, it can't be told which has the name. */
function passedOn(file: SourceFile, name: string): Export | null {
  const [only, second] = file
    .getExportDeclarations()
    .filter(
      (node) => node.isNamespaceExport() && !node.isTypeOnly() && node.getNamespaceExport() === undefined,
    )
  const module = only?.getModuleSpecifierValue()
  if (only === undefined || second !== undefined || module === undefined || name === 'default') return null
  // A class, or `export * as name`: it may be the export in a way that is not known here.
  const isOwn = file.getDescendantsOfKind(SyntaxKind.Identifier).some((node) => node.getText() === name)
  return isOwn ? null : { kind: 'elsewhere', from: { module, name }, statement: only }
}

/** What a name that is exported stands for: an import is somebody else's. */
function exportOfName(local: Node, statement: Node): Export {
  const binding = Node.isIdentifier(local) ? resolveName(local) : null
  if (binding?.kind === 'import') {
    return { kind: 'elsewhere', from: { module: binding.module, name: binding.name }, statement }
  }
  if (binding?.kind === 'const' || binding?.kind === 'function')
    return { kind: 'here', node: binding.declaration }
  return { kind: 'here', node: local }
}
