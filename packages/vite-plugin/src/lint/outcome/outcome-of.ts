import type * as ESTree from 'oxc-parser'

import type { Outcome } from '../summary.ts'
import { isWrapper } from '../syntax/unwrap.ts'
import { outcomeOfName } from './outcome-of-name.ts'

/** Answers whether a call is `redirect(…)` of the router. */
export type IsRedirect = (node: ESTree.CallExpression) => boolean

/**
 * Where the result of a call ends up, judged by the code around it.
 *
 * @param call the call
 * @param ancestors the nodes around it, the outermost first
 */
export function outcomeOf(
  call: ESTree.Node,
  ancestors: readonly ESTree.Node[],
  isRedirect: IsRedirect,
): Outcome {
  let value = call
  let redirected = false
  for (const [index, around] of [...ancestors.entries()].toReversed()) {
    if (around.type === 'ThrowStatement') return redirected ? 'redirect' : 'other'
    if (around.type === 'ReturnStatement' || isArrowResult(around, value)) {
      return redirected ? 'redirect' : 'return'
    }
    const name = assignedName(around, value)
    if (name !== undefined) {
      return outcomeOfName(name, redirected, statementsAfter(ancestors.slice(0, index + 1)), isRedirect)
    }
    if (around.type === 'CallExpression' && around.callee !== value && isRedirect(around)) redirected = true
    else if (!carries(around, value, redirected)) return 'other'
    value = around
  }
  return 'other'
}

function isArrowResult(around: ESTree.Node, value: ESTree.Node): boolean {
  return around.type === 'ArrowFunctionExpression' && around.body === value
}

/** Whether a value becomes the value of the node around it or, as long as it is no redirect yet, a part of it. */
function carries(around: ESTree.Node, value: ESTree.Node, redirected: boolean): boolean {
  if (isWrapper(around)) return true
  switch (around.type) {
    case 'ConditionalExpression':
      return around.test !== value
    case 'LogicalExpression':
      return true
    case 'SequenceExpression':
      return around.expressions.at(-1) === value
    case 'ArrayExpression':
    case 'BinaryExpression':
    case 'MemberExpression':
    case 'NewExpression':
    case 'ObjectExpression':
    case 'Property':
    case 'SpreadElement':
    case 'TemplateLiteral':
      return !redirected
    case 'CallExpression':
      return !redirected && around.callee === value
    default:
      return false
  }
}

function assignedName(around: ESTree.Node, value: ESTree.Node): string | undefined {
  if (around.type === 'VariableDeclarator' && around.init === value) {
    return around.id.type === 'Identifier' ? around.id.name : undefined
  }
  if (around.type === 'AssignmentExpression' && around.operator === '=' && around.right === value) {
    return around.left.type === 'Identifier' ? around.left.name : undefined
  }
  return undefined
}

/** The statements after the innermost statement of a path of nodes, in that statement's own block. */
function statementsAfter(path: readonly ESTree.Node[]): readonly ESTree.Node[] {
  for (const [index, node] of [...path.entries()].toReversed()) {
    const statements = statementsOf(node)
    if (statements === undefined) continue
    return statements.slice(statements.findIndex((statement) => statement === path[index + 1]) + 1)
  }
  return []
}

function statementsOf(node: ESTree.Node): readonly ESTree.Node[] | undefined {
  if (node.type === 'BlockStatement') return node.body
  return node.type === 'SwitchCase' ? node.consequent : undefined
}
