import { type FunctionDeclaration, Node, type VariableDeclaration } from 'ts-morph'

/**
 * Whether a variable or a function is exported: where it is declared, in a list, or as the default. ts-morph's own
 * answer asks the type checker, which takes longer than everything else, and which the built command line leaves out.
 */
export function isExported(declaration: VariableDeclaration | FunctionDeclaration): boolean {
  if (declaration.hasExportKeyword()) return true
  const name = declaration.getName()
  const file = declaration.getSourceFile()
  const isListed = file
    .getExportDeclarations()
    .some(
      (list) =>
        !list.hasModuleSpecifier() &&
        list.getNamedExports().some((specifier) => specifier.getName() === name),
    )
  return (
    isListed ||
    file.getExportAssignments().some((assignment) => {
      const value = assignment.getExpression()
      return Node.isIdentifier(value) && value.getText() === name
    })
  )
}
