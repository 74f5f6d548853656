import type * as ESTree from 'oxc-parser'

import type { Scope } from '../scope/scope.ts'
import { stringOf } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import type { ModuleFacts } from './module-facts.ts'
import { optionNodes } from './option-nodes.ts'

/** Options of a route that decide when and where its code runs. What is left out has its default. */
export interface RouteTraits {
  /** `preload: false`: the `loader` does not run on preload. (`beforeLoad` does.) */
  preload?: false
  /** What the route renders on the server; `unknown` when that is decided at run time. */
  ssr?: boolean | 'data-only' | 'unknown'
}

/** Reads the traits off the options of a route. */
export function routeTraits(options: ESTree.Node, scope: Scope, facts: ModuleFacts): RouteTraits {
  const ssr = optionNodes(options, scope, 'ssr', facts)
  const preload = optionNodes(options, scope, 'preload', facts)
  const isNeverPreloaded = preload.length > 0 && preload.every(({ node }) => literalOf(node) === false)
  return {
    ...(isNeverPreloaded ? { preload: false } : {}),
    ...(ssr.length > 0 ? { ssr: ssrOf(ssr.map(({ node }) => literalOf(node))) } : {}),
  }
}

function ssrOf(values: readonly unknown[]): NonNullable<RouteTraits['ssr']> {
  const [first] = values
  if (values.length > 1) return 'unknown'
  return typeof first === 'boolean' || first === 'data-only' ? first : 'unknown'
}

function literalOf(expression: ESTree.Expression): unknown {
  const node = unwrap(expression)
  return node.type === 'Literal' ? node.value : stringOf(node)
}
