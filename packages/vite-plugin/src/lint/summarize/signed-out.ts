import type * as ESTree from 'oxc-parser'

import { lookUp, type Scope } from '../scope/scope.ts'
import { isSignedInValue } from '../signed-in-values.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { DataFlow, type Data } from './data-flow.ts'
import type { ModuleFacts } from './module-facts.ts'

/** How many functions of the module are looked into, one in the other. */
const MAX_CALL_DEPTH = 3

/** A condition that holds where a node stands. */
export interface Condition {
  test: ESTree.Node
  scope: Scope
  /** What the test must have been; `undefined` when that can't be read off the code. */
  was: boolean | undefined
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
  return isSignedOutBy(conditionsOf(node, ancestors, facts), new DataFlow(facts))
}

/** Whether one of some conditions may hold because nobody is signed in. */
export function isSignedOutBy(conditions: readonly Condition[], flow: DataFlow): boolean {
  return conditions.some(({ test, scope, was }) => was !== undefined && saysSignedOut(test, scope, was, flow))
}

/** The conditions under which code gets to a node, as far as its function has a say. */
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
    for (const condition of conditionsIn(around, child, scope)) conditions.push({ ...condition, scope })
  }
  return conditions
}

/** The conditions under which `child` is reached once `around` is. */
function conditionsIn(
  around: ESTree.Node,
  child: ESTree.Node,
  scope: Scope,
): readonly Omit<Condition, 'scope'>[] {
  switch (around.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return child === around.test ? [] : [{ test: around.test, was: child === around.consequent }]
    case 'LogicalExpression':
      return child === around.right ? [{ test: around.left, was: around.operator === '&&' }] : []
    case 'BlockStatement':
      return afterEarlyExits(around.body, child, scope)
    case 'SwitchStatement':
      return child === around.discriminant ? [] : [{ test: around.discriminant, was: undefined }]
    case 'SwitchCase':
      return afterEarlyExits(around.consequent, child, scope)
    default:
      return []
  }
}

/** What must have been for code to get past the `if` statements before it that leave. */
function afterEarlyExits(
  statements: readonly ESTree.Node[],
  child: ESTree.Node,
  scope: Scope,
): readonly Omit<Condition, 'scope'>[] {
  const before = statements.slice(0, statements.indexOf(child))
  return before.flatMap((statement): readonly Omit<Condition, 'scope'>[] => {
    if (statement.type === 'SwitchStatement') {
      const mayLeave = statement.cases.some((one) => one.consequent.some(leaves))
      return mayLeave ? [{ test: statement.discriminant, was: undefined }] : []
    }
    if (statement.type !== 'IfStatement') return []
    const { test, consequent, alternate } = statement
    if (leaves(consequent)) return [{ test, was: false }]
    if (alternate !== null && leaves(alternate)) return [{ test, was: true }]
    return endsWithOwnCall(consequent, scope) ? [{ test, was: undefined }] : []
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

/** `if (user) goHome()`: the function may throw, and then code gets no further. */
function endsWithOwnCall(statement: ESTree.Node, scope: Scope): boolean {
  if (statement.type === 'BlockStatement') {
    return statement.body.slice(-1).some((last) => endsWithOwnCall(last, scope))
  }
  if (statement.type !== 'ExpressionStatement') return false
  const call = unwrap(statement.expression)
  return call.type === 'CallExpression' && isOwnCall(call, scope)
}

/** A call of something that the module declares or imports; what it looks at is not known. */
export function isOwnCall({ callee }: ESTree.CallExpression, scope: Scope): boolean {
  let called = unwrap(callee)
  while (called.type === 'MemberExpression') called = unwrap(called.object)
  return called.type !== 'Identifier' || lookUp(scope, called.name) !== undefined
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
    default: {
      const named = namedTest(test, scope)
      if (named !== undefined) return saysSignedOut(named.test, named.scope, was, flow)
      return !was && isSignedIn(test, scope, flow)
    }
  }
}

/** The test that a name, or `Boolean(…)`, stands for: `const isGuest = !auth.user`. */
export function namedTest(test: ESTree.Node, scope: Scope): Pick<Condition, 'test' | 'scope'> | undefined {
  if (test.type === 'CallExpression') {
    const { callee, arguments: given } = test
    const [tested] = given
    const isBoolean = callee.type === 'Identifier' && callee.name === 'Boolean'
    return isBoolean && tested !== undefined && lookUp(scope, callee.name) === undefined
      ? { test: tested, scope }
      : undefined
  }
  const binding = test.type === 'Identifier' ? lookUp(scope, test.name) : undefined
  if (binding?.kind !== 'variable' || binding.reassigned || binding.path?.length !== 0) return undefined
  // What stands before the test can't be made of it: that is the end of names that are made of each other.
  return binding.init.end < test.start && isTest(unwrap(binding.init))
    ? { test: binding.init, scope: binding.scope }
    : undefined
}

function isTest({ type }: ESTree.Node): boolean {
  return (
    type === 'UnaryExpression' ||
    type === 'BinaryExpression' ||
    type === 'LogicalExpression' ||
    type === 'CallExpression'
  )
}

export function isSignedIn(expression: ESTree.Node, scope: Scope, flow: DataFlow): boolean {
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

export function isNullish(node: ESTree.Node): boolean {
  if (node.type === 'Identifier') return node.name === 'undefined'
  return node.type === 'Literal' && node.value === null
}
