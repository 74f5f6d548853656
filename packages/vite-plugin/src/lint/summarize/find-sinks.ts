import type * as ESTree from 'oxc-parser'

import {
  isRouterCreator,
  NAVIGATION_OPTIONS,
  ROUTER_CONTEXT_OPTION,
  ROUTER_CREATOR,
  routeCreatorOf,
} from '../route-creators.ts'
import type { Scope } from '../scope/scope.ts'
import type { RouteOffer, SinkSummary } from '../summary.ts'
import { stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { Value } from '../values/value.ts'
import { isCallable, spanOf, targetOf, type ModuleFacts } from './module-facts.ts'
import { optionNodes } from './option-nodes.ts'
import { optionValues, type OptionValue } from './option-values.ts'
import { routeTraits } from './route-traits.ts'

/** The option that holds a loader's function where the loader is an object. */
export const HANDLER_OPTION = 'handler'

/**
 * The options of a call through which code runs while the router navigates or preloads.
 *
 * @param callees what is called
 */
export function findSinks(
  node: ESTree.CallExpression,
  callees: readonly Value[],
  scope: Scope,
  facts: ModuleFacts,
): readonly SinkSummary[] {
  const options = node.arguments[0]
  if (options === undefined) return []
  if (isRouterCreator(callees)) {
    return routerContexts(options, scope, facts).map((context) => ({
      creator: ROUTER_CREATOR,
      route: undefined,
      option: ROUTER_CONTEXT_OPTION,
      targets: [{ ...spanOf(context), target: facts.local(context) }],
    }))
  }
  const creator = routeCreatorOf(callees)
  if (creator === undefined) return []
  const sinks = routeOptions(options, scope, facts)
  if (sinks.length === 0) return []
  const route = routePath(node, options, scope, facts)
  return sinks.map((sink) => ({ ...sink, creator, route }))
}

/** The functions that an object holds as route options. */
export function routeOptions(options: ESTree.Node, scope: Scope, facts: ModuleFacts): RouteOffer['options'] {
  const sinks = NAVIGATION_OPTIONS.flatMap((option) => {
    const targets = optionValues(options, scope, option, facts).flatMap((found) => targetsOf(found, facts))
    return targets.length > 0 ? [{ option, targets }] : []
  })
  if (sinks.length === 0) return []
  const traits = routeTraits(options, scope, facts)
  return sinks.map((sink) => ({ ...sink, traits }))
}

/**
 * The expressions of the router's context that a call holds. They are no functions, and yet run for each request,
 * wherever the function around them is called from.
 */
export function routerContexts(
  options: ESTree.Node,
  scope: Scope,
  facts: ModuleFacts,
): readonly ESTree.Node[] {
  return optionNodes(options, scope, ROUTER_CONTEXT_OPTION, facts).map((option) => option.node)
}

function targetsOf({ at, value }: OptionValue, facts: ModuleFacts): SinkSummary['targets'] {
  const values = value.kind === 'object' ? facts.evaluator.member(value, HANDLER_OPTION) : [value]
  return values.filter(isCallable).map((callable) => ({ ...at, target: targetOf(callable, facts) }))
}

/** `createFileRoute('/path')({ … })`, `createRoute({ path: '/path' })`. */
export function routePath(
  node: ESTree.CallExpression,
  options: ESTree.Node,
  scope: Scope,
  facts: ModuleFacts,
): string | undefined {
  const callee = unwrap(node.callee)
  const given =
    callee.type === 'CallExpression'
      ? callee.arguments.slice(0, 1)
      : optionNodes(options, scope, 'path', facts).map((option) => option.node)
  return given.map(stringOf).find((path) => path !== undefined)
}
