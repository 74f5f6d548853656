import type * as ESTree from 'oxc-parser'

import type { Scope } from '../scope/scope.ts'
import { isSignedInValue } from '../signed-in-values.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { DataFlow, type Data } from './data-flow.ts'
import type { ModuleFacts } from './module-facts.ts'

/** How many functions of the module are looked into, one in the other. */
const MAX_CALL_DEPTH = 3

/** A condition that holds where a node stands: what the test must have been. */
export interface Condition {
  test: ESTree.Node
  scope: Scope
  was: boolean
}

/**
 * Whether a node stands where code only gets because nobody is signed in: `if (!user) …`, the `else` of `if (user)`,
 * what follows `if (user) return …`. Only what comes from AuthKit itself counts as `user`.
 *
 * @param ancestors the nodes around it, from the function down
 */
export function isSignedOutBranch(
  node: ESTree.Node,
  ancestors: readonly ESTree.Node[],
  facts: ModuleFacts,
): boolean {
  const flow = new DataFlow(facts)
  return conditionsOf(node, ancestors, facts).some(({ test, scope, was }) =>
    saysSignedOut(test, scope, was, flow),
  )
}

/** The conditions under which a node is reached, as far as `if` and its kin say them. */
export function conditionsOf(
  node: ESTree.Node,
  ancestors: readonly ESTree.Node[],
  facts: ModuleFacts,
): readonly Condition[] {
  const conditions: Condition[] = []
  const [fn] = ancestors
  let scope = fn === undefined ? facts.scopes.root : facts.scopes.inside(fn)
  for (const [index, around] of ancestors.entries()) {
    scope = facts.scopes.inside(around, scope)
    const child = ancestors[index + 1] ?? node
    for (const condition of conditionsIn(around, child)) conditions.push({ ...condition, scope })
  }
  return conditions
}

/** The conditions under which `child` is reached once `around` is. */
function conditionsIn(around: ESTree.Node, child: ESTree.Node): readonly Omit<Condition, 'scope'>[] {
  switch (around.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return child === around.test ? [] : [{ test: around.test, was: child === around.consequent }]
    case 'LogicalExpression':
      return child === around.right ? [{ test: around.left, was: around.operator === '&&' }] : []
    case 'BlockStatement':
      return afterEarlyExits(around.body, child)
    case 'SwitchCase':
      return afterEarlyExits(around.consequent, child)
    default:
      return []
  }
}

/** What must have been for code to get past the `if` statements before it that leave. */
function afterEarlyExits(
  statements: readonly ESTree.Node[],
  child: ESTree.Node,
): readonly Omit<Condition, 'scope'>[] {
  const before = statements.slice(0, statements.indexOf(child))
  return before.flatMap((statement): readonly Omit<Condition, 'scope'>[] => {
    if (statement.type !== 'IfStatement') return []
    const { test, consequent, alternate } = statement
    if (leaves(consequent)) return [{ test, was: false }]
    return alternate !== null && leaves(alternate) ? [{ test, was: true }] : []
  })
}

/** Whether code never gets past a statement. */
function leaves(statement: ESTree.Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true
    case 'BlockStatement':
      return statement.body.some(leaves)
    case 'IfStatement':
      return statement.alternate !== null && leaves(statement.consequent) && leaves(statement.alternate)
    default:
      return false
  }
}

/** Whether the outcome of a test may be because nobody is signed in. */
function saysSignedOut(expression: ESTree.Node, scope: Scope, was: boolean, flow: DataFlow): boolean {
  const test = unwrap(expression)
  switch (test.type) {
    case 'UnaryExpression':
      return test.operator === '!' && saysSignedOut(test.argument, scope, !was, flow)
    case 'LogicalExpression':
      return [test.left, test.right].some((side) => saysSignedOut(side, scope, was, flow))
    case 'BinaryExpression': {
      const isEquality = test.operator === '===' || test.operator === '=='
      if (!isEquality && test.operator !== '!==' && test.operator !== '!=') return false
      if (was !== isEquality) return false
      return (
        (isNullish(test.right) && isSignedIn(test.left, scope, flow)) ||
        (isNullish(test.left) && isSignedIn(test.right, scope, flow))
      )
    }
    default:
      return !was && isSignedIn(test, scope, flow)
  }
}

function isSignedIn(expression: ESTree.Node, scope: Scope, flow: DataFlow): boolean {
  const data = flow.of(expression, scope)
  return data.length > 0 && data.every((value) => isSignedInData(value, flow))
}

/** Whether a value is there exactly when somebody is signed in: AuthKit's own, or what a function makes of it. */
function isSignedInData(value: Data, flow: DataFlow, depth = 0): boolean {
  if (value.kind !== 'result' || depth > MAX_CALL_DEPTH) return false
  const { from, path } = value
  if (from.kind === 'import') return isSignedInValue(from, path)
  const results = flow.returned(from.node).filter((result) => !isNullish(unwrap(result.node)))
  return (
    results.length > 0 &&
    results.every((result) => {
      const data = flow.members(flow.of(result.node, result.scope), path)
      return data.length > 0 && data.every((inner) => isSignedInData(inner, flow, depth + 1))
    })
  )
}

function isNullish(node: ESTree.Node): boolean {
  if (node.type === 'Identifier') return node.name === 'undefined'
  return node.type === 'Literal' && node.value === null
}
