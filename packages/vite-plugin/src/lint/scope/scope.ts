import type * as ESTree from 'oxc-parser'

import type { FunctionNode } from '../syntax/function-node.ts'
import type { Value } from '../values/value.ts'

/** Keys from a destructured value to one of its names; `null` where a key is computed or a rest element. */
export type PatternPath = readonly string[] | null

/** What a name stands for. */
export type Binding =
  /** `import { path } from 'specifier'`; an empty path is the namespace. */
  | { kind: 'import'; specifier: string; path: readonly string[] }
  /** `const { path } = init`; the initializer stands in `scope`. */
  | { kind: 'variable'; init: ESTree.Expression; path: PatternPath; scope: Scope; reassigned: boolean }
  | { kind: 'function'; node: FunctionNode; reassigned: boolean }
  | { kind: 'class'; node: ESTree.Class; reassigned: boolean }
  | { kind: 'parameter'; owner: FunctionNode; index: number; path: PatternPath; reassigned: boolean }
  /** A name that hides outer ones and of which nothing else is known. */
  | { kind: 'opaque' }

/** One lexical scope. */
export interface Scope {
  readonly parent: Scope | null
  readonly bindings: Map<string, Binding>
  /** Whether the `var` declarations in it and below it belong here. */
  readonly isVarScope: boolean
  /** What `this` stands for; left out where the scope around it decides, `null` where it is not known. */
  readonly receiver?: Value | null
}

/** The binding a name refers to in a scope; `undefined` for globals. */
export function lookUp(scope: Scope, name: string): Binding | undefined {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    const binding = current.bindings.get(name)
    if (binding !== undefined) return binding
  }
  return undefined
}

/** What `this` stands for in a scope, where the object or class is written around the method. */
export function lookUpReceiver(scope: Scope): Value | undefined {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    if (current.receiver !== undefined) return current.receiver ?? undefined
  }
  return undefined
}
