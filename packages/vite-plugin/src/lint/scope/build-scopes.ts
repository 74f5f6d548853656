import type * as ESTree from 'oxc-parser'

import { forEachChild } from '../syntax/child-nodes.ts'
import { isFunctionNode, type FunctionNode } from '../syntax/function-node.ts'
import { memberName } from '../syntax/static-name.ts'
import type { MemberNames } from '../values/overrides.ts'
import type { Value } from '../values/value.ts'
import { declare, declareImports } from './declare.ts'
import { forEachPatternName } from './pattern-names.ts'
import { lookUp, lookUpReceiver, type Binding, type Scope } from './scope.ts'

/** The scopes of a module. */
export interface Scopes {
  readonly root: Scope
  /**
   * The scope of a node's children: its own where it opens one, else the given one around it. Known without the
   * one around it for functions, classes, object and array literals and calls.
   */
  inside: (node: ESTree.Node, around?: Scope) => Scope
  /** What the class or object that a function is a member of takes of `this`; `undefined` where it takes nothing. */
  takenOfReceiver: (node: FunctionNode) => MemberNames | undefined
  /** What the `return` statements of a function give back. */
  returnedBy: (node: FunctionNode) => readonly ScopedNode[]
  /** Whether a function, or one that is written in it, calls what its parameter at an index stands for. */
  callsParameter: (node: FunctionNode, index: number) => boolean
  /** The promise whose result a callback is given: `promise` in `promise.then(callback)`. */
  promiseBefore: (callback: FunctionNode) => ScopedNode | undefined
}

/** An expression, and the scope it stands in. */
export interface ScopedNode {
  node: ESTree.Expression
  scope: Scope
}

/** Finds every scope and binding of a module, as ECMAScript defines them, and which names are assigned to later. */
export function buildScopes(program: ESTree.Program): Scopes {
  const builder = new ScopeBuilder(program)
  return {
    root: builder.root,
    inside: (node, around = builder.root) => builder.scopes.get(node) ?? around,
    takenOfReceiver: (node) => builder.takenOfReceiver(node),
    returnedBy: (node) => builder.returned.get(node) ?? [],
    callsParameter: (node, index) => builder.calls(node, index),
    promiseBefore: (callback) => builder.promises.get(callback),
  }
}

class ScopeBuilder {
  readonly root: Scope = { parent: null, bindings: new Map(), isVarScope: true, receiver: null }
  readonly scopes = new Map<ESTree.Node, Scope>()
  readonly promises = new Map<ESTree.Node, ScopedNode>()
  readonly returned = new Map<FunctionNode, ScopedNode[]>()
  /** The function that is being walked through. */
  #around: FunctionNode | undefined
  /** `this` of the functions that are members of an object or a class. */
  readonly #receivers = new Map<ESTree.Node, Value>()
  /** What is taken of `this` in a class or an object. */
  readonly #taken = new Map<ESTree.Node, Set<string> | 'all'>()
  /** The `this` of `this.name`. */
  readonly #plainThis = new Set<ESTree.Node>()
  readonly #assigned: ScopedName[] = []
  readonly #called: ScopedName[] = []
  /** For each function the places of the parameters that are called; made when first asked for. */
  #calledParameters: ReadonlyMap<FunctionNode, ReadonlySet<number>> | undefined

  constructor(program: ESTree.Program) {
    this.scopes.set(program, this.root)
    this.#children(program, this.root)
    // Only now are all declarations known: an assignment may stand before the declaration it refers to.
    for (const { name, scope } of this.#assigned) {
      const binding = lookUp(scope, name)
      if (binding !== undefined && 'reassigned' in binding) binding.reassigned = true
    }
  }

  calls(node: FunctionNode, index: number): boolean {
    this.#calledParameters ??= calledParameters(this.#called)
    return this.#calledParameters.get(node)?.has(index) === true
  }

  takenOfReceiver(node: FunctionNode): MemberNames | undefined {
    const receiver = this.#receivers.get(node)
    const taken = receiver !== undefined && 'node' in receiver ? this.#taken.get(receiver.node) : undefined
    if (taken === undefined || taken === 'all') return taken
    // What it takes may be inherited, and take more.
    return receiver !== undefined && inherits(receiver) ? 'all' : [...taken]
  }

  #children(node: ESTree.Node, scope: Scope): void {
    forEachChild(node, (child) => this.#visit(child, scope))
  }

