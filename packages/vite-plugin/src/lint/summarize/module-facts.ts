import type * as ESTree from 'oxc-parser'

import type { Scopes } from '../scope/build-scopes.ts'
import type { Span, Target } from '../summary.ts'
import type { Evaluator } from '../values/evaluate.ts'
import type { Value } from '../values/value.ts'
import type { ValueUses } from './value-uses.ts'

/** What the parts of the summary ask about the module they look at. */
export interface ModuleFacts {
  evaluator: Evaluator
  /** Follows data instead of functions: what an unknown call gives is not what it is given. */
  data: Evaluator
  scopes: Scopes
  uses: ValueUses
  /** The target that stands for a function, or an expression, of the module. */
  local: (node: ESTree.Node) => Target
}

/** A value that can be called. */
export type CallableValue = Extract<Value, { kind: 'function' | 'import' }>

export function isCallable(value: Value): value is CallableValue {
  return value.kind === 'function' || value.kind === 'import'
}

export function targetOf(value: CallableValue, facts: ModuleFacts): Target {
  return value.kind === 'import' ? value : facts.local(value.node)
}

export function spanOf({ start, end }: Span): Span {
  return { start, end }
}
