import type * as ESTree from 'oxc-parser'

import { AUTHKIT_SERVER_MODULES, isKnownModule, TEST_MODULES } from '../known-modules.ts'
import { outcomeOf } from '../outcome/outcome-of.ts'
import type { ParsedModule } from '../parse.ts'
import { isRedirectCreator, ROUTER_CREATOR } from '../route-creators.ts'
import { buildScopes } from '../scope/build-scopes.ts'
import { lookUp, type Scope } from '../scope/scope.ts'
import type {
  CallSummary,
  FunctionSummary,
  ModuleSummary,
  RouteOffer,
  RouteParameter,
  SinkSummary,
  Span,
} from '../summary.ts'
import { forEachChild } from '../syntax/child-nodes.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
import { memberName } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { Evaluator } from '../values/evaluate.ts'
import type { ModuleValue, ObjectSummary } from '../values/module-value.ts'
import { CALL_RESULT, type ParameterValue, type Value } from '../values/value.ts'
import { callsItsArguments, QUERY_FUNCTION_OPTION, runsCallbacks, runsQuery } from './callbacks.ts'
import { findExports } from './find-exports.ts'
import { findSinks, routerContexts } from './find-sinks.ts'
import { functionName } from './function-name.ts'
import { isCallable, spanOf, targetOf, type CallableValue, type ModuleFacts } from './module-facts.ts'
import { KeptValues } from './kept-values.ts'
import { optionValues } from './option-values.ts'
import { returnPathOf } from './return-path.ts'
import { returnedData, type ReturnedData } from './returned-data.ts'
import { routeOffers, routeParameters } from './route-makers.ts'
import { isSignedOutBranch } from './signed-out.ts'

/** Reads off a module what its functions do, and what of it runs while the router navigates. */
export function summarize(module: ParsedModule): ModuleSummary {
  const { functions, sinks, offers, exports, stars, objects } = new Summarizer(module.program)
  const isTest = importsTestRunner(module.program)
  return {
    file: module.file,
    functions,
    sinks: isTest ? [] : sinks,
    offers: isTest ? [] : offers,
    exports,
    stars,
    objects,
  }
}

function importsTestRunner(program: ESTree.Program): boolean {
  return program.body.some(
    (node) => node.type === 'ImportDeclaration' && TEST_MODULES.includes(node.source.value),
  )
}

interface Draft extends FunctionSummary {
  calls: CallSummary[]
  results?: readonly ModuleValue[]
  calledParameters?: readonly number[]
  routeParameters?: readonly RouteParameter[]
  returns?: readonly ReturnedData[]
}

/** The function that is being walked through. */
interface Frame {
  calls: CallSummary[]
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
  readonly #facts: ModuleFacts

