import { Node } from 'ts-morph'

/** What is declared, without its name; the declaration itself where it is no variable, or one without a value. */
export function valueOfDeclaration(node: Node): Node {
  return Node.isVariableDeclaration(node) ? (node.getInitializer() ?? node) : node
}
