import { join } from 'node:path'
import { isRecord } from './parse-json.ts'
import { entriesOf, isSourceFolder } from './source-folders.ts'
import { UNREADABLE } from './static-value.ts'
import type { ViteFacts } from './vite-config.ts'

/** Where Start looks when its options say nothing. */
const USUAL_ROOT = /^src\/routes\/__root\.[jt]sx?$/
const ROOT_ROUTE = /^__root\.[jt]sx?$/

/** How deep below the app a root route is looked for. */
const DEPTH = 6

/** Options of Start that name folders and files of routes; `.` separates levels. */
const PLACES = ['srcDirectory', 'router', 'router.routesDirectory', 'router.generatedRouteTree']

/** Options of Start without those that can't be read, and the sentence that says so. */
export interface SettledStart {
  start: Record<string, unknown>
  assumption: string | null
}

/**
 * What holds of Start's options where they can't be read without running them: when the app's only root route is where
 * Start looks by default, the options have not moved it. Nothing shows where a start entry
 * is that is named in such a way. `null`: what can't be read decides, and the app is to be refused.
 */
export function settleStart(root: string, viteConfig: string | null, facts: ViteFacts): SettledStart | null {
  const unread = PLACES.filter((place) => valueAt(facts.start, place) === UNREADABLE)
  if (facts.hidden === null && unread.length === 0) return { start: facts.start, assumption: null }
  const roots = findRootRoutes(root, '', DEPTH)
  const [only] = roots
  if (roots.length !== 1 || only === undefined || !USUAL_ROOT.test(only)) return null
  const what =
    facts.hidden ?? `${viteConfig ?? ''}: \`${unread.join('`, `')}\` can't be read without running it`
  return {
    start: unread.reduce(without, facts.start),
    assumption: `${what}. The usual folders are assumed, since ${only} is the only root route.`,
  }
}

function valueAt(options: Record<string, unknown>, place: string): unknown {
  const [first = '', second] = place.split('.')
  const value = options[first]
  if (second === undefined) return value
  return isRecord(value) ? value[second] : undefined
}

function without(options: Record<string, unknown>, place: string): Record<string, unknown> {
  const [first = '', second] = place.split('.')
  const { [first]: value, ...rest } = options
  if (second === undefined || !isRecord(value)) return rest
  return { ...rest, [first]: without(value, second) }
}

/** Every file below a folder that is named like a root route, relative to it. */
function findRootRoutes(root: string, below: string, depth: number): string[] {
  return entriesOf(join(root, below)).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isFile()) return ROOT_ROUTE.test(entry.name) ? [path] : []
    return isSourceFolder(entry) && depth > 0 ? findRootRoutes(root, path, depth - 1) : []
  })
}
