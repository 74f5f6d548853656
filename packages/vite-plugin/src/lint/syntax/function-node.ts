import type * as ESTree from 'oxc-parser'

/** Anything that has parameters and a body and runs when it is called. */
export type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression

/** Whether a node is a function; declarations without a body (overloads, `declare function`) are not. */
export function isFunctionNode(node: ESTree.Node): node is FunctionNode {
  return (
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionExpression' ||
    node.type === 'FunctionDeclaration'
  )
}
