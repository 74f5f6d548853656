import type * as ESTree from 'oxc-parser'

import { lookUp, type Scope } from '../scope/scope.ts'
import { isSessionPart } from '../signed-in-values.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
import { memberName } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { DataFlow, Data } from './data-flow.ts'
import type { CallableValue } from './module-facts.ts'
import { isNullish, isOwnCall, isSignedIn, namedTest, type Condition } from './signed-out.ts'

/** The member of what a loader is given that may hold who is signed in. */
const CONTEXT = 'context'

/**
 * Whether code may only get somewhere for people who are not signed in, though it can't be read off for sure: by a
 * test of the session that is made elsewhere (`if (isMember(auth)) …`), or of the route's context. Not so where
 * another condition says that somebody is signed in.
 *
 * @param session whose result is taken for a session, besides AuthKit's own
 */
export function mayBeGuestOnly(
  conditions: readonly Condition[],
  session: CallableValue,
  flow: DataFlow,
): boolean {
  const isSure = conditions.some(
    ({ test, scope, was }) => was !== undefined && saysSignedIn(test, scope, was, flow),
  )
  return !isSure && conditions.some((condition) => asksWho(condition, session, flow))
}

/** Whether the outcome of a test is only possible for somebody who is signed in. */
function saysSignedIn(expression: ESTree.Node, scope: Scope, was: boolean, flow: DataFlow): boolean {
  const test = unwrap(expression)
  switch (test.type) {
    case 'UnaryExpression':
      return test.operator === '!' && saysSignedIn(test.argument, scope, !was, flow)
    case 'LogicalExpression': {
      const saysSo = (side: ESTree.Node): boolean => saysSignedIn(side, scope, was, flow)
      const sides = [test.left, test.right]
      return test.operator === (was ? '&&' : '||') ? sides.some(saysSo) : sides.every(saysSo)
    }
    case 'BinaryExpression': {
      const { operator, left, right } = test
      const isEquality = operator === '===' || operator === '=='
      if (!isEquality && operator !== '!==' && operator !== '!=') return false
      const [value, other] = isConstant(left) ? [right, left] : [left, right]
      if (isNullish(other)) return was !== isEquality && isSignedIn(value, scope, flow)
      // The signed-out have no role, no organization, and nothing else that could be the same as a text.
      return was === isEquality && isConstant(other) && isOfSession(value, scope, flow)
    }
    default: {
      const named = namedTest(test, scope)
      if (named !== undefined) return saysSignedIn(named.test, named.scope, was, flow)
      return was && (isSignedIn(test, scope, flow) || isOfSession(test, scope, flow))
    }
  }
}

function isConstant(node: ESTree.Node): boolean {
  return node.type === 'Literal' || isNullish(node)
}

/** Whether a value is a part of AuthKit's answer that the signed-out don't have. */
function isOfSession(expression: ESTree.Node, scope: Scope, flow: DataFlow): boolean {
  const data = flow.of(expression, scope)
  return data.length > 0 && data.every(isSessionData)
}

function isSessionData(data: Data): boolean {
  return data.kind === 'result' && data.from.kind === 'import' && isSessionPart(data.from, data.path)
}

/** Whether the outcome of a test may depend on who is signed in. */
function asksWho({ test, scope, was }: Condition, session: CallableValue, flow: DataFlow): boolean {
  const visit = (node: ESTree.Node, around: Scope, isDirect: boolean): boolean => {
    if (isFunctionNode(node)) return false
    if (node.type === 'CallExpression' && isDirect && isOwnCall(node, around)) return true
    if (node.type === 'MemberExpression' && isContextOf(node, around) && !isThere(test, was)) return true
    if (node.type === 'Identifier') {
      const binding = lookUp(around, node.name)
      if (binding?.kind === 'parameter' && binding.path?.[0] === CONTEXT) return !isThere(test, was)
      if (binding?.kind !== 'variable') return false
      const made = flow.of(node, around)
      if (made.some((data) => data.kind === 'result' && isSame(data.from, session))) return true
      if (made.some(isSessionData)) return true
      // What stands before can't be made of it: that is the end of names that are made of each other.
      return binding.init.end < node.start && visit(binding.init, binding.scope, false)
    }
    let found = false
    forEachChild(node, (child) => {
      found ||= visit(child, around, isDirect)
    })
    return found
  }
  return visit(test, scope, true)
}

function isContextOf(node: ESTree.MemberExpression, scope: Scope): boolean {
  const object = unwrap(node.object)
  return (
    memberName(node) === CONTEXT &&
    object.type === 'Identifier' &&
    lookUp(scope, object.name)?.kind === 'parameter'
  )
}

/** Whether a test says that something is there, which somebody who is not signed in has hardly. */
function isThere(expression: ESTree.Node, was: boolean | undefined): boolean {
  const test = unwrap(expression)
  if (test.type === 'UnaryExpression') {
    return test.operator === '!' && was !== undefined && isThere(test.argument, !was)
  }
  return was === true && (test.type === 'MemberExpression' || test.type === 'Identifier')
}

function isSame(one: CallableValue, other: CallableValue): boolean {
  if (one.kind === 'function') return other.kind === 'function' && one.node === other.node
  return (
    other.kind === 'import' &&
    one.specifier === other.specifier &&
    one.path.join('.') === other.path.join('.')
  )
}
