import type * as ESTree from 'oxc-parser'

import { staticName } from '../syntax/static-name.ts'
import type { AppEvaluator } from './app-evaluator.ts'
import type { AppValue } from './app-value.ts'
import type { ModuleView } from './module-view.ts'
import { routeCallsIn } from './route-calls.ts'
import { routePathOf } from './route-path.ts'

/** Methods that a request of a browser which follows a link or a redirect is answered by. */
const LINK_METHODS = ['GET', 'ANY'] as const

/** A route of the app, as far as it answers requests itself. */
export interface ServerRoute {
  file: string
  /** Path it answers, where the source says. */
  path: string | undefined
  /** The path's text in the source, else what is called to make the route. */
  place: ESTree.Node
  /** What may answer a link: handlers and, as `nothing`, that there is none. */
  handlers: readonly RouteHandler[]
}

/** What may answer a request, and where it is given, if in the route's own module. */
export interface RouteHandler {
  value: AppValue
  node: ESTree.Node | undefined
}

/** The routes that a module makes. */
export async function serverRoutesOf(
  view: ModuleView,
  evaluator: AppEvaluator,
): Promise<readonly ServerRoute[]> {
  const routes: ServerRoute[] = []
  for (const { node, scope, id, place } of routeCallsIn(view)) {
    const [options] = node.arguments
    const given = options === undefined ? [] : await evaluator.evaluate({ view, node: options, scope })
    routes.push({
      file: view.file,
      path: id === undefined ? undefined : routePathOf(id),
      place,
      handlers: await handlersIn(given, evaluator, view.file),
    })
  }
  return routes
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
