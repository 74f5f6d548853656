import type * as ESTree from 'oxc-parser'

import { isImportOf, ROUTER_MODULES } from '../known-modules.ts'
import { routeCreatorOf } from '../route-creators.ts'
import { staticName, stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { FixModule } from './fix-module.ts'

/** Data that the router takes from a route's option, and hands to those who ask. */
export interface RouteData {
  /** The route's `createFileRoute('/path')({ … })`. */
  route: ESTree.CallExpression
  /** The path given first, where there is one. */
  id: string | undefined
  /** The hook that answers with it. */
  hook: string
  /** The names it has as a property of what the router hands out. */
  properties: readonly string[]
  /** Whether routes below it get it, too. */
  isInherited: boolean
}

const LOADER_DATA = { hook: 'useLoaderData', properties: ['loaderData'], isInherited: false }
const CONTEXT = { hook: 'useRouteContext', properties: ['context', 'routeContext'], isInherited: true }
const DATA: Readonly<Record<string, Omit<RouteData, 'route' | 'id'>>> = {
  loader: LOADER_DATA,
  beforeLoad: CONTEXT,
  context: CONTEXT,
}

/** What becomes of the result of a function that is the value of this property; `undefined` when that is no route's. */
export function routeDataOf(module: FixModule, property: ESTree.Node | undefined): RouteData | undefined {
  const object = property === undefined ? undefined : module.parentOf(property)
  const route = object === undefined ? undefined : module.parentOf(object)
  if (property?.type !== 'Property' || route?.type !== 'CallExpression') return undefined
  if (route.arguments[0] !== object || !isRoute(module, route)) return undefined
  const data = DATA[staticName(property.key, property.computed) ?? '']
  return data === undefined ? undefined : { ...data, route, id: idOf(route) }
}

/** Options that choose the route and leave its data as it is. */
const ROUTE_CHOICES: ReadonlySet<string | undefined> = new Set(['from', 'strict'])

/** Whether a call of the hook hands out what the route gave; `unknown` when it is told more than which route is meant. */
export function asksFor(
  module: FixModule,
  call: ESTree.CallExpression,
  data: RouteData,
): boolean | 'unknown' {
  const [options, extra] = call.arguments
  const properties = options?.type === 'ObjectExpression' ? options.properties : []
  const names = properties.map((property) =>
    property.type === 'Property' ? staticName(property.key, property.computed) : undefined,
  )
  const from = properties[names.indexOf('from')]
  const asked = from?.type === 'Property' ? stringOf(from.value) : undefined
  if (!data.isInherited && !mayBe(data.id, asked)) return false
  if (!data.isInherited && isOnOther(module, call.callee, data)) return false
  const isPlain = options === undefined || options.type === 'ObjectExpression'
  return isPlain && extra === undefined && names.every((name) => ROUTE_CHOICES.has(name)) ? true : 'unknown'
}

/** Whether a hook is that of another route: `const Route = createFileRoute('/other')({ … })`, `getRouteApi('/other')`. */
function isOnOther(module: FixModule, callee: ESTree.Node, { route, id }: RouteData): boolean {
  if (callee.type !== 'MemberExpression') return false
  const binding = module.bindingOf(callee.object)
  if (binding?.kind !== 'variable' || binding.reassigned || binding.path?.length !== 0) return false
  const asked = unwrap(binding.init)
  if (asked.type !== 'CallExpression') return false
  if (isRoute(module, asked)) return asked !== route
  const [path] = asked.arguments
  return isRouteApi(module, asked) && path !== undefined && !mayBe(id, stringOf(path))
}

function isRoute(module: FixModule, call: ESTree.CallExpression): boolean {
  return routeCreatorOf(module.evaluate(call.callee)) !== undefined
}

function isRouteApi(module: FixModule, call: ESTree.CallExpression): boolean {
  return module
    .evaluate(call.callee)
    .some((value) => value.kind === 'import' && isImportOf(value, ROUTER_MODULES, 'getRouteApi'))
}

function idOf({ callee }: ESTree.CallExpression): string | undefined {
  const [id] = callee.type === 'CallExpression' ? callee.arguments : []
  return id === undefined ? undefined : stringOf(id)
}

function mayBe(id: string | undefined, asked: string | undefined): boolean {
  return id === undefined || asked === undefined || id === asked
}
