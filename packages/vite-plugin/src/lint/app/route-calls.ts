import type * as ESTree from 'oxc-parser'

import { isImportOf, ROUTER_MODULES } from '../known-modules.ts'
import { lookUp, type Scope } from '../scope/scope.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { ModuleView } from './module-view.ts'

/** A call that makes a route. */
export interface RouteCall {
  node: ESTree.CallExpression
  scope: Scope
  /** The id that the route's file gives it; `undefined` where it is not written out, and for routes made in code. */
  id: string | undefined
  /** The id in the source, else what is called. */
  place: ESTree.Node
}

/** The calls of a module that make routes with `createFileRoute` and `createRoute`. */
export function routeCallsIn(view: ModuleView): readonly RouteCall[] {
  return callsIn(view, madeBy)
}

/** The calls of a module that make the root route. */
export function rootCallsIn(view: ModuleView): readonly RouteCall[] {
  return callsIn(view, ({ callee }, scope) => {
    const called = unwrap(callee)
    const isRoot =
      isRouterImport(called, 'createRootRoute', scope) ||
      (called.type === 'CallExpression' && isRouterImport(called.callee, 'createRootRouteWithContext', scope))
    return isRoot ? { id: undefined, place: called } : undefined
  })
}

function callsIn(view: ModuleView, made: typeof madeBy): readonly RouteCall[] {
  const calls: RouteCall[] = []
  const visit = (node: ESTree.Node, around: Scope): void => {
    const scope = view.scopes.inside(node, around)
    if (node.type === 'CallExpression') {
      const route = made(node, scope)
      if (route !== undefined) calls.push({ node, scope, ...route })
    }
    forEachChild(node, (child) => visit(child, scope))
  }
  visit(view.program, view.scopes.root)
  return calls
}

function madeBy(node: ESTree.CallExpression, scope: Scope): Pick<RouteCall, 'id' | 'place'> | undefined {
  const callee = unwrap(node.callee)
  if (callee.type === 'CallExpression' && isRouterImport(callee.callee, 'createFileRoute', scope)) {
    const [id] = callee.arguments
    return { id: id === undefined ? undefined : stringOf(id), place: id ?? callee }
  }
  return isRouterImport(callee, 'createRoute', scope) ? { id: undefined, place: callee } : undefined
}

function isRouterImport(node: ESTree.Node, name: string, scope: Scope): boolean {
  const binding = node.type === 'Identifier' ? lookUp(scope, node.name) : undefined
  return binding?.kind === 'import' && isImportOf(binding, ROUTER_MODULES, name)
}
