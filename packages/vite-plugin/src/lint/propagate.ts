import type { AuthUrlReach } from './reach.ts'
import type { CallSummary, FunctionSummary, ModuleSummary, Outcome } from './summary.ts'
import type { ImportValue } from './values/value.ts'

/** Answers with the name of a function that the lint looks for, when the imported value is one. */
export type SourceOf = (value: ImportValue) => string | undefined

/**
 * Finds the ways from the sinks of a module to the sources: for each call in a sink's own code and each
 * {@link Outcome} the shortest one.
 */
export function propagate(module: ModuleSummary, sourceOf: SourceOf): readonly AuthUrlReach[] {
  const graph = new CallGraph(module, sourceOf)
  return module.sinks.flatMap((sink) =>
    sink.targets.flatMap(({ target, start, end }): AuthUrlReach[] => {
      if (target.kind === 'local') {
        return graph.reachesOf(target.index).map((reach) => ({ sink, ...atSink(reach) }))
      }
      const source = sourceOf(target)
      if (source === undefined) return []
      const step = { file: module.file, start, end, caller: undefined, callee: source }
      return [{ kind: 'auth-url', sink, source, steps: [step], outcome: 'other' }]
    }),
  )
}

/** What a route option returns is given to the router: it has no caller that could redirect. */
function atSink<T extends { outcome: Outcome }>(reach: T): T {
  return reach.outcome === 'return' ? { ...reach, outcome: 'other' } : reach
}

type Found = Omit<AuthUrlReach, 'sink'>

class CallGraph {
  readonly #file: string
  readonly #functions: readonly FunctionSummary[]
  readonly #sourceOf: SourceOf
  /** For each function and outcome the shortest way to a source. */
  readonly #shortest: ReadonlyMap<Outcome, Found>[]

  constructor({ file, functions }: ModuleSummary, sourceOf: SourceOf) {
    this.#file = file
    this.#functions = functions
    this.#sourceOf = sourceOf
    this.#shortest = functions.map(() => new Map())
    // Ways grow by one call per round; a round that finds nothing shorter is the last, also when functions call
    // each other in a circle.
    while (functions.map((_, index) => this.#relax(index)).includes(true));
  }

  /** For each call in a function, and in what is written into it, the shortest ways to a source. */
  reachesOf(index: number): readonly Found[] {
    const caller = this.#functions[index]
    return caller === undefined ? [] : caller.calls.flatMap((call) => this.#through(call, caller.name))
  }

  #relax(index: number): boolean {
    const before = this.#shortest[index]
    const found = new Map(before)
    for (const way of this.reachesOf(index)) {
      const known = found.get(way.outcome)
      if (known === undefined || way.steps.length < known.steps.length) found.set(way.outcome, way)
    }
    this.#shortest[index] = found
    return found.size !== before?.size || [...found].some(([outcome, way]) => before.get(outcome) !== way)
  }

  #through(call: CallSummary, caller: string | undefined): readonly Found[] {
    const { target, start, end, returnPath } = call
    if (target.kind === 'import') {
      const source = this.#sourceOf(target)
      if (source === undefined) return []
      const path = returnPath === undefined ? {} : { returnPath }
      const step = { file: this.#file, start, end, caller, callee: source, ...path }
      return [{ kind: 'auth-url', source, steps: [step], outcome: call.outcome }]
    }
    if (call.inline) {
      return this.reachesOf(target.index).map((way) => ({
        ...way,
        steps: [{ ...way.steps[0], caller }, ...way.steps.slice(1)],
        outcome: compose(call.outcome, way.outcome),
      }))
    }
    const callee = this.#functions[target.index]?.name
    return [...(this.#shortest[target.index]?.values() ?? [])].map((way) => ({
      ...way,
      steps: [{ file: this.#file, start, end, caller, callee }, ...way.steps],
      outcome: compose(call.outcome, way.outcome),
    }))
  }
}

/** What becomes of a result that `inner` describes in the called function and `outer` in the calling one. */
function compose(outer: Outcome, inner: Outcome): Outcome {
  return inner === 'return' ? outer : inner
}
