import type { Reach, ReachKind, Step } from '../reach.ts'
import type { Outcome, SinkSummary } from '../summary.ts'

/** A way from a function to a source: its first call, and the way on from there. */
export interface Way {
  kind: ReachKind
  /** Name of the source. */
  source: string
  /** What becomes of the source's result in the function where the way begins; of meaning for `auth-url` alone. */
  outcome: Outcome
  /** Where the token is in what that function returns; of meaning for `auth-token` alone. */
  placed: readonly string[]
  /** Whether some call of it is not made on preload; of meaning for `sign-out` alone. */
  notPreloaded: boolean
  step: Step
  next: Way | undefined
  /** The number of steps. */
  length: number
}

/** For each {@link wayKey} the shortest way. */
export type Ways = ReadonlyMap<string, Way>

export const NO_WAYS: Ways = new Map()

/** Ways of one key can stand for each other: of them only the shortest is kept. */
export function wayKey({ kind, outcome, placed, notPreloaded }: Way): string {
  if (kind === 'auth-url') return outcome
  if (kind === 'sign-out' && notPreloaded) return `${kind} not-preloaded`
  return kind === 'auth-token' ? `${kind} ${placed.join('.')}` : kind
}

/** Picks the shortest way of each key; of equally short ones the first. */
export function shortestOf(ways: Iterable<Way>): Ways {
  const shortest = new Map<string, Way>()
  for (const way of ways) {
    const key = wayKey(way)
    const known = shortest.get(key)
    if (known === undefined || way.length < known.length) shortest.set(key, way)
  }
  return shortest
}

/** Whether two functions have the same ways, step by step. */
export function haveSameWays(a: Ways, b: Ways): boolean {
  return a.size === b.size && [...a].every(([key, way]) => isSameWay(way, b.get(key)))
}

function isSameWay(a: Way | undefined, b: Way | undefined): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined || a.source !== b.source || a.length !== b.length) return false
  const isSameStep =
    a.step.start === b.step.start &&
    a.step.end === b.step.end &&
    a.step.file === b.step.file &&
    a.step.caller === b.step.caller &&
    a.step.callee === b.step.callee
  return isSameStep && isSameWay(a.next, b.next)
}

/** What a way that begins in the code of a sink is to the rules. */
export function toReach(way: Way, sink: SinkSummary): Reach {
  const { kind, source, outcome, placed, notPreloaded } = way
  const steps: [Step, ...Step[]] = [way.step]
  for (let next = way.next; next !== undefined; next = next.next) steps.push(next.step)
  switch (kind) {
    case 'auth-url':
      // What a route option returns is given to the router: it has no caller that could redirect.
      return { kind, sink, source, steps, outcome: outcome === 'return' ? 'other' : outcome }
    case 'auth-token':
      return { kind, sink, source, steps, placed }
    case 'sign-out':
      return { kind, sink, source, steps, notPreloaded }
    default:
      return { kind, sink, source, steps }
  }
}
