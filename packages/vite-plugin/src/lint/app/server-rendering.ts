import { ROUTER_MODULES } from '../known-modules.ts'
import type { AppFacts } from './app-facts.ts'
import { findUse, type ModuleNames } from './module-use.ts'
import { routeCallsIn } from './route-calls.ts'

const ROOT_ROUTES: readonly ModuleNames[] = [
  { modules: ROUTER_MODULES, names: ['createRootRoute', 'createRootRouteWithContext'] },
]

/**
 * Whether a route is rendered on the server for sure, as far as other modules have a say: the app's default, and the
 * routes above it, whose `ssr` holds for all that is below them.
 *
 * @param route id of the route; `undefined` for the root route, and where it is not known
 */
export async function isSurelyRendered(app: AppFacts, route: string | undefined): Promise<boolean> {
  if (app.mentioning('defaultSsr').length > 0) return false
  for (const file of app.mentioning('ssr')) {
    const view = await app.open(file)
    if (view === undefined) return false
    if (findUse(view, ROOT_ROUTES) !== undefined) return false
    const isAbove = routeCallsIn(view).some(
      ({ id }) => id === undefined || (route?.startsWith(`${id}/`) ?? false),
    )
    if (isAbove) return false
  }
  return true
}
