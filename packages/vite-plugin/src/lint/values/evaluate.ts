import type * as ESTree from 'oxc-parser'

import type { Scopes } from '../scope/build-scopes.ts'
import { lookUp, lookUpReceiver, type Binding, type PatternPath, type Scope } from '../scope/scope.ts'
import { isFunctionNode, type FunctionNode } from '../syntax/function-node.ts'
import { memberName, stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { resultKindOf } from './call-result.ts'
import { distinctValues } from './distinct-values.ts'
import { arrayElement, classMember, objectMember } from './member.ts'
import {
  allOf,
  mayBeOverridden,
  ownMembersOfClass,
  ownMembersOfObject,
  type MemberNames,
} from './overrides.ts'
import { CALL_RESULT, type ClassValue, type Value } from './value.ts'

/** How far an {@link Evaluator} goes. */
export interface EvaluatorOptions {
  /** Whether a call of which nothing is known is taken for a wrapper, whose result does what its arguments do. */
  followsWrappers: boolean
}

/** Follows expressions to what they stand for, inside one module, without running anything. */
export class Evaluator {
  readonly #scopes: Scopes
  readonly #followsWrappers: boolean
  readonly #extending = new Set<ESTree.Class>()
  /** A node always stands in the same scope, so the node alone is the key. */
  readonly #known = new Map<ESTree.Node, readonly Value[]>()

  constructor(scopes: Scopes, { followsWrappers }: EvaluatorOptions = { followsWrappers: true }) {
    this.#scopes = scopes
    this.#followsWrappers = followsWrappers
  }

  /** All that an expression may stand for. Promises count as what they resolve to. */
  evaluate(expression: ESTree.Node, scope: Scope): readonly Value[] {
    const node = unwrap(expression)
    const known = this.#known.get(node)
    if (known !== undefined) return known
    // While it is being followed a value stands for nothing: `const f = g(f)` must come to an end.
    this.#known.set(node, [])
    const values = distinctValues(this.#evaluate(node, scope))
    this.#known.set(node, values)
    return values
  }

  /** All that a member of a value may stand for. */
  member(value: Value, name: string): readonly Value[] {
    switch (value.kind) {
      case 'import':
      case 'parameter':
        return [{ ...value, path: [...value.path, name] }]
      case 'object': {
        const scope = this.#scopes.inside(value.node)
        return objectMember(value.node, name).flatMap((found) =>
          found.kind === 'value'
            ? this.evaluate(found.node, scope)
            : this.#withoutOverridden(
                this.members(this.evaluate(found.node, scope), name),
                ownMembersOfObject(value.node),
              ),
        )
      }
      case 'array': {
        const found = arrayElement(value.node, name)
        return found === undefined ? [] : this.evaluate(found, this.#scopes.inside(value.node))
      }
      case 'class':
      case 'instance': {
        const inside = this.#scopes.inside(value.node)
        const found = classMember(value.node, name, value.kind === 'class')
        return found === undefined ? this.#inherited(value, name) : this.evaluate(found, inside)
      }
      default:
        return []
    }
  }

  /** What the class of a value extends: its static side, or what its instances inherit. */
  superclasses({ kind, node }: ClassValue): readonly Value[] {
    if (node.superClass === null) return []
    const classes = this.evaluate(node.superClass, this.#scopes.inside(node))
    return kind === 'class' ? classes : classes.flatMap(instanceOf)
  }

  /** {@link member} of each of several values. */
  members(values: readonly Value[], name: string): readonly Value[] {
    return values.flatMap((value) => this.member(value, name))
  }

  #inherited(value: ClassValue, name: string): readonly Value[] {
    // Classes can be written that extend each other in a circle.
    if (this.#extending.has(value.node)) return []
    this.#extending.add(value.node)
    const inherited = this.members(this.superclasses(value), name)
    const values = this.#withoutOverridden(inherited, ownMembersOfClass(value.node))
    this.#extending.delete(value.node)
    return values
  }

  /** Leaves out the methods that may find others at `this` than those they were written with. */
  #withoutOverridden(values: readonly Value[], overriding: MemberNames): readonly Value[] {
    if (overriding.length === 0) return values
    return values.flatMap((value): readonly Value[] => {
      if (value.kind === 'import') return [{ ...value, overriding: allOf(value.overriding, overriding) }]
      const isOverridden =
        value.kind === 'function' && mayBeOverridden(this.#scopes.takenOfReceiver(value.node), overriding)
      return isOverridden ? [] : [value]
    })
  }

  #evaluate(node: ESTree.Node, scope: Scope): readonly Value[] {
    if (isFunctionNode(node)) return [{ kind: 'function', node }]
    switch (node.type) {
      case 'ClassDeclaration':
      case 'ClassExpression':
        return [{ kind: 'class', node }]
      case 'ArrayExpression':
        return [{ kind: 'array', node }]
      case 'ObjectExpression':
        return [{ kind: 'object', node }]
      case 'Identifier':
        return this.named(node.name, scope)
      case 'ThisExpression': {
        const receiver = lookUpReceiver(scope)
        return receiver === undefined ? [] : [receiver]
      }
      case 'MemberExpression': {
        const name = memberName(node)
        return name === undefined ? [] : this.members(this.evaluate(node.object, scope), name)
      }
      case 'ConditionalExpression':
        return [...this.evaluate(node.consequent, scope), ...this.evaluate(node.alternate, scope)]
      case 'LogicalExpression':
        return [...this.evaluate(node.left, scope), ...this.evaluate(node.right, scope)]
      case 'SequenceExpression':
        return node.expressions.slice(-1).flatMap((last) => this.evaluate(last, scope))
      case 'AssignmentExpression':
        return this.evaluate(node.right, scope)
      case 'ImportExpression': {
        const specifier = stringOf(node.source)
        return specifier === undefined ? [] : [{ kind: 'import', specifier, path: [] }]
      }
      case 'NewExpression':
        return this.evaluate(node.callee, scope).flatMap(instanceOf)
      case 'CallExpression':
        return this.#call(node, scope)
      default:
        return []
    }
  }

  #binding(binding: Binding | undefined): readonly Value[] {
    if (binding === undefined || binding.kind === 'opaque') return []
    if (binding.kind === 'import') return [binding]
    // What is written over may be anything, and what may be anything is not reported.
    if (binding.reassigned) return []
    switch (binding.kind) {
      case 'function':
        return [{ kind: 'function', node: binding.node }]
      case 'class':
        return [{ kind: 'class', node: binding.node }]
      case 'variable':
        return this.#destructure(binding.init, binding.scope, binding.path)
      default: {
        const { owner, index, path } = binding
        const promise = index === 0 ? this.#scopes.promiseBefore(owner) : undefined
        if (promise !== undefined) return this.#destructure(promise.node, promise.scope, path)
        return path === null ? [] : [{ kind: 'parameter', owner, index, path }]
      }
    }
  }

  #destructure(node: ESTree.Node, scope: Scope, path: PatternPath): readonly Value[] {
    if (path === null) return []
    return path.reduce((values, name) => this.members(values, name), this.evaluate(node, scope))
  }

  #call(node: ESTree.CallExpression, scope: Scope): readonly Value[] {
    const callee = unwrap(node.callee)
    const argumentValues = (): readonly Value[] =>
      node.arguments.flatMap((given) => this.evaluate(given, scope))
    if (callee.type === 'MemberExpression') {
      const method = memberName(callee)
      if (method === 'bind') return this.evaluate(callee.object, scope)
      if (method === 'then') return argumentValues().flatMap((callback) => this.results(callback))
    }
    const callees = this.evaluate(callee, scope)
    const results = callees.flatMap((value) => this.results(value))
    switch (resultKindOf(callees)) {
      case 'nothing-known':
        return results
      case 'first-argument':
        return node.arguments.slice(0, 1).flatMap((given) => this.evaluate(given, scope))
      case 'every-implementation': {
        const earlier = callee.type === 'MemberExpression' ? this.evaluate(callee.object, scope) : []
        return [...earlier, ...argumentValues()]
      }
      default:
        return this.#followsWrappers ? [...results, ...this.#wrapped(node, callees, scope)] : results
    }
  }

  /**
   * Of the arguments of a wrapper those that its result may run. Where the wrapper is known it has to call the
   * function it is given; where it is not, it is not known either which of several functions it would be.
   */
  #wrapped(node: ESTree.CallExpression, callees: readonly Value[], scope: Scope): readonly Value[] {
    const given = node.arguments.map((argument) => this.evaluate(argument, scope))
    const functions = given.filter((values) => values.some(isFunction)).length
    if (functions === 0) return given.flat()
    const wrappers = callees.filter((value) => value.kind === 'function')
    const isKnown = wrappers.length > 0 && wrappers.length === callees.length
    return given.flatMap((values, index) => {
      const runs = isKnown ? wrappers.some((wrapper) => this.#runs(wrapper.node, index)) : functions === 1
      return runs ? values : values.filter((value) => !isFunction(value))
    })
  }

  /** Whether a function, what is written in it, or what it returns calls one of its parameters. */
  #runs(wrapper: FunctionNode, index: number): boolean {
    const isGiven = (value: Value): boolean =>
      value.kind === 'parameter' &&
      value.owner === wrapper &&
      value.index === index &&
      value.path.length === 0
    return this.#scopes.callsParameter(wrapper, index) || this.#returned(wrapper).some(isGiven)
  }

  /** What a name of a scope stands for. */
  named(name: string, scope: Scope): readonly Value[] {
    return this.#binding(lookUp(scope, name))
  }

  /** What calling a value gives. */
  results(value: Value): readonly Value[] {
    if (value.kind === 'import') return [{ ...value, path: [...value.path, CALL_RESULT] }]
    return value.kind === 'function' ? this.#returned(value.node) : []
  }

  #returned(node: FunctionNode): readonly Value[] {
    const { body } = node
    if (body === null) return []
    if (body.type !== 'BlockStatement') return this.evaluate(body, this.#scopes.inside(node))
    return this.#scopes.returnedBy(node).flatMap((given) => this.evaluate(given.node, given.scope))
  }
}

function isFunction(value: Value): boolean {
  return value.kind === 'function' || value.kind === 'import'
}

/** What `new` makes of a value. */
function instanceOf(value: Value): readonly Value[] {
  if (value.kind === 'class') return [{ kind: 'instance', node: value.node }]
  return value.kind === 'import' ? [{ ...value, path: [...value.path, CALL_RESULT] }] : []
}
