import { Node } from 'ts-morph'
import { unwrap } from '../syntax/unwrap.ts'
import { functionAround } from '../syntax/value.ts'

/**
 * Whether only browsers get to a node: it is under a condition that Vite or the language makes false on a server, such as
 * `if (!import.meta.env.SSR) return {}`.
 */
export function isBrowserOnly(node: Node): boolean {
  const around = functionAround(node)
  let inner = node
  for (const outer of node.getAncestors()) {
    if (outer === around) return false
    if (Node.isIfStatement(outer) || Node.isConditionalExpression(outer)) {
      const condition = Node.isIfStatement(outer) ? outer.getExpression() : outer.getCondition()
      const holds = holdsInBrowsers(condition)
      const then = Node.isIfStatement(outer) ? outer.getThenStatement() : outer.getWhenTrue()
      const otherwise = Node.isIfStatement(outer) ? outer.getElseStatement() : outer.getWhenFalse()
      if ((holds === true && inner === then) || (holds === false && inner === otherwise)) return true
    }
    inner = outer
  }
  return false
}

/** `true`: it holds in browsers alone; `false`: on servers alone; `null`: it says nothing of that. */
function holdsInBrowsers(expression: Node): boolean | null {
  const condition = unwrap(expression)
  if (Node.isPropertyAccessExpression(condition)) {
    return condition.getText() === 'import.meta.env.SSR' ? false : null
  }
  if (Node.isPrefixUnaryExpression(condition) && condition.getText().startsWith('!')) {
    const inner = holdsInBrowsers(condition.getOperand())
    return inner === null ? null : !inner
  }
  if (!Node.isBinaryExpression(condition)) return null
  const isEqual = EQUALITY.get(condition.getOperatorToken().getText())
  const sides = [unwrap(condition.getLeft()), unwrap(condition.getRight())]
  const tests = sides.some(
    (side) => Node.isTypeOfExpression(side) && GLOBALS.has(side.getExpression().getText()),
  )
  const isUndefined = sides.some(
    (side) => Node.isStringLiteral(side) && side.getLiteralValue() === 'undefined',
  )
  return isEqual === undefined || !tests || !isUndefined ? null : !isEqual
}

const EQUALITY: ReadonlyMap<string, boolean> = new Map([
  ['===', true],
  ['==', true],
  ['!==', false],
  ['!=', false],
])

/** What no server has. */
const GLOBALS: ReadonlySet<string> = new Set(['window', 'document'])
