import type * as ESTree from 'oxc-parser'

import type { Scope } from '../scope/scope.ts'
import type { FunctionNode } from '../syntax/function-node.ts'
import type { ModuleView } from './module-view.ts'

/** An expression, with the module and scope it stands in. */
export interface Place<N extends ESTree.Node = ESTree.Node> {
  view: ModuleView
  node: N
  scope: Scope
}

/** Something of a package, and what was taken from it. */
export interface ExternalValue {
  kind: 'external'
  specifier: string
  /** Names, and `CALL_RESULT` for calls. */
  path: readonly string[]
  /** The calls in `path`, in its order. */
  calls: readonly Place<ESTree.CallExpression>[]
}

/** One of the things an expression may stand for. Unlike `Value`, what is not known is said, and not left out. */
export type AppValue =
  | ExternalValue
  /** All that may be an element; in which order and how often is not said. */
  | { kind: 'array'; elements: readonly AppValue[] }
  | { kind: 'function'; at: Place<FunctionNode> }
  | { kind: 'object'; at: Place<ESTree.ObjectExpression> }
  /** `undefined`, `null`, `false`: options take all of them for left out. */
  | { kind: 'nothing' }
  | { kind: 'text'; text: string }
  | { kind: 'module'; view: ModuleView }
  | { kind: 'unknown' }

export const UNKNOWN: AppValue = { kind: 'unknown' }
export const NOTHING: AppValue = { kind: 'nothing' }
