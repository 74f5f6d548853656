import { isBuilder } from '../values/call-result.ts'
import type { Value } from '../values/value.ts'

/** Names of what keeps a function for an event: it does not run with the code that hands it over. */
const EVENT_METHODS = new Set(['addEventListener', 'addListener', 'on', 'once', 'subscribe'])

/** `onSignIn`, `onAuthStateChange`. */
const EVENT_NAME = /^on[A-Z]/

/** Methods that call a function they are given by name with what they hold: `ids.map(load)`, `promise.then(load)`. */
const CALLING_METHODS = new Set([
  'catch',
  'every',
  'filter',
  'finally',
  'find',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'some',
  'then',
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
 * Whether functions written into the arguments of a call run as part of the code around it.
 *
 * @param name of the called method or function
 */
export function runsCallbacks(callees: readonly Value[], name: string | undefined): boolean {
  if (name !== undefined && (EVENT_METHODS.has(name) || EVENT_NAME.test(name))) return false
  return !callees.some((value) => value.kind === 'import' && isBuilder(value))
}

/** Whether a method calls the functions that its arguments name. */
export function callsItsArguments(method: string | undefined): boolean {
  return method !== undefined && CALLING_METHODS.has(method)
}

/** Whether a method runs the query function of its options. */
export function runsQuery(method: string | undefined): boolean {
  return method !== undefined && QUERY_METHODS.has(method)
}
