import type * as ESTree from 'oxc-parser'

import { isImportOf, ROUTER_MODULES } from '../known-modules.ts'
import { lookUp, type Scope } from '../scope/scope.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { staticName, stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { AppEvaluator } from './app-evaluator.ts'
import type { AppValue } from './app-value.ts'
import type { ModuleView } from './module-view.ts'
import { routePathOf } from './route-path.ts'

/** Methods that a request of a browser which follows a link or a redirect is answered by. */
const LINK_METHODS = ['GET', 'ANY'] as const

/** A route of the app, as far as it answers requests itself. */
export interface ServerRoute {
  file: string
  /** Path it answers, where the source says. */
  path: string | undefined
  /** The path's text in the source, else the call that makes the route. */
  place: ESTree.Node
  /** What may answer a link: handlers and, as `nothing`, that there is none. */
  handlers: readonly RouteHandler[]
}

/** What may answer a request, and where it is given, if in the route's own module. */
export interface RouteHandler {
  value: AppValue
  node: ESTree.Node | undefined
}

/** The routes that a module makes with `createFileRoute` and `createRoute`. */
export async function serverRoutesOf(
  view: ModuleView,
  evaluator: AppEvaluator,
): Promise<readonly ServerRoute[]> {
  const routes: ServerRoute[] = []
  for (const { node, scope } of callsIn(view)) {
    const made = routeMadeBy(node, scope)
    if (made === undefined) continue
    const [options] = node.arguments
    const given = options === undefined ? [] : await evaluator.evaluate({ view, node: options, scope })
    routes.push({ file: view.file, ...made, handlers: await handlersIn(given, evaluator, view.file) })
  }
  return routes
}

/** The path and place of the route when a call makes one. */
function routeMadeBy(
  node: ESTree.CallExpression,
  scope: Scope,
): Pick<ServerRoute, 'path' | 'place'> | undefined {
  const callee = unwrap(node.callee)
  if (callee.type === 'CallExpression' && isRouterImport(callee.callee, 'createFileRoute', scope)) {
    const [id] = callee.arguments
    const text = id === undefined ? undefined : stringOf(id)
    return { path: text === undefined ? undefined : routePathOf(text), place: id ?? node }
  }
  return isRouterImport(callee, 'createRoute', scope) ? { path: undefined, place: callee } : undefined
}

function isRouterImport(node: ESTree.Node, name: string, scope: Scope): boolean {
  const binding = node.type === 'Identifier' ? lookUp(scope, node.name) : undefined
  return binding?.kind === 'import' && isImportOf(binding, ROUTER_MODULES, name)
}

/** What the options of a route give for `server.handlers`. */
async function handlersIn(
  options: readonly AppValue[],
  evaluator: AppEvaluator,
  file: string,
): Promise<readonly RouteHandler[]> {
  const handlers: RouteHandler[] = []
  const server = await evaluator.members(options, 'server')
  for (const given of await evaluator.members(server, 'handlers')) {
    const tables = given.kind === 'function' ? await evaluator.returned(given.at) : [given]
    for (const table of tables) {
      for (const method of LINK_METHODS) {
        const node = propertyOf(table, method, file)
        for (const value of await evaluator.member(table, method)) {
          // `GET: { middleware, handler }`
          const inner = value.kind === 'object' ? await evaluator.member(value, 'handler') : [value]
          handlers.push(...inner.map((handler) => ({ value: handler, node })))
        }
      }
    }
  }
  return handlers
}

function propertyOf(value: AppValue, name: string, file: string): ESTree.Node | undefined {
  if (value.kind !== 'object' || value.at.view.file !== file) return undefined
  const found = value.at.node.properties.find(
    (property): property is ESTree.ObjectProperty =>
      property.type === 'Property' && staticName(property.key, property.computed) === name,
  )
  return found?.value
}

function callsIn(view: ModuleView): readonly { node: ESTree.CallExpression; scope: Scope }[] {
  const calls: { node: ESTree.CallExpression; scope: Scope }[] = []
  const visit = (node: ESTree.Node, around: Scope): void => {
    const scope = view.scopes.inside(node, around)
    if (node.type === 'CallExpression') calls.push({ node, scope })
    forEachChild(node, (child) => visit(child, scope))
  }
  visit(view.program, view.scopes.root)
  return calls
}
