import { isImportOf, ROUTER_MODULES } from './known-modules.ts'
import { CALL_RESULT, type Value } from './values/value.ts'

/** Route options whose functions run while the router navigates or preloads. */
export const NAVIGATION_OPTIONS: readonly string[] = [
  'loader',
  'beforeLoad',
  'context',
  'head',
  'onEnter',
  'loaderDeps',
  'validateSearch',
]

export const ROUTER_CREATOR = 'createRouter'

/** The option of the router that is made anew for each request. */
export const ROUTER_CONTEXT_OPTION = 'context'

interface RouteCreator {
  name: string
  /** Whether options are given to the result of a first call: `createFileRoute('/path')({ … })`. */
  curried: boolean
}

const ROUTE_CREATORS: readonly RouteCreator[] = [
  { name: 'createFileRoute', curried: true },
  { name: 'createLazyFileRoute', curried: true },
  { name: 'createRootRouteWithContext', curried: true },
  { name: 'createRootRoute', curried: false },
  { name: 'createRoute', curried: false },
]

/** The name of the route creator whose options the called value takes. */
export function routeCreatorOf(callees: readonly Value[]): string | undefined {
  return ROUTE_CREATORS.find(({ name, curried }) => {
    const path = curried ? [name, CALL_RESULT] : [name]
    return callees.some((value) => value.kind === 'import' && isImportOf(value, ROUTER_MODULES, ...path))
  })?.name
}

/** Whether the called value makes a router. */
export function isRouterCreator(callees: readonly Value[]): boolean {
  return callees.some((value) => value.kind === 'import' && isImportOf(value, ROUTER_MODULES, ROUTER_CREATOR))
}

/** Whether the called value is the router's `redirect`. */
export function isRedirectCreator(callees: readonly Value[]): boolean {
  return callees.some((value) => value.kind === 'import' && isImportOf(value, ROUTER_MODULES, 'redirect'))
}
