import { Node } from 'ts-morph'
import { branchesOf, isNothing } from '../syntax/property-ways.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { valueOf } from '../syntax/value.ts'

/**
 * Whether an element of a list of plugins is an array literal, or spreads one, that only tests go without:
 * `...(process.env.VITEST ? [] : [tanstackStart(), nitro()])`. A plugin that tests need as well goes before the whole of it.
 */
export function isLeftOutInTests(element: Node): boolean {
  const value = unwrap(Node.isSpreadElement(element) ? element.getExpression() : element)
  const branches = branchesOf(value)
  if (branches === null) return false
  const lists = branches.flatMap((branch) =>
    branch === null || isEmpty(unwrap(branch)) ? [] : [unwrap(branch)],
  )
  const [list, second] = lists
  return second === undefined && Node.isArrayLiteralExpression(list) && isPlain(list) && asksForTests(value)
}

function isEmpty(value: Node): boolean {
  return isNothing(value) || (Node.isArrayLiteralExpression(value) && value.getElements().length === 0)
}

/** Every plugin of it is written there. */
function isPlain(list: Node): boolean {
  return list.forEachChildAsArray().every((each) => !Node.isSpreadElement(each) && !Node.isIdentifier(each))
}

/** Whether a condition asks Vitest's variable, or for the mode of tests. */
function asksForTests(value: Node): boolean {
  const condition = Node.isConditionalExpression(value)
    ? value.getCondition()
    : Node.isBinaryExpression(value)
      ? value.getLeft()
      : null
  if (condition === null) return false
  return [condition, ...condition.getDescendants()].some((node) => {
    const asked = valueOf(node)
    return [asked, ...asked.getDescendants()].some(namesTests)
  })
}

function namesTests(node: Node): boolean {
  if (Node.isPropertyAccessExpression(node)) return node.getName() === 'VITEST'
  return Node.isStringLiteral(node) && ['VITEST', 'test'].includes(node.getLiteralValue())
}
