import type * as ESTree from 'oxc-parser'

import { AUTHKIT_SERVER_MODULES, isKnownModule } from '../known-modules.ts'
import { outcomeOf } from '../outcome/outcome-of.ts'
import { isRedirectCreator } from '../route-creators.ts'
import { lookUp, type Scope } from '../scope/scope.ts'
import type { CallSummary, GivenFunction } from '../summary.ts'
import { isFunctionNode } from '../syntax/function-node.ts'
import { memberName } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { CALL_RESULT, type ParameterValue, type Value } from '../values/value.ts'
import { callsItsArguments, isCallingMethod, QUERY_FUNCTION_OPTION, runsQuery } from './callbacks.ts'
import { isCallable, spanOf, targetOf, type CallableValue, type ModuleFacts } from './module-facts.ts'
import { optionValues } from './option-values.ts'
import { isBehindPreloadGuard } from './preload-guard.ts'
import { returnPathOf } from './return-path.ts'
import { isSignedOutBranch } from './signed-out.ts'

/** A call, and what the module around it is like. */
export interface CallSite {
  node: ESTree.CallExpression
  /** What is called. */
  callees: readonly Value[]
  scope: Scope
  /** The nodes around it, from the function down. */
  ancestors: readonly ESTree.Node[]
  facts: ModuleFacts
}

/** All that a call runs: what is called, and what the called function calls of what it is given. */
export function callsOf(site: CallSite): readonly CallSummary[] {
  const callee = unwrap(site.node.callee)
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined
  const runsArguments = callsItsArguments(callee, site.callees, site.scope)
  const calls = [
    ...directCalls(site, callee, method),
    ...(runsArguments ? [...inlineCallbacks(site.node, site.facts), ...namedCallbacks(site)] : []),
    ...(runsQuery(method) ? queryFunctions(site) : []),
  ]
  if (calls.length === 0 || !isBehindPreloadGuard(site.node, site.ancestors, site.facts)) return calls
  return calls.map((call) => ({ ...call, notPreloaded: true }))
}

/** The parameters, of whatever function, that a call calls: `load()`, `load.call(null)`, `ids.map(load)`. */
export function calledParametersOf(
  node: ESTree.CallExpression,
  callees: readonly Value[],
  scope: Scope,
  facts: ModuleFacts,
): readonly ParameterValue[] {
  const direct = callees.filter((value) => value.kind === 'parameter')
  const called = direct.filter(({ path: [method, ...rest] }) =>
    method === undefined ? true : rest.length === 0 && isIndirectCall(method),
  )
  if (!callsItsArguments(unwrap(node.callee), callees, scope)) return called
  const given = node.arguments
    .flatMap((argument) => facts.evaluator.evaluate(argument, scope))
    .filter((value) => value.kind === 'parameter')
  return [...called, ...given.filter(({ path }) => path.length === 0)]
}

/** `new Promise(() => …)`: of all that is made with `new` only a promise is known to call its function at once. */
export function callsOfNew(
  node: ESTree.NewExpression,
  scope: Scope,
  facts: ModuleFacts,
): readonly CallSummary[] {
  const { callee } = node
  const isPromise =
    callee.type === 'Identifier' && callee.name === 'Promise' && lookUp(scope, 'Promise') === undefined
  return isPromise ? inlineCallbacks(node, facts) : []
}

/** A node that runs as a part of the code around it. */
export function inlineCall(node: ESTree.Node, facts: ModuleFacts): CallSummary {
  return { ...spanOf(node), target: facts.local(node), outcome: 'other', inline: true }
}

