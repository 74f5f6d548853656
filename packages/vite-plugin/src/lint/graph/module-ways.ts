import { authTokenSource } from '../auth-token-sources.ts'
import type { Reach, Step } from '../reach.ts'
import { sourceOf } from '../source-of.ts'
import type {
  CallSummary,
  FunctionSummary,
  GivenFunction,
  ModuleSummary,
  Outcome,
  RouteOffer,
  SinkSummary,
  Span,
  Target,
} from '../summary.ts'
import { HANDLER_OPTION } from '../summarize/find-sinks.ts'
import type { ReturnedData } from '../summarize/returned-data.ts'
import { isPrefix } from '../summarize/value-uses.ts'
import { CALL_RESULT, type ImportValue } from '../values/value.ts'
import { haveSameWays, NO_WAYS, shortestOf, toReach, type Way, type Ways } from './way.ts'

/** How deep in a returned value a token is still followed. */
const MAX_PLACE_DEPTH = 4

/** What an imported value turned out to be. */
export type Followed =
  /** A value of a package or a virtual module. */
  | ImportValue
  /** A function of another module, its name there and the ways it has so far. */
  | { kind: 'function'; summary: FunctionSummary; name: string | undefined; ways: Ways }

/**
 * Follows an imported value to what it stands for; nothing where it can't be followed.
 *
 * @param always whether to follow it also when it surely leads to no source
 */
export type Follow = (value: ImportValue, always?: boolean) => readonly Followed[]

/** The ways of the functions of one module, by the functions' places in the summary. */
export function findWays(module: ModuleSummary, follow: Follow): ModuleWays {
  return new ModuleWays(module, follow)
}

/** {@link findWays} */
export class ModuleWays {
  /** For each function its shortest ways. */
  readonly shortest: Ways[]
  readonly #module: ModuleSummary
  readonly #follow: Follow
  readonly #followed = new Map<Target, readonly Followed[]>()

