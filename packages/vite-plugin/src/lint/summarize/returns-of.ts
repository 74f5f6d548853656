import type * as ESTree from 'oxc-parser'

import type { Scopes } from '../scope/build-scopes.ts'
import type { Scope } from '../scope/scope.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { isFunctionNode, type FunctionNode } from '../syntax/function-node.ts'

/** An expression whose value a function returns. */
export interface ReturnedExpression {
  node: ESTree.Expression
  scope: Scope
  /** The nodes from the function down to the expression, the function first. */
  ancestors: readonly ESTree.Node[]
}

/** The expressions whose values a function returns; those of functions written in it left out. */
export function returnsOf(fn: FunctionNode, scopes: Scopes): readonly ReturnedExpression[] {
  const { body } = fn
  const inside = scopes.inside(fn)
  if (body === null) return []
  if (body.type !== 'BlockStatement') return [{ node: body, scope: inside, ancestors: [fn] }]
  const returns: ReturnedExpression[] = []
  if (scopes.returnedBy(fn).length === 0) return returns
  const visit = (node: ESTree.Node, around: Scope, ancestors: readonly ESTree.Node[]): void => {
    if (isFunctionNode(node)) return
    const scope = scopes.inside(node, around)
    const path = [...ancestors, node]
    if (node.type === 'ReturnStatement' && node.argument !== null) {
      returns.push({ node: node.argument, scope, ancestors: path })
    } else {
      forEachChild(node, (child) => visit(child, scope, path))
    }
  }
  visit(body, inside, [fn])
  return returns
}
