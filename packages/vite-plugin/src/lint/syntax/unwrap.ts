import type * as ESTree from 'oxc-parser'

/** Takes off what changes neither the value nor where it came from: `as`, `satisfies`, `!`, `?.`, `await`. */
export function unwrap(node: ESTree.Node): ESTree.Node {
  let current = node
  while (isWrapper(current))
    current = current.type === 'AwaitExpression' ? current.argument : current.expression
  return current
}

type Wrapper =
  | ESTree.AwaitExpression
  | ESTree.ChainExpression
  | ESTree.TSAsExpression
  | ESTree.TSInstantiationExpression
  | ESTree.TSNonNullExpression
  | ESTree.TSSatisfiesExpression
  | ESTree.TSTypeAssertion

/** Whether {@link unwrap} takes a node off. */
export function isWrapper(node: ESTree.Node): node is Wrapper {
  switch (node.type) {
    case 'AwaitExpression':
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSInstantiationExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return true
    default:
      return false
  }
}
