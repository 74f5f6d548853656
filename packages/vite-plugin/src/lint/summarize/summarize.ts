import type * as ESTree from 'oxc-parser'

import type { ParsedModule } from '../parse.ts'
import { ROUTER_CREATOR } from '../route-creators.ts'
import { buildScopes, type Scopes } from '../scope/build-scopes.ts'
import type { Scope } from '../scope/scope.ts'
import type {
  CallSummary,
  FunctionSummary,
  ModuleSummary,
  RouteOffer,
  RouteParameter,
  SinkSummary,
} from '../summary.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
import { isTest } from '../test-module.ts'
import { Evaluator } from '../values/evaluate.ts'
import type { ModuleValue, ObjectSummary } from '../values/module-value.ts'
import type { MemberNames } from '../values/overrides.ts'
import type { ParameterValue, Value } from '../values/value.ts'
import { calledParametersOf, callsOf, callsOfNew, inlineCall } from './calls-of.ts'
import { findExports } from './find-exports.ts'
import { findSinks, routerContexts } from './find-sinks.ts'
import { functionName } from './function-name.ts'
import { KeptValues } from './kept-values.ts'
import { spanOf, type ModuleFacts } from './module-facts.ts'
import { returnedData, type ReturnedData } from './returned-data.ts'
import { routeOffers, routeParameters } from './route-makers.ts'
import { ValueUses } from './value-uses.ts'

/** Reads off a module what its functions do, and what of it runs while the router navigates. */
export function summarize(module: ParsedModule): ModuleSummary {
  const scopes = buildScopes(module.program)
  const { functions, sinks, offers, exports, stars, objects } = new Summarizer(module.program, scopes)
  const isOfTest = isTest(module.program, scopes.root)
  return {
    file: module.file,
    functions,
    sinks: isOfTest ? [] : sinks,
    offers: isOfTest ? [] : offers,
    exports,
    stars,
    objects,
  }
}

interface Draft extends FunctionSummary {
  calls: CallSummary[]
  results?: readonly ModuleValue[]
  taken?: MemberNames
  calledParameters?: readonly number[]
  routeParameters?: readonly RouteParameter[]
  returns?: readonly ReturnedData[]
}

/** The function that is being walked through. */
interface Frame {
  calls: CallSummary[]
  /** The function, and those around it that it runs with. */
  owners: readonly ESTree.Node[]
  /** The nodes from the function down to the current one. */
  path: ESTree.Node[]
}

class Summarizer {
  readonly functions: Draft[] = []
  readonly sinks: SinkSummary[] = []
  readonly offers: RouteOffer[] = []
  readonly exports: ReadonlyMap<string, readonly ModuleValue[]>
  readonly stars: readonly string[]
  readonly objects: readonly ObjectSummary[]
  readonly #drafts = new Map<ESTree.Node, { index: number; draft: Draft }>()
  /** Expressions that are summarized as if they were functions of their own. */
  readonly #regions = new Set<ESTree.Node>()
  /** Functions that run with the one they are written in, by their places. */
  readonly #inlined = new Set<number>()
  readonly #facts: ModuleFacts

  constructor(program: ESTree.Program, scopes: Scopes) {
    this.#facts = {
      scopes,
      uses: new ValueUses(program, scopes),
      evaluator: new Evaluator(scopes),
      data: new Evaluator(scopes, { followsWrappers: false }),
      local: (node) => ({ kind: 'local', index: this.#draftOf(node).index }),
    }
    this.#children(program, scopes.root, { calls: [], owners: [program], path: [program] })

    const kept = new KeptValues(this.#facts)
    const { named, stars } = findExports(program, this.#facts)
    this.exports = new Map([...named].map(([name, values]) => [name, kept.keep(values)]))
    // More functions may be kept on the way: a set goes on to what is added to it while it is walked through.
    for (const node of kept.functions) {
      const results = kept.keep(this.#facts.evaluator.results({ kind: 'function', node }))
      if (results.length > 0) this.#draftOf(node).draft.results = results
      const taken = scopes.takenOfReceiver(node)
      if (taken !== undefined) this.#draftOf(node).draft.taken = taken
    }
    this.stars = stars
    this.objects = kept.objects
  }

  #children(node: ESTree.Node, scope: Scope, frame: Frame): void {
    forEachChild(node, (child) => this.#visit(child, scope, frame))
  }

  #visit(node: ESTree.Node, around: Scope, frame: Frame): void {
    const scope = this.#facts.scopes.inside(node, around)
    if (isFunctionNode(node)) {
      const { draft, index } = this.#draftOf(node)
      draft.name = functionName(node, frame.path)
      const owners = this.#inlined.has(index) ? [node, ...frame.owners] : [node]
      this.#children(node, scope, { calls: draft.calls, owners, path: [node] })
      if (draft.calls.length > 0) {
        const returns = returnedData(node, this.#facts)
        if (returns.length > 0) draft.returns = returns
      }
    } else if (this.#regions.has(node)) {
      frame.calls.push(inlineCall(node, this.#facts))
      this.#children(node, scope, { calls: this.#draftOf(node).draft.calls, owners: [node], path: [node] })
    } else {
      if (node.type === 'CallExpression') this.#call(node, scope, frame)
      if (node.type === 'NewExpression') this.#add(callsOfNew(node, scope, this.#facts), frame)
      frame.path.push(node)
      this.#children(node, scope, frame)
      frame.path.pop()
    }
  }

  #call(node: ESTree.CallExpression, scope: Scope, frame: Frame): void {
    const callees = this.#facts.evaluator.evaluate(node.callee, scope)
    this.#add(callsOf({ node, callees, scope, ancestors: frame.path, facts: this.#facts }), frame)
    const called = calledParametersOf(node, callees, scope, this.#facts)
    for (const parameter of called) this.#callsParameter(parameter, frame)
    this.#sinks(node, callees, scope)
  }

  #add(calls: readonly CallSummary[], frame: Frame): void {
    frame.calls.push(...calls)
    for (const { target, inline } of calls) {
      if (inline && target.kind === 'local') this.#inlined.add(target.index)
    }
  }

  #callsParameter({ owner, index }: ParameterValue, frame: Frame): void {
    if (!frame.owners.includes(owner)) return
    const { draft } = this.#draftOf(owner)
    draft.calledParameters = [...(draft.calledParameters ?? []), index]
  }

  #sinks(node: ESTree.CallExpression, callees: readonly Value[], scope: Scope): void {
    const sinks = findSinks(node, callees, scope, this.#facts)
    this.sinks.push(...sinks)
    this.offers.push(...routeOffers(node, callees, scope, this.#facts))
    for (const { owner, parameter } of routeParameters(node, callees, scope, this.#facts)) {
      const { draft } = this.#draftOf(owner)
      draft.routeParameters = [...(draft.routeParameters ?? []), parameter]
    }
    const options = node.arguments[0]
    if (options === undefined || !sinks.some((sink) => sink.creator === ROUTER_CREATOR)) return
    for (const context of routerContexts(options, scope, this.#facts)) this.#regions.add(context)
  }

  #draftOf(node: ESTree.Node): { index: number; draft: Draft } {
    const known = this.#drafts.get(node)
    if (known !== undefined) return known
    const draft: Draft = { ...spanOf(node), name: undefined, calls: [] }
    const indexed = { index: this.functions.push(draft) - 1, draft }
    this.#drafts.set(node, indexed)
    return indexed
  }
}
