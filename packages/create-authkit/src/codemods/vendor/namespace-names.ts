import { type Identifier, Node, SyntaxKind } from 'ts-morph'
import { resolveName } from '../syntax/binding.ts'

/** What is taken from `import * as name`, `null` when the whole of it goes somewhere. */
export function namesOfNamespace(namespace: Identifier): string[] | null {
  const names: string[] = []
  for (const identifier of namespace.getSourceFile().getDescendantsOfKind(SyntaxKind.Identifier)) {
    if (identifier === namespace || identifier.getText() !== namespace.getText()) continue
    const parent = identifier.getParent()
    // A property, or the right of `a.b`, is another thing of that name.
    if (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === identifier) continue
    if (Node.isQualifiedName(parent) && parent.getRight() === identifier) continue
    if (Node.isPropertyAssignment(parent) && parent.getNameNode() === identifier) continue
    const binding = resolveName(identifier)
    if (binding !== null && binding.node !== namespace) continue
    const name = memberOf(identifier, parent)
    if (name === null) return null
    names.push(name)
  }
  return names
}

function memberOf(identifier: Identifier, parent: Node | undefined): string | null {
  if (Node.isPropertyAccessExpression(parent)) {
    return parent.getExpression() === identifier ? parent.getName() : null
  }
  if (Node.isQualifiedName(parent))
    return parent.getLeft() === identifier ? parent.getRight().getText() : null
  return null
}
