import type * as ESTree from 'oxc-parser'

import type { FunctionNode } from '../syntax/function-node.ts'
import type { MemberNames } from './overrides.ts'

/** Stands in an import's path for "what calling it, or `new`, gives": `getAuthkit().createSignIn`. */
export const CALL_RESULT = '()'

/** Something imported, and what was taken from it: names, and {@link CALL_RESULT} for calls. */
export interface ImportValue {
  kind: 'import'
  /** The specifier as it is written in the source. */
  specifier: string
  /** Empty for the namespace itself. */
  path: readonly string[]
  /** Names of the members that hide those of the imported class or object, where it was extended or spread. */
  overriding?: MemberNames
}

/** What a function is given, or a member of it. */
export interface ParameterValue {
  kind: 'parameter'
  owner: FunctionNode
  index: number
  path: readonly string[]
}

/** A class, or one of its instances. */
export interface ClassValue {
  kind: 'class' | 'instance'
  node: ESTree.Class
}

/** What an expression may stand for. What is not listed is not known, and the lint is silent about it. */
export type Value =
  | ImportValue
  | ParameterValue
  | { kind: 'function'; node: FunctionNode }
  | { kind: 'object'; node: ESTree.ObjectExpression }
  | { kind: 'array'; node: ESTree.ArrayExpression }
  | ClassValue
