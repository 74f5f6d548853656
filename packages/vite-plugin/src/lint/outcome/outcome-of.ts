import type * as ESTree from 'oxc-parser'

import type { Outcome } from '../summary.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
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

/**
 * The statements that run after the innermost statement of a path of nodes: those of its own block, then those of the
 * blocks around it. After a loop nothing is known: what is in it may run many times.
 */
function statementsAfter(path: readonly ESTree.Node[]): readonly ESTree.Node[] {
  const after: ESTree.Node[] = []
  let isLeavingSwitch = false
  for (const [index, node] of [...path.entries()].toReversed()) {
    if (isFunctionNode(node) || isLoop(node)) break
    const rest = isLeavingSwitch ? [] : restOf(node, path.slice(index + 1))
    const end = rest.findIndex(isBreak)
    after.push(...(end < 0 ? rest : rest.slice(0, end)))
    if (end >= 0) isLeavingSwitch = true
    if (node.type === 'SwitchStatement') isLeavingSwitch = false
  }
  return after
}

/** What of a node runs after a part of it, given the path from there on. */
function restOf(node: ESTree.Node, [child, inner]: readonly ESTree.Node[]): readonly ESTree.Node[] {
  if (child === undefined) return []
  switch (node.type) {
    case 'BlockStatement':
      return following(node.body, child)
    case 'SwitchStatement': {
      if (child.type !== 'SwitchCase' || inner === undefined) return []
      // Without a `break` a case falls through to the next.
      const later = node.cases.slice(node.cases.indexOf(child) + 1)
      return [...following(child.consequent, inner), ...later.flatMap(({ consequent }) => consequent)]
    }
    case 'TryStatement':
      return node.finalizer === null || child === node.finalizer ? [] : [node.finalizer]
    default:
      return []
  }
}

function following(nodes: readonly ESTree.Node[], child: ESTree.Node): readonly ESTree.Node[] {
  return nodes.slice(nodes.indexOf(child) + 1)
}

function isBreak(node: ESTree.Node): boolean {
  return node.type === 'BreakStatement' && node.label === null
}

function isLoop({ type }: ESTree.Node): boolean {
  return (
    type === 'ForStatement' ||
    type === 'ForInStatement' ||
    type === 'ForOfStatement' ||
    type === 'WhileStatement' ||
    type === 'DoWhileStatement'
  )
}