  #open(node: ESTree.Node, parent: Scope, own: Partial<Pick<Scope, 'isVarScope' | 'receiver'>> = {}): Scope {
    const scope: Scope = { parent, bindings: new Map(), isVarScope: false, ...own }
    this.scopes.set(node, scope)
    return scope
  }

  #visit(node: ESTree.Node, scope: Scope): void {
    if (isFunctionNode(node)) this.#function(node, scope)
    else this.#children(node, this.#declareAndOpen(node, scope))
  }

  /** Declares what a node declares, and answers with the scope its children are in. */
  #declareAndOpen(node: ESTree.Node, scope: Scope): Scope {
    switch (node.type) {
      case 'ImportDeclaration':
        declareImports(node, scope)
        return scope
      case 'VariableDeclaration':
        this.#variables(node, scope)
        return scope
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#class(node, scope)
      case 'ObjectExpression':
        for (const property of node.properties) {
          if (property.type === 'Property' && property.value.type === 'FunctionExpression') {
            this.#receivers.set(property.value, { kind: 'object', node })
          }
        }
        this.scopes.set(node, scope)
        return scope
      case 'CallExpression': {
        const {
          callee,
          arguments: [callback],
        } = node
        this.scopes.set(node, scope)
        if (callee.type === 'Identifier') this.#called.push({ name: callee.name, scope })
        if (callee.type === 'MemberExpression' && memberName(callee) === 'then' && callback !== undefined) {
          this.promises.set(callback, { node: callee.object, scope })
        }
        return scope
      }
      case 'MemberExpression': {
        const name = node.object.type === 'ThisExpression' ? memberName(node) : undefined
        if (name === undefined) return scope
        this.#plainThis.add(node.object)
        this.#takes(name, scope)
        return scope
      }
      case 'ThisExpression':
        if (!this.#plainThis.has(node)) this.#takes(undefined, scope)
        return scope
      case 'ReturnStatement':
        if (node.argument !== null) this.#returns(node.argument, scope)
        return scope
      case 'ArrayExpression':
        this.scopes.set(node, scope)
        return scope
      case 'TSEnumDeclaration':
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') declare(scope, node.id.name, { kind: 'opaque' })
        return scope
      case 'AssignmentExpression':
        this.#assign(node.left, scope)
        return scope
      case 'UpdateExpression':
        this.#assign(node.argument, scope)
        return scope
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#assign(node.left, scope)
        return this.#open(node, scope)
      case 'CatchClause': {
        const inner = this.#open(node, scope)
        if (node.param !== null) {
          forEachPatternName(node.param, (name) => declare(inner, name, { kind: 'opaque' }))
        }
        return inner
      }
      case 'BlockStatement':
      case 'ForStatement':
      case 'SwitchStatement':
        return this.#open(node, scope)
      case 'StaticBlock':
      case 'TSModuleBlock':
        return this.#open(node, scope, { isVarScope: true })
      default:
        return scope
    }
  }

  #function(node: FunctionNode, parent: Scope): void {
    if (node.type === 'FunctionDeclaration' && node.id !== null) {
      declare(parent, node.id.name, { kind: 'function', node, reassigned: false })
    }
    // Parameters have a scope of their own: a default value does not see the declarations of the body.
    const receiver = this.#receivers.get(node) ?? (node.type === 'ArrowFunctionExpression' ? undefined : null)
    const outer = this.#open(node, parent, receiver === undefined ? {} : { receiver })
    for (const [index, parameter] of node.params.entries()) {
      const pattern = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter
      forEachPatternName(pattern, (name, path) =>
        declare(outer, name, { kind: 'parameter', owner: node, index, path, reassigned: false }),
      )
      this.#visit(parameter, outer)
    }
    if (node.type === 'FunctionExpression' && node.id !== null && !outer.bindings.has(node.id.name)) {
      outer.bindings.set(node.id.name, { kind: 'function', node, reassigned: false })
    }
    const { body } = node
    if (body === null) return
    const around = this.#around
    this.#around = node
    if (body.type === 'BlockStatement') this.#children(body, this.#open(body, outer, { isVarScope: true }))
    else this.#visit(body, outer)
    this.#around = around
  }

  #returns(node: ESTree.Expression, scope: Scope): void {
    if (this.#around === undefined) return
    const known = this.returned.get(this.#around)
    if (known === undefined) this.returned.set(this.#around, [{ node, scope }])
    else known.push({ node, scope })
  }

  #class(node: ESTree.Class, around: Scope): Scope {
    const inner = this.#open(node, around)
    if (node.id !== null) {
      const binding: Binding = { kind: 'class', node, reassigned: false }
      inner.bindings.set(node.id.name, binding)
      if (node.type === 'ClassDeclaration') declare(around, node.id.name, binding)
    }
    for (const member of node.body.body) {
      if (!('value' in member) || member.value === null) continue
      this.#receivers.set(member.value, { kind: member.static ? 'class' : 'instance', node })
    }
    return inner
  }

  #variables(node: ESTree.VariableDeclaration, scope: Scope): void {
    const owner = node.kind === 'var' ? varScopeOf(scope) : scope
    for (const { id, init } of node.declarations) {
      forEachPatternName(id, (name, path) =>
        declare(
          owner,
          name,
          init === null ? { kind: 'opaque' } : { kind: 'variable', init, path, scope, reassigned: false },
        ),
      )
    }
  }

  /** Notes what is taken of `this`: a member, or all of it. */
  #takes(name: string | undefined, scope: Scope): void {
    const receiver = lookUpReceiver(scope)
    if (receiver === undefined || !('node' in receiver)) return
    const known = this.#taken.get(receiver.node)
    if (known === 'all') return
    if (name === undefined) this.#taken.set(receiver.node, 'all')
    else if (known === undefined) this.#taken.set(receiver.node, new Set([name]))
    else known.add(name)
  }

  /** Notes the names that an assignment, `++` or the head of a loop writes to. */
  #assign(target: ESTree.Node, scope: Scope): void {
    forEachPatternName(target, (name) => this.#assigned.push({ name, scope }))
  }
}

interface ScopedName {
  name: string
  scope: Scope
}

function calledParameters(names: readonly ScopedName[]): ReadonlyMap<FunctionNode, ReadonlySet<number>> {
  const called = new Map<FunctionNode, Set<number>>()
  for (const { name, scope } of names) {
    const binding = lookUp(scope, name)
    if (binding?.kind !== 'parameter' || binding.path?.length !== 0) continue
    const known = called.get(binding.owner)
    if (known === undefined) called.set(binding.owner, new Set([binding.index]))
    else known.add(binding.index)
  }
  return called
}

function inherits(receiver: Value): boolean {
  switch (receiver.kind) {
    case 'class':
    case 'instance':
      return receiver.node.superClass !== null
    case 'object':
      return receiver.node.properties.some((property) => property.type === 'SpreadElement')
    default:
      return false
  }
}

function varScopeOf(scope: Scope): Scope {
  let current = scope
  while (!current.isVarScope && current.parent !== null) current = current.parent
  return current
}