function directCalls(
  site: CallSite,
  callee: ESTree.Node,
  method: string | undefined,
): readonly CallSummary[] {
  const { node, scope, ancestors, facts } = site
  const { evaluator, scopes } = facts
  const isIndirect = callee.type === 'MemberExpression' && isIndirectCall(method)
  const called = (isIndirect ? evaluator.evaluate(callee.object, scope) : site.callees).filter(isCallable)
  if (called.length === 0) return []
  const outcome = outcomeOf(node, ancestors, (call) =>
    isRedirectCreator(evaluator.evaluate(call.callee, scopes.inside(call))),
  )
  return called.map((value) => ({
    ...spanOf(node),
    target: targetOf(value, facts),
    outcome,
    inline: value.kind === 'function' && value.node === callee,
    ...returnPath(value, node),
    ...givenTo(value, method, site),
    ...(isRedirectCreator([value]) && isSignedOutBranch(node, ancestors, facts) ? { signedOut: true } : {}),
  }))
}

function isIndirectCall(method: string | undefined): boolean {
  return method === 'call' || method === 'apply'
}

function returnPath(value: CallableValue, call: ESTree.CallExpression): Pick<CallSummary, 'returnPath'> {
  if (value.kind !== 'import' || !AUTHKIT_SERVER_MODULES.includes(value.specifier)) return {}
  const path = returnPathOf(call)
  return path === undefined ? {} : { returnPath: path }
}

/** `retry(load)`, `retry(() => …)`: whether it runs is for `retry` to say. */
function givenTo(
  callee: CallableValue,
  method: string | undefined,
  { node, scope, facts }: CallSite,
): Pick<CallSummary, 'given'> {
  if (callee.kind === 'import' && isKnownModule(callee.specifier)) return {}
  const toMethod = callee.kind === 'import' && isCallingMethod(method)
  const given = node.arguments.flatMap((argument, index): readonly GivenFunction[] => {
    const place = { ...spanOf(argument), index, ...(toMethod ? { toMethod } : {}) }
    const written = unwrap(argument)
    if (isFunctionNode(written)) return [{ ...place, target: facts.local(written), inline: true }]
    if (written.type !== 'Identifier' && written.type !== 'MemberExpression') return []
    const values = facts.evaluator.evaluate(argument, scope).filter(isCallable)
    return values
      .filter(isNamed)
      .map((value) => ({ ...place, target: targetOf(value, facts), inline: false }))
  })
  return given.length > 0 ? { given } : {}
}

/** Whether a value is a function by its name; what a call gives is rather data. */
function isNamed(value: CallableValue): boolean {
  return value.kind === 'function' || !value.path.includes(CALL_RESULT)
}

/** `ids.map(() => …)`: a function written there runs as part of the one around it. */
function inlineCallbacks(
  node: ESTree.CallExpression | ESTree.NewExpression,
  facts: ModuleFacts,
): readonly CallSummary[] {
  return node.arguments
    .map(unwrap)
    .filter(isFunctionNode)
    .map((callback) => inlineCall(callback, facts))
}

/** `ids.map(load)`: the function runs, and the place to show is its name. */
function namedCallbacks({ node, scope, facts }: CallSite): readonly CallSummary[] {
  return node.arguments
    .filter((argument) => !isFunctionNode(unwrap(argument)))
    .flatMap((argument) =>
      facts.evaluator
        .evaluate(argument, scope)
        .filter(isCallable)
        .map((value): CallSummary => ({
          ...spanOf(argument),
          target: targetOf(value, facts),
          outcome: 'other',
          inline: false,
        })),
    )
}

/** `client.ensureQueryData({ queryFn })`: the query function runs. */
function queryFunctions({ node, scope, facts }: CallSite): readonly CallSummary[] {
  const options = node.arguments[0]
  if (options === undefined) return []
  return optionValues(options, scope, QUERY_FUNCTION_OPTION, facts).flatMap(
    ({ at, value }): CallSummary[] => {
      if (!isCallable(value)) return []
      const isHere = at.start >= node.start && at.end <= node.end
      const isWrittenThere =
        value.kind === 'function' && value.node.start === at.start && value.node.end === at.end
      const target = targetOf(value, facts)
      return [{ ...spanOf(isHere ? at : node), target, outcome: 'other', inline: isHere && isWrittenThere }]
    },
  )
}
