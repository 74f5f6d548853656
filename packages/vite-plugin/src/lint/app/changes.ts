import type * as ESTree from 'oxc-parser'

import { isKnownModule } from '../known-modules.ts'
import { forEachPatternName } from '../scope/pattern-names.ts'
import { lookUp, type Binding, type Scope } from '../scope/scope.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { memberName } from '../syntax/static-name.ts'
import { isWrapper, unwrap } from '../syntax/unwrap.ts'
import type { Place } from './app-value.ts'
import type { ModuleView } from './module-view.ts'

const ADDING_METHODS = new Set(['push', 'unshift'])
/** Array methods that neither change the array nor hand it to somebody who may. */
const READING_METHODS = new Set([
  'at',
  'concat',
  'every',
  'filter',
  'find',
  'flat',
  'flatMap',
  'includes',
  'indexOf',
  'join',
  'map',
  'reverse',
  'slice',
  'some',
  'sort',
  'toReversed',
  'toSorted',
])

/** What a module does to the array, object or module that a name stands for, after it was made. */
export interface Changes {
  /** What is pushed to the array. */
  added: readonly Place[]
  /** Whether that is all: `false` when something else is written to it, or it goes where something may be. */
  isComplete: boolean
}

/** Looks in the module for everything that may change the array, object or module that a name stands for. */
export function changesOf(view: ModuleView, binding: Binding): Changes {
  return new Uses(view).of(binding)
}

class Uses {
  readonly #view: ModuleView
  readonly #seen = new Set<Binding>()

  constructor(view: ModuleView) {
    this.#view = view
  }

  of(binding: Binding): Changes {
    const added: Place[] = []
    let isComplete = true
    // Names that are made of each other have no end.
    if (this.#seen.has(binding)) return { added, isComplete }
    this.#seen.add(binding)
    const visit = (node: ESTree.Node, ancestors: readonly ESTree.Node[], around: Scope): void => {
      const scope = this.#view.scopes.inside(node, around)
      if (node.type === 'Identifier' && lookUp(scope, node.name) === binding) {
        const call = ancestors.at(-2)
        if (isAddition(node, ancestors) && call?.type === 'CallExpression') {
          added.push(...call.arguments.map((given) => ({ view: this.#view, node: given, scope })))
        } else if (!this.#isRead(node, ancestors, scope, isNamespace(binding))) {
          isComplete = false
        }
      }
      forEachChild(node, (child) => visit(child, [...ancestors, node], scope))
    }
    visit(this.#view.program, [], this.#view.scopes.root)
    return { added, isComplete }
  }

  /** Whether what an expression stands for is only looked at, also under the names that it is given. */
  #isRead(
    node: ESTree.Node,
    ancestors: readonly ESTree.Node[],
    scope: Scope,
    isModule: boolean = false,
  ): boolean {
    const parent = ancestors.at(-1)
    if (parent === undefined) return true
    const outer = ancestors.slice(0, -1)
    const holder = (): boolean => this.#isRead(parent, outer, scope)
    if (isWrapper(parent)) return this.#isRead(parent, outer, scope, isModule)
    switch (parent.type) {
      case 'MemberExpression':
        if (parent.object !== node || memberName(parent) === 'length') return true
        return isCalled(parent, outer) ? isModule || READING_METHODS.has(memberName(parent) ?? '') : holder()
      case 'VariableDeclarator':
        return parent.init !== node || this.#areRead(parent.id, scope)
      case 'Property':
        return parent.value !== node || holder()
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
        return holder()
      case 'CallExpression':
      case 'NewExpression':
        return parent.callee === node || isOfKnownModule(parent.callee, scope)
      case 'AssignmentExpression':
      case 'AssignmentPattern':
      case 'UpdateExpression':
      case 'YieldExpression':
        return false
      case 'UnaryExpression':
        return parent.operator !== 'delete'
      default:
        return true
    }
  }

  /** Whether nothing is written to what the names of a declaration stand for. */
  #areRead(pattern: ESTree.Node, scope: Scope): boolean {
    let areRead = true
    forEachPatternName(pattern, (name) => {
      const binding = lookUp(scope, name)
      const changes = binding === undefined ? undefined : this.of(binding)
      areRead &&= changes !== undefined && changes.isComplete && changes.added.length === 0
    })
    return areRead
  }
}

/** Whether the array is pushed to. */
function isAddition(node: ESTree.Node, ancestors: readonly ESTree.Node[]): boolean {
  const parent = ancestors.at(-1)
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === node &&
    ADDING_METHODS.has(memberName(parent) ?? '') &&
    isCalled(parent, ancestors.slice(0, -1))
  )
}

function isCalled(node: ESTree.Node, ancestors: readonly ESTree.Node[]): boolean {
  const parent = ancestors.at(-1)
  return parent?.type === 'CallExpression' && parent.callee === node
}

/** Whether a function is one of Start, the router or AuthKit, none of which writes to what it is given. */
function isOfKnownModule(callee: ESTree.Node, scope: Scope): boolean {
  const node = unwrap(callee)
  if (node.type === 'MemberExpression') return isOfKnownModule(node.object, scope)
  if (node.type === 'CallExpression') return isOfKnownModule(node.callee, scope)
  const binding = node.type === 'Identifier' ? lookUp(scope, node.name) : undefined
  return binding?.kind === 'import' && isKnownModule(binding.specifier)
}

/** Whether a name stands for a whole module, whose functions are called by its members. */
function isNamespace(binding: Binding): boolean {
  return binding.kind === 'import' && binding.path.length === 0
}
