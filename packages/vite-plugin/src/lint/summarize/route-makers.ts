import type * as ESTree from 'oxc-parser'

import { isKnownModule } from '../known-modules.ts'
import { NAVIGATION_OPTIONS, routeCreatorOf } from '../route-creators.ts'
import type { Scope } from '../scope/scope.ts'
import type { RouteOffer, RouteParameter } from '../summary.ts'
import type { FunctionNode } from '../syntax/function-node.ts'
import { stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { Value } from '../values/value.ts'
import { routeOptions } from './find-sinks.ts'
import { isCallable, targetOf, type ModuleFacts } from './module-facts.ts'
import { optionNodes } from './option-nodes.ts'
import { optionValues } from './option-values.ts'

/**
 * The parameters that a function makes route options of: `appRoute` of
 * `const appRoute = (path, options) => createFileRoute(path)({ ...options })` hands its second on.
 */
export function routeParameters(
  node: ESTree.CallExpression,
  callees: readonly Value[],
  scope: Scope,
  facts: ModuleFacts,
): readonly { owner: FunctionNode; parameter: RouteParameter }[] {
  const creator = routeCreatorOf(callees)
  const options = node.arguments[0]
  if (creator === undefined || options === undefined) return []
  return NAVIGATION_OPTIONS.flatMap((option) =>
    optionValues(options, scope, option, facts).flatMap(({ value }) => {
      if (value.kind !== 'parameter') return []
      const { owner, index, path } = value
      return [{ owner, parameter: { creator, option, index, path } }]
    }),
  )
}

/** What a call hands to functions of the app that may make a route of it. */
export function routeOffers(
  node: ESTree.CallExpression,
  callees: readonly Value[],
  scope: Scope,
  facts: ModuleFacts,
): readonly RouteOffer[] {
  const takers = callees
    .filter(isCallable)
    .filter((value) => value.kind === 'function' || !isKnownModule(value.specifier))
  if (takers.length === 0) return []
  return node.arguments.flatMap((argument, index) => {
    const given = unwrap(argument)
    // An object that comes from elsewhere may be anything; it is not looked into for the sake of a guess.
    if (given.type !== 'ObjectExpression' && given.type !== 'Identifier') return []
    const isLiteral = facts.evaluator.evaluate(given, scope).some((value) => value.kind === 'object')
    const options = isLiteral ? routeOptions(given, scope, facts) : []
    if (options.length === 0) return []
    const route = routeText(node, given, scope, facts)
    return takers.map((taker) => ({ target: targetOf(taker, facts), index, route, options }))
  })
}

/** `appRoute('/path', { … })`, `appRoute({ path: '/path', … })`. */
function routeText(
  node: ESTree.CallExpression,
  options: ESTree.Node,
  scope: Scope,
  facts: ModuleFacts,
): string | undefined {
  const paths = optionNodes(options, scope, 'path', facts).map((option) => option.node)
  return [...node.arguments, ...paths].map(stringOf).find((text) => text?.startsWith('/') === true)
}
