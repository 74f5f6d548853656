import { SIGNED_IN_NAMES } from '../signed-in-values.ts'
import type { AppEvaluator } from './app-evaluator.ts'
import type { AppFacts } from './app-facts.ts'
import type { AppValue } from './app-value.ts'
import { rootCallsIn, routeCallsIn, type RouteCall } from './route-calls.ts'

const BEFORE_LOAD = 'beforeLoad'

/** What ends a navigation: names of the router's functions, in lower case. */
const ENDS = ['redirect', 'notfound']

/** What tells a loader that its parent's redirected, or who is there, in lower case. */
const CHECKS = [
  ...ENDS,
  'parentmatchpromise',
  'requireauth',
  ...SIGNED_IN_NAMES.map((name) => name.toLowerCase()),
]

/** The routes whose `beforeLoad` may end a navigation, and so keep all that is below them from running. */
export interface EarlyStops {
  isRootAmongThem: boolean
  ids: readonly string[]
}

/** Finds the routes whose `beforeLoad` throws or redirects, or may do so in a way that can't be followed. */
export async function findEarlyStops(app: AppFacts): Promise<EarlyStops> {
  const ids: string[] = []
  let isRootAmongThem = false
  for (const file of app.holding([BEFORE_LOAD])) {
    const view = await app.open(file)
    if (view === undefined) continue
    const evaluator = app.evaluator()
    const mayStop = async ({ node, scope }: RouteCall): Promise<boolean> => {
      const [options] = node.arguments
      if (options === undefined) return false
      const given = await evaluator.evaluate({ view, node: options, scope })
      for (const value of await evaluator.members(given, BEFORE_LOAD)) {
        if (await mayEnd(value, evaluator)) return true
      }
      return false
    }
    for (const call of rootCallsIn(view)) isRootAmongThem ||= await mayStop(call)
    for (const call of routeCallsIn(view)) {
      if (call.id !== undefined && (await mayStop(call))) ids.push(call.id)
    }
  }
  return { isRootAmongThem, ids }
}

/** Whether nothing of a route may run, because it or a route above it has ended the navigation. */
export function mayBeStopped({ isRootAmongThem, ids }: EarlyStops, route: string): boolean {
  return isRootAmongThem || ids.some((id) => id === route || route.startsWith(`${id}/`))
}

/** Whether a loader finds out for itself who is there, or that the one above has ended the navigation. */
export async function checksForItself(loader: AppValue, evaluator: AppEvaluator): Promise<boolean> {
  if (loader.kind !== 'function') return false
  const { words } = await evaluator.reachedFrom(loader.at)
  return CHECKS.some((name) => words.has(name))
}

async function mayEnd(value: AppValue, evaluator: AppEvaluator): Promise<boolean> {
  if (value.kind === 'nothing') return false
  if (value.kind !== 'function') return true
  const { words, isComplete, mayThrow } = await evaluator.reachedFrom(value.at)
  return mayThrow || !isComplete || ENDS.some((name) => words.has(name))
}
