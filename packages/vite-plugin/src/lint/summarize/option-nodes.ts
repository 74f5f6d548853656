import type * as ESTree from 'oxc-parser'

import type { Scope } from '../scope/scope.ts'
import { objectMember } from '../values/member.ts'
import type { ModuleFacts } from './module-facts.ts'

/** The expression of an option, with the scope it stands in. */
export interface OptionNode {
  node: ESTree.Expression
  scope: Scope
}

/**
 * The expressions that may be the value of an option, in every object literal that `options` may stand for: itself,
 * a variable, a spread, the argument of a wrapper.
 */
export function optionNodes(
  options: ESTree.Node,
  scope: Scope,
  name: string,
  facts: ModuleFacts,
): readonly OptionNode[] {
  return facts.evaluator.evaluate(options, scope).flatMap((value) => {
    if (value.kind !== 'object') return []
    const inside = facts.scopes.inside(value.node)
    return objectMember(value.node, name).flatMap((member) =>
      member.kind === 'value'
        ? [{ node: member.node, scope: inside }]
        : optionNodes(member.node, inside, name, facts),
    )
  })
}