  constructor(module: ModuleSummary, follow: Follow) {
    this.#module = module
    this.#follow = follow
    this.shortest = module.functions.map(() => NO_WAYS)
    // Ways grow by one call per round; a round that changes nothing is the last, also when functions call each other
    // in a circle.
    while (module.functions.filter((_, index) => this.#relax(index)).length > 0);
  }

  /** The ways from the module's sinks. */
  reaches(): readonly Reach[] {
    const { sinks, offers } = this.#module
    const offered = offers.flatMap((offer) => this.#reachesOfOffer(offer))
    return [...sinks.flatMap((sink) => this.#reachesOf(sink)), ...offered]
  }

  #reachesOf(sink: SinkSummary): readonly Reach[] {
    return sink.targets.flatMap(({ target, start, end }) => {
      const ways =
        target.kind === 'local' ? this.#waysFrom(target.index) : this.#waysInto(target, { start, end })
      return ways.map((way) => toReach(way, sink))
    })
  }

  /** The ways from what a call offers as route options, if the function that is called makes a route of them. */
  #reachesOfOffer({ target, index, route, options }: RouteOffer): readonly Reach[] {
    return options.flatMap((offered) => {
      const reaches = this.#reachesOf({ ...offered, creator: '', route })
      // Only now is it worth a look where the called function comes from.
      if (reaches.length === 0) return []
      const creators = this.#calleesOf(target)
        .flatMap((callee) => callee.routeParameters ?? [])
        .flatMap((parameter) =>
          parameter.index === index &&
          parameter.option === offered.option &&
          parameter.path.join('.') === offered.option
            ? [parameter.creator]
            : [],
        )
      return creators.flatMap((creator) =>
        reaches.map((reach) => ({ ...reach, sink: { ...reach.sink, creator } })),
      )
    })
  }

  /** The ways of an imported function that is the sink itself: written as its name, or as an object with it. */
  #waysInto(imported: ImportValue, at: Span): readonly Way[] {
    const handler = { ...imported, path: [...imported.path, HANDLER_OPTION] }
    return [imported, handler].flatMap((target) => [
      ...this.#waysThrough({ ...at, target, outcome: 'return', inline: false }, undefined),
      ...this.#tokensIn(undefined, [{ ...at, at: [], except: [], changed: [], from: target, path: [] }]),
    ])
  }

  #relax(index: number): boolean {
    const before = this.shortest[index] ?? NO_WAYS
    const now = shortestOf(this.#waysFrom(index))
    if (haveSameWays(before, now)) return false
    this.shortest[index] = now
    return true
  }

  /** For each call in a function, and in what is written into it, the shortest ways to a source. */
  #waysFrom(index: number): readonly Way[] {
    const caller = this.#module.functions[index]
    if (caller === undefined) return []
    const called = caller.calls.flatMap((call) => [
      ...this.#waysThrough(call, caller.name),
      ...this.#waysOfGiven(call, caller.name),
    ])
    return caller.returns === undefined ? called : [...called, ...this.#tokensIn(caller.name, caller.returns)]
  }

  #waysThrough(call: CallSummary, caller: string | undefined): readonly Way[] {
    const { target, notPreloaded: isNotPreloaded = false } = call
    if (target.kind === 'local') {
      if (!call.inline) return this.#onwards(call, caller, this.#localCallee(target.index))
      return this.#waysFrom(target.index)
        .filter(({ kind }) => kind !== 'auth-token')
        .map((way) => ({
          ...way,
          step: { ...way.step, caller },
          outcome: compose(call.outcome, way.outcome),
          notPreloaded: way.notPreloaded || isNotPreloaded,
        }))
    }
    return this.#followedTo(target).flatMap((followed): readonly Way[] => {
      if (followed.kind === 'function') return this.#onwards(call, caller, followed)
      const source = sourceOf(followed, call)
      if (source === undefined) return []
      const step = this.#step(call, caller, source.name)
      return [
        {
          kind: source.kind,
          source: source.name,
          outcome: call.outcome,
          placed: [],
          notPreloaded: isNotPreloaded,
          step: call.returnPath === undefined ? step : { ...step, returnPath: call.returnPath },
          next: undefined,
          length: 1,
        },
      ]
    })
  }

  /** The ways of functions that a call hands over to one that calls them. */
  #waysOfGiven(call: CallSummary, caller: string | undefined): readonly Way[] {
    const { target, given = [], notPreloaded } = call
    const guard = notPreloaded === undefined ? {} : { notPreloaded }
    return given.flatMap((handed) => {
      const ways = this.#waysThrough({ ...guard, ...handed, outcome: 'other' }, caller)
      // Only now is it worth a look where the called function comes from.
      return ways.length > 0 && this.#callsGiven(target, handed) ? ways : []
    })
  }

  #callsGiven(target: Target, { index, toMethod }: GivenFunction): boolean {
    if (this.#calleesOf(target).some((callee) => callee.calledParameters?.includes(index))) return true
    if (toMethod !== true || target.kind !== 'import') return false
    // An array of the app has no such member that could be followed. A function of a package may be anything
    // (`Effect.map` only describes what is to be done); what such a function gives is rather data.
    const isGiven = target.path.includes(CALL_RESULT)
    return this.#follow(target, true).every((followed) => followed.kind === 'import' && isGiven)
  }

  #calleesOf(target: Target): readonly FunctionSummary[] {
    if (target.kind === 'local') return this.#module.functions.slice(target.index, target.index + 1)
    return this.#follow(target, true).flatMap((followed) =>
      followed.kind === 'function' ? [followed.summary] : [],
    )
  }

  /** The ways of a called function, with the call of it before them. */
  #onwards(call: CallSummary, caller: string | undefined, callee: Callee): readonly Way[] {
    const ways: Way[] = []
    for (const next of callee.ways.values()) {
      // What a function does with a result that holds a token is told by what it returns, not by what it calls.
      if (next.kind === 'auth-token') continue
      const step = this.#step(call, caller, callee.name)
      ways.push({
        ...next,
        outcome: compose(call.outcome, next.outcome),
        notPreloaded: next.notPreloaded || call.notPreloaded === true,
        step,
        next,
        length: next.length + 1,
      })
    }
    return ways
  }

  #tokensIn(caller: string | undefined, returns: readonly ReturnedData[]): readonly Way[] {
    return returns.flatMap((data): readonly Way[] => {
      const { from } = data
      if (from.kind === 'local') return this.#tokensOf(caller, data, this.#localCallee(from.index))
      return this.#followedTo(from).flatMap((followed): readonly Way[] => {
        if (followed.kind === 'function') return this.#tokensOf(caller, data, followed)
        const token = authTokenSource(followed)
        const placed = token === undefined ? undefined : placeOf(token, data)
        if (placed === undefined) return []
        const source = nameOf(followed) ?? followed.specifier
        const step = this.#step(data, caller, source)
        return [
          {
            kind: 'auth-token',
            source,
            outcome: 'return',
            placed,
            notPreloaded: false,
            step,
            next: undefined,
            length: 1,
          },
        ]
      })
    })
  }

  #tokensOf(caller: string | undefined, data: ReturnedData, callee: Callee): readonly Way[] {
    const ways: Way[] = []
    for (const next of callee.ways.values()) {
      const placed = next.kind === 'auth-token' ? placeOf(next.placed, data) : undefined
      if (placed === undefined) continue
      const step = this.#step(data, caller, callee.name)
      ways.push({ ...next, placed, step, next, length: next.length + 1 })
    }
    return ways
  }

  #localCallee(index: number): Callee {
    return { name: this.#module.functions[index]?.name, ways: this.shortest[index] ?? NO_WAYS }
  }

  #followedTo(target: ImportValue): readonly Followed[] {
    const known = this.#followed.get(target)
    if (known !== undefined) return known
    const followed = this.#follow(target)
    this.#followed.set(target, followed)
    return followed
  }

  #step({ start, end }: Span, caller: string | undefined, callee: string | undefined): Step {
    return { file: this.#module.file, start, end, caller, callee }
  }
}

interface Callee {
  name: string | undefined
  ways: Ways
}

/** What becomes of a result that `inner` describes in the called function and `outer` in the calling one. */
function compose(outer: Outcome, inner: Outcome): Outcome {
  return inner === 'return' ? outer : inner
}

/** Where a token is in what a function returns, when it is at `token` in the result that the data comes from. */
function placeOf(
  token: readonly string[],
  { at, path, except, changed }: ReturnedData,
): readonly string[] | undefined {
  const isPart = path.length <= token.length && path.every((name, index) => token[index] === name)
  const [first, ...rest] = token.slice(path.length)
  if (!isPart || (first !== undefined && except.includes(first))) return undefined
  if (changed.some((object) => object.length < token.length && isPrefix(object, token))) return undefined
  const placed = first === undefined ? at : [...at, first, ...rest]
  return placed.length > MAX_PLACE_DEPTH ? undefined : placed
}

/** The name by which a reader knows an imported value. */
export function nameOf({ path }: ImportValue): string | undefined {
  return path.findLast((name) => name !== CALL_RESULT && name !== 'default')
}
