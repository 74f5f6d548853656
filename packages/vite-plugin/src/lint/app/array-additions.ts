import type * as ESTree from 'oxc-parser'

import { lookUp, type Binding } from '../scope/scope.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { memberName } from '../syntax/static-name.ts'
import type { Place } from './app-value.ts'
import type { ModuleView } from './module-view.ts'

const ADDING_METHODS = new Set(['push', 'unshift'])
const OTHER_CHANGES = new Set(['copyWithin', 'fill', 'splice'])

/** What is added to an array after it was made. */
export interface ArrayAdditions {
  added: readonly Place[]
  /** Whether that is all: `false` when the array is handed to something that may add more. */
  isComplete: boolean
}

/** Looks in the module for everything that adds elements to the array a name stands for. */
export function arrayAdditions(view: ModuleView, binding: Binding): ArrayAdditions {
  const added: Place[] = []
  let isComplete = true
  const visit = (node: ESTree.Node, ancestors: readonly ESTree.Node[], around: Place['scope']): void => {
    const scope = view.scopes.inside(node, around)
    if (node.type === 'Identifier' && lookUp(scope, node.name) === binding) {
      const call = ancestors.at(-2)
      const use = useOf(node, ancestors)
      if (use === 'adds' && call?.type === 'CallExpression') {
        added.push(...call.arguments.map((given) => ({ view, node: given, scope })))
      } else if (use !== 'reads') {
        isComplete = false
      }
    }
    forEachChild(node, (child) => visit(child, [...ancestors, node], scope))
  }
  visit(view.program, [], view.scopes.root)
  return { added, isComplete }
}

function useOf(node: ESTree.Node, ancestors: readonly ESTree.Node[]): 'adds' | 'reads' | 'other' {
  const parent = ancestors.at(-1)
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const outer = ancestors.at(-2)
    const name = memberName(parent)
    if (outer?.type === 'AssignmentExpression' && outer.left === parent) return 'other'
    if (name === undefined) return 'reads'
    if (ADDING_METHODS.has(name)) {
      return outer?.type === 'CallExpression' && outer.callee === parent ? 'adds' : 'other'
    }
    return OTHER_CHANGES.has(name) ? 'other' : 'reads'
  }
  const isHandedOver = parent?.type === 'CallExpression' || parent?.type === 'NewExpression'
  return isHandedOver ? 'other' : 'reads'
}
