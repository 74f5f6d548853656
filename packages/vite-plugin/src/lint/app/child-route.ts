import type * as ESTree from 'oxc-parser'

import type { AppFacts } from './app-facts.ts'
import type { AppValue } from './app-value.ts'
import { checksForItself, mayBeStopped } from './early-stops.ts'
import { routeCallsIn } from './route-calls.ts'

/** Options of a child route that run though a `loader` of its parent redirects. */
const RUNNING_OPTIONS = ['beforeLoad', 'loader'] as const

const REDIRECT = 'redirect'

const RUNNING_KINDS: ReadonlySet<string> = new Set<AppValue['kind']>(['function', 'external', 'object'])

/** A child route, and the code of it that runs. */
export interface ChildRoute {
  file: string
  id: string
  option: (typeof RUNNING_OPTIONS)[number]
  /** The route's id in the source. */
  place: ESTree.Node
}

/**
 * Finds a route below another, with a `beforeLoad` or `loader` that runs for the signed-out and does not check for
 * itself who is there.
 *
 * @param parent id of the parent route; `undefined` for the root route, which is the parent of all
 */
export async function findChildRoute(
  app: AppFacts,
  parent: string | undefined,
): Promise<ChildRoute | undefined> {
  const prefix = parent === undefined ? '/' : `${parent}/`
  const quoted = ["'", '"', '`'].map((quote) => `${quote}${prefix}`)
  const stops = await app.earlyStops()
  for (const file of app.holding(quoted)) {
    const view = await app.open(file)
    // What redirects may check for itself who is there, in a way that can't be followed.
    if (view === undefined || view.source.includes(REDIRECT)) continue
    const evaluator = app.evaluator()
    for (const { node, scope, id, place } of routeCallsIn(view)) {
      const [options] = node.arguments
      if (id?.startsWith(prefix) !== true || options === undefined || mayBeStopped(stops, id)) continue
      const given = await evaluator.evaluate({ view, node: options, scope })
      for (const option of RUNNING_OPTIONS) {
        const values = await evaluator.members(given, option)
        const running = values.filter(({ kind }) => RUNNING_KINDS.has(kind))
        const checks = await Promise.all(running.map((value) => checksForItself(value, evaluator)))
        if (checks.includes(true)) break
        if (running.length > 0) return { file, id, option, place }
      }
    }
  }
  return undefined
}
