import type * as ESTree from 'oxc-parser'

import type { Scope } from '../scope/scope.ts'
import { stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { ModuleFacts } from './module-facts.ts'
import { conditionsOf } from './signed-out.ts'

/** What the router passes as `cause` when it preloads. */
const PRELOAD_CAUSE = 'preload'

/**
 * Whether a node stands where code only gets when the router does not preload: behind `if (preload) return`, in
 * `if (cause !== 'preload')`. Both are members of what the router gives the function.
 *
 * @param ancestors the nodes around it, from the function down
 */
export function isBehindPreloadGuard(
  node: ESTree.Node,
  ancestors: readonly ESTree.Node[],
  facts: ModuleFacts,
): boolean {
  return conditionsOf(node, ancestors, facts).some(
    ({ test, scope, was }) => was !== undefined && rulesOutPreload(test, was, scope, facts),
  )
}

/** Whether a test with that outcome means that the router does not preload. */
function rulesOutPreload(expression: ESTree.Node, was: boolean, scope: Scope, facts: ModuleFacts): boolean {
  const test = unwrap(expression)
  const inner = (part: ESTree.Node, outcome = was): boolean => rulesOutPreload(part, outcome, scope, facts)
  switch (test.type) {
    case 'UnaryExpression':
      return test.operator === '!' && inner(test.argument, !was)
    case 'LogicalExpression': {
      const sides = [test.left, test.right]
      if (test.operator === '??') return false
      // `a && b` that held, and `a || b` that did not, say it of both.
      return (test.operator === '&&') === was
        ? sides.some((side) => inner(side))
        : sides.every((side) => inner(side))
    }
    case 'BinaryExpression': {
      const isEqual = test.operator === '===' || test.operator === '=='
      if (!isEqual && test.operator !== '!==' && test.operator !== '!=') return false
      const causes = [test.left, test.right].map((side) => stringOf(unwrap(side)))
      const cause = causes.find((text) => text !== undefined)
      const isCause = [test.left, test.right].some((side) => isGiven(side, 'cause', scope, facts))
      if (!isCause || cause === undefined) return false
      return was === isEqual ? cause !== PRELOAD_CAUSE : cause === PRELOAD_CAUSE
    }
    default:
      return !was && isGiven(test, 'preload', scope, facts)
  }
}

/** Whether an expression is a member of what the function around it is given first. */
function isGiven(expression: ESTree.Node, name: string, scope: Scope, facts: ModuleFacts): boolean {
  const values = facts.evaluator.evaluate(expression, scope)
  return (
    values.length > 0 &&
    values.every(
      (value) =>
        value.kind === 'parameter' && value.index === 0 && value.path.length === 1 && value.path[0] === name,
    )
  )
}
