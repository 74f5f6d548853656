import { createHash } from 'node:crypto'

import { type Node, ts } from 'ts-morph'

/** So many hex digits tell declarations apart. */
const DIGITS = 16

/** Names of the same thing in several versions of Start. */
const SAME_NAME: Readonly<Record<string, string>> = { inputValidator: 'validator' }

/**
 * A hash of what a declaration says: its tokens, whatever formatter has been over it, and without comments.
 */
export function declarationHash(declaration: Node): string {
  const file = declaration.getSourceFile().compilerNode
  const tokens = tokensOf(declaration.compilerNode, file)
  const significant = tokens.filter((token, index) => {
    const next = tokens[index + 1] ?? ')'
    return token !== ';' && !(token === ',' && [')', ']', '}'].includes(next))
  })
  return createHash('sha256').update(significant.join('\n')).digest('hex').slice(0, DIGITS)
}

function tokensOf(node: ts.Node, file: ts.SourceFile): string[] {
  if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return []
  if (ts.isStringLiteral(node)) return [JSON.stringify(node.text)]
  if (ts.isIdentifier(node)) return [SAME_NAME[node.text] ?? node.text]
  const children = node.getChildren(file)
  if (children.length === 0) return node.getWidth(file) === 0 ? [] : [node.getText(file)]
  const [parameter, second] = ts.isArrowFunction(node) ? node.parameters : []
  // `(name) => …` and `name => …`
  const isBare =
    parameter !== undefined &&
    second === undefined &&
    parameter.getText(file) === parameter.name.getText(file)
  return children
    .filter(({ kind }) => {
      const isParenthesis = kind === ts.SyntaxKind.OpenParenToken || kind === ts.SyntaxKind.CloseParenToken
      return !(isBare && ts.isIdentifier(parameter.name) && isParenthesis)
    })
    .flatMap((child) => tokensOf(child, file))
}