  constructor(program: ESTree.Program) {
    const scopes = buildScopes(program)
    this.#facts = {
      scopes,
      evaluator: new Evaluator(scopes),
      data: new Evaluator(scopes, { followsWrappers: false }),
      local: (node) => ({ kind: 'local', index: this.#draftOf(node).index }),
    }
    this.#children(program, scopes.root, { calls: [], path: [program] })

    const kept = new KeptValues(this.#facts)
    const { named, stars } = findExports(program, this.#facts)
    this.exports = new Map([...named].map(([name, values]) => [name, kept.keep(values)]))
    // More functions may be kept on the way: a set goes on to what is added to it while it is walked through.
    for (const node of kept.functions) {
      const results = kept.keep(this.#facts.evaluator.results({ kind: 'function', node }))
      if (results.length > 0) this.#draftOf(node).draft.results = results
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
      const { draft } = this.#draftOf(node)
      draft.name = functionName(node, frame.path)
      this.#children(node, scope, { calls: draft.calls, path: [node] })
      if (draft.calls.length > 0) {
        const returns = returnedData(node, this.#facts)
        if (returns.length > 0) draft.returns = returns
      }
    } else if (this.#regions.has(node)) {
      this.#runs(node, frame)
      this.#children(node, scope, { calls: this.#draftOf(node).draft.calls, path: [node] })
    } else {
      if (node.type === 'CallExpression') this.#call(node, scope, frame)
      if (node.type === 'NewExpression' && isPromise(node, scope)) this.#callbacks(node, frame)
      frame.path.push(node)
      this.#children(node, scope, frame)
      frame.path.pop()
    }
  }

  #call(node: ESTree.CallExpression, scope: Scope, frame: Frame): void {
    const { evaluator, scopes } = this.#facts
    const callee = unwrap(node.callee)
    const callees = evaluator.evaluate(callee, scope)
    const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined
    const isRedirect = (call: ESTree.CallExpression): boolean =>
      isRedirectCreator(evaluator.evaluate(call.callee, scopes.inside(call)))

    for (const value of callees) if (value.kind === 'parameter') this.#callsParameter(value, frame)
    const isIndirect = callee.type === 'MemberExpression' && (method === 'call' || method === 'apply')
    const called = isIndirect ? evaluator.evaluate(callee.object, scope) : callees
    if (called.some(isCallable)) {
      const outcome = outcomeOf(node, frame.path, isRedirect)
      for (const value of called.filter(isCallable)) {
        const inline = value.kind === 'function' && value.node === callee
        const isSignedOut = isRedirectCreator([value]) && isSignedOutBranch(node, frame.path, this.#facts)
        frame.calls.push({
          ...this.#summary(node, value),
          outcome,
          inline,
          ...returnPath(value, node),
          ...this.#given(node, value, scope),
          ...(isSignedOut ? { signedOut: true } : {}),
        })
      }
    }
    const name = method ?? (callee.type === 'Identifier' ? callee.name : undefined)
    if (runsCallbacks(callees, name)) this.#callbacks(node, frame)
    if (callsItsArguments(method)) this.#namedCallbacks(node, scope, frame)
    if (runsQuery(method)) this.#query(node, scope, frame)
    this.#sinks(node, callees, scope)
  }

  #callsParameter({ owner, index, path }: ParameterValue, frame: Frame): void {
    if (path.length > 0 || frame.path[0] !== owner) return
    const { draft } = this.#draftOf(owner)
    draft.calledParameters = [...(draft.calledParameters ?? []), index]
  }

  /** `retry(load)`: whether `load` runs is for `retry` to say. */
  #given(node: ESTree.CallExpression, callee: CallableValue, scope: Scope): Pick<CallSummary, 'given'> {
    if (callee.kind === 'import' && isKnownModule(callee.specifier)) return {}
    const given = node.arguments.flatMap((argument, index) => {
      const { type } = unwrap(argument)
      if (type !== 'Identifier' && type !== 'MemberExpression') return []
      const values = this.#facts.evaluator.evaluate(argument, scope).filter(isCallable)
      return values.filter(isNamed).map((value) => ({ ...this.#summary(argument, value), index }))
    })
    return given.length > 0 ? { given } : {}
  }

  /** `new Promise(() => …)`, `ids.map(() => …)`: a function written there runs as part of the one around it. */
  #callbacks(node: ESTree.CallExpression | ESTree.NewExpression, frame: Frame): void {
    for (const argument of node.arguments) {
      const callback = unwrap(argument)
      if (isFunctionNode(callback)) this.#runs(callback, frame)
    }
  }

  /** `ids.map(load)`: the function runs, and the place to show is its name. */
  #namedCallbacks(node: ESTree.CallExpression, scope: Scope, frame: Frame): void {
    for (const argument of node.arguments) {
      if (isFunctionNode(unwrap(argument))) continue
      for (const value of this.#facts.evaluator.evaluate(argument, scope).filter(isCallable)) {
        frame.calls.push({ ...this.#summary(argument, value), outcome: 'other', inline: false })
      }
    }
  }

  /** `client.ensureQueryData({ queryFn })`: the query function runs. */
  #query(node: ESTree.CallExpression, scope: Scope, frame: Frame): void {
    const options = node.arguments[0]
    if (options === undefined) return
    for (const { at, value } of optionValues(options, scope, QUERY_FUNCTION_OPTION, this.#facts)) {
      if (!isCallable(value)) continue
      const isHere = at.start >= node.start && at.end <= node.end
      const inline =
        isHere && value.kind === 'function' && value.node.start === at.start && value.node.end === at.end
      frame.calls.push({ ...this.#summary(isHere ? at : node, value), outcome: 'other', inline })
    }
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

  #runs(node: ESTree.Node, frame: Frame): void {
    frame.calls.push({ ...spanOf(node), target: this.#facts.local(node), outcome: 'other', inline: true })
  }

  #summary(at: Span, value: CallableValue): Pick<CallSummary, 'start' | 'end' | 'target'> {
    return { ...spanOf(at), target: targetOf(value, this.#facts) }
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

/** Whether a value is a function by its name; what a call gives is rather data. */
function isNamed(value: CallableValue): boolean {
  return value.kind === 'function' || !value.path.includes(CALL_RESULT)
}

/** Of all that is made with `new` only a promise is known to call the function it is given at once. */
function isPromise({ callee }: ESTree.NewExpression, scope: Scope): boolean {
  return callee.type === 'Identifier' && callee.name === 'Promise' && lookUp(scope, 'Promise') === undefined
}

function returnPath(value: CallableValue, call: ESTree.CallExpression): Pick<CallSummary, 'returnPath'> {
  if (value.kind !== 'import' || !AUTHKIT_SERVER_MODULES.includes(value.specifier)) return {}
  const path = returnPathOf(call)
  return path === undefined ? {} : { returnPath: path }
}
