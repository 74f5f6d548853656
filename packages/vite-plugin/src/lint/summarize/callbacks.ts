import type * as ESTree from 'oxc-parser'

import { isKnownModule } from '../known-modules.ts'
import { lookUp, type Scope } from '../scope/scope.ts'
import { memberName } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { isBuilder } from '../values/call-result.ts'
import { CALL_RESULT, type ImportValue, type Value } from '../values/value.ts'

/** Methods of a promise: `promise.then(load)`. */
const PROMISE_METHODS = new Set(['catch', 'finally', 'then'])

/** Methods that call a function they are given with what they hold: `ids.map(load)`. */
const CALLING_METHODS = new Set([
  ...PROMISE_METHODS,
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'reduceRight',
  'some',
])

/** Functions of the language that call what they are given at once. */
const CALLING_GLOBALS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Array', ['from', 'fromAsync']],
  ['Promise', ['try']],
])

/** Functions of packages that call what they are given at once. */
const CALLING_IMPORTS: ReadonlyMap<string, string> = new Map([
  ['react', 'startTransition'],
  ['react-dom', 'flushSync'],
])

/** Methods of a query client that run the `queryFn` of the options they are given. */
const QUERY_METHODS = new Set([
  'ensureInfiniteQueryData',
  'ensureQueryData',
  'fetchInfiniteQuery',
  'fetchQuery',
  'prefetchInfiniteQuery',
  'prefetchQuery',
])

/** The option of a query that holds its function. */
export const QUERY_FUNCTION_OPTION = 'queryFn'

/**
 * Whether a call surely calls the functions among its arguments, as a part of the code around it. Most calls do not:
 * they keep what they are given for an event, for later, or for somebody else. What functions of the app do with it
 * is told by their own summary.
 */
export function callsItsArguments(callee: ESTree.Node, callees: readonly Value[], scope: Scope): boolean {
  const imports = callees.filter((value) => value.kind === 'import')
  if (imports.some(isCallingImport)) return true
  if (callee.type !== 'MemberExpression') return false
  const method = memberName(callee)
  if (method === undefined) return false
  if (isCallingGlobal(callee.object, method, scope)) return true
  // A method that was found has a body, or a module, to ask.
  return isCallingMethod(method) && callees.every((value) => value.kind === 'parameter' || isPromise(value))
}

/** Whether a method is named like one of arrays or promises that calls what it is given. */
export function isCallingMethod(method: string | undefined): boolean {
  return method !== undefined && CALLING_METHODS.has(method)
}

/** Whether a method runs the query function of its options. */
export function runsQuery(method: string | undefined): boolean {
  return method !== undefined && QUERY_METHODS.has(method)
}

/** `load().then`, and methods of what the known modules give. */
function isPromise(value: Value): boolean {
  if (value.kind !== 'import' || isBuilder(value)) return false
  const [method = ''] = value.path.slice(-1)
  if (isKnownModule(value.specifier)) return true
  return PROMISE_METHODS.has(method) && value.path.at(-2) === CALL_RESULT
}

function isCallingImport({ specifier, path }: ImportValue): boolean {
  const name = CALLING_IMPORTS.get(specifier)
  return (
    name !== undefined && path.at(-1) === name && path.every((part) => part === name || part === 'default')
  )
}

function isCallingGlobal(object: ESTree.Node, method: string, scope: Scope): boolean {
  const global = unwrap(object)
  return (
    global.type === 'Identifier' &&
    CALLING_GLOBALS.get(global.name)?.includes(method) === true &&
    lookUp(scope, global.name) === undefined
  )
}
