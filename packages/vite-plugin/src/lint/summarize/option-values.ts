import type * as ESTree from 'oxc-parser'

import type { Scope } from '../scope/scope.ts'
import type { Span } from '../summary.ts'
import { objectMember } from '../values/member.ts'
import type { Value } from '../values/value.ts'
import { spanOf, type ModuleFacts } from './module-facts.ts'

/** What an option may stand for, and where that is written. */
export interface OptionValue {
  at: Span
  value: Value
}

/**
 * All that an option may stand for, in every object that `options` may stand for: object literals of this module,
 * and objects that are imported or handed in, of which only the name of the option is known here.
 */
export function optionValues(
  options: ESTree.Node,
  scope: Scope,
  name: string,
  facts: ModuleFacts,
): readonly OptionValue[] {
  return facts.evaluator.evaluate(options, scope).flatMap((value): readonly OptionValue[] => {
    if (value.kind === 'import' || value.kind === 'parameter') {
      return [{ at: spanOf(options), value: { ...value, path: [...value.path, name] } }]
    }
    if (value.kind !== 'object') return []
    const inside = facts.scopes.inside(value.node)
    return objectMember(value.node, name).flatMap((member) =>
      member.kind === 'spread'
        ? optionValues(member.node, inside, name, facts)
        : facts.evaluator
            .evaluate(member.node, inside)
            .map((option) => ({ at: spanOf(member.node), value: option })),
    )
  })
}
