import type * as ESTree from 'oxc-parser'

import { lookUp, type Binding, type Scope } from '../scope/scope.ts'
import { isFunctionNode, type FunctionNode } from '../syntax/function-node.ts'
import { memberName } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { objectMember } from '../values/member.ts'
import { isCallable, type CallableValue, type ModuleFacts } from './module-facts.ts'
import { returnsOf, type ReturnedExpression } from './returns-of.ts'
import type { MemberPath } from './value-uses.ts'

/** What a value is made of. What is not listed is not known. */
export type Data =
  /** A member (or, without a path, all) of what calling a function gives. */
  | ({ kind: 'result'; from: CallableValue; path: MemberPath } & Changes)
  | ({ kind: 'object'; node: ESTree.ObjectExpression; scope: Scope } & Changes)
  | ({ kind: 'array'; node: ESTree.ArrayExpression; scope: Scope } & Changes)

interface Changes {
  /**
   * Where in the result, the object or the array something else may have been put in place of what was there: the
   * objects whose members may be others now.
   */
  changed: readonly MemberPath[]
}

/**
 * Follows values to the calls they come from, inside one module. Unlike the evaluator, which looks for functions, it
 * takes no call for a wrapper: what `toPublic(auth)` gives is not `auth`.
 */
export class DataFlow {
  readonly #facts: ModuleFacts
  readonly #running = new Set<ESTree.Node>()

  constructor(facts: ModuleFacts) {
    this.#facts = facts
  }

  /** All that a value may be made of. Promises count as what they resolve to. */
  of(expression: ESTree.Node, scope: Scope): readonly Data[] {
    const node = unwrap(expression)
    if (this.#running.has(node)) return []
    this.#running.add(node)
    try {
      return this.#of(node, scope)
    } finally {
      this.#running.delete(node)
    }
  }

  #of(node: ESTree.Node, scope: Scope): readonly Data[] {
    switch (node.type) {
      case 'ObjectExpression':
        return [{ kind: 'object', node, scope, changed: [] }]
      case 'ArrayExpression':
        return [{ kind: 'array', node, scope, changed: [] }]
      case 'Identifier':
        return this.#binding(lookUp(scope, node.name))
      case 'MemberExpression': {
        const name = memberName(node)
        return name === undefined ? [] : this.#members(this.of(node.object, scope), name)
      }
      case 'ConditionalExpression':
        return [...this.of(node.consequent, scope), ...this.of(node.alternate, scope)]
      case 'LogicalExpression':
        return [...(node.operator === '&&' ? [] : this.of(node.left, scope)), ...this.of(node.right, scope)]
      case 'SequenceExpression':
        return node.expressions.slice(-1).flatMap((last) => this.of(last, scope))
      case 'CallExpression':
        return this.#call(node, scope)
      default:
        return []
    }
  }

  #call(node: ESTree.CallExpression, scope: Scope): readonly Data[] {
    const callee = unwrap(node.callee)
    const [first] = node.arguments
    if (callee.type === 'MemberExpression' && first !== undefined) {
      const method = memberName(callee)
      const callback = unwrap(first)
      if (method === 'then' && isFunctionNode(callback)) {
        return this.returned(callback).flatMap((result) => this.of(result.node, result.scope))
      }
      if (method === 'all' && isGlobal(callee.object, 'Promise', scope)) return this.of(first, scope)
    }
    return this.#facts.data
      .evaluate(callee, scope)
      .filter(isCallable)
      .map((from) => ({ kind: 'result', from, path: [], changed: [] }))
  }

  /** The expressions whose values a function returns. */
  returned(node: FunctionNode): readonly ReturnedExpression[] {
    return returnsOf(node, this.#facts.scopes)
  }

  /** What the members of values, one after the other, are made of. */
  members(data: readonly Data[], path: readonly string[]): readonly Data[] {
    return path.reduce((values, name) => this.#members(values, name), data)
  }

  #binding(binding: Binding | undefined): readonly Data[] {
    if (binding === undefined || !('reassigned' in binding) || binding.reassigned) return []
    const data = this.#bound(binding)
    return data.length === 0 ? data : withChanges(data, this.#facts.uses.changedIn(binding))
  }

  #bound(binding: Binding): readonly Data[] {
    if (binding.kind === 'variable') return this.#taken(binding.init, binding.scope, binding.path)
    if (binding.kind !== 'parameter' || binding.index !== 0) return []
    const promise = this.#facts.scopes.promiseBefore(binding.owner)
    return promise === undefined ? [] : this.#taken(promise.node, promise.scope, binding.path)
  }

  #taken(node: ESTree.Node, scope: Scope, path: readonly string[] | null): readonly Data[] {
    if (path === null) return []
    return this.members(this.of(node, scope), path)
  }

  #members(data: readonly Data[], name: string): readonly Data[] {
    return data.flatMap((value): readonly Data[] => {
      if (value.kind === 'result') return [{ ...value, path: [...value.path, name] }]
      if (isChanged(value)) return []
      const changes = changesIn(value, name)
      switch (value.kind) {
        case 'array': {
          const element = value.node.elements[Number(name)]
          if (element === null || element === undefined) return []
          return withChanges(this.of(element, value.scope), changes)
        }
        default:
          return objectMember(value.node, name).flatMap((found) => {
            const inner = this.of(found.node, value.scope)
            return withChanges(found.kind === 'value' ? inner : this.#members(inner, name), changes)
          })
      }
    })
  }
}

/** Whether other members may have been put into an object or array: none of them is known then. */
export function isChanged({ changed }: Data): boolean {
  return changed.some((path) => path.length === 0)
}

/** Where a member of an object may have been changed. */
export function changesIn({ changed }: Data, name: string): readonly MemberPath[] {
  return changed.flatMap(([first, ...rest]) => (first === name ? [rest] : []))
}

/** Data, with more places where it may have been changed. */
export function withChanges(data: readonly Data[], paths: readonly MemberPath[]): readonly Data[] {
  if (paths.length === 0) return data
  return data.map((value) => ({
    ...value,
    changed: [
      ...value.changed,
      ...(value.kind === 'result' ? paths.map((path) => [...value.path, ...path]) : paths),
    ],
  }))
}

function isGlobal(node: ESTree.Node, name: string, scope: Scope): boolean {
  return node.type === 'Identifier' && node.name === name && lookUp(scope, name) === undefined
}
