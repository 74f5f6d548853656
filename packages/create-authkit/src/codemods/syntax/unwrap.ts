import { Node } from 'ts-morph'

/** The expression itself, without parentheses, `as`, `satisfies`, `!` and `<T>`. */
export function unwrap(node: Node): Node {
  let inner = node
  while (
    Node.isParenthesizedExpression(inner) ||
    Node.isAsExpression(inner) ||
    Node.isSatisfiesExpression(inner) ||
    Node.isNonNullExpression(inner) ||
    Node.isTypeAssertion(inner)
  ) {
    inner = inner.getExpression()
  }
  return inner
}
