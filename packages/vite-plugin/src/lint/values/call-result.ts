import { isBuiltWith, isImportOf, ROUTER_MODULES, START_MODULES } from '../known-modules.ts'
import type { ImportValue, Value } from './value.ts'

/**
 * How the result of a call comes from its arguments:
 * - `first-argument`: calling the result runs the first argument, as with `createServerFn().handler(fn)`
 * - `every-implementation`: one of several, as with `createIsomorphicFn().server(fn).client(fn)`
 * - `nothing-known`: what is given stays behind a barrier, as with `createMiddleware().server(fn)`
 * - `wrapper`: anything else is taken for a wrapper, whose result does what the argument does: `withTracing(fn)`
 */
export type ResultKind = 'first-argument' | 'every-implementation' | 'nothing-known' | 'wrapper'

/** How the result of calling any of these values comes from the arguments. */
export function resultKindOf(callees: readonly Value[]): ResultKind {
  const kinds = callees.filter((value) => value.kind === 'import').map(kindOfImport)
  return kinds.find((kind) => kind !== 'wrapper') ?? 'wrapper'
}

/** Whether calling a value only builds something: functions handed to it do not run now, if ever. */
export function isBuilder(value: ImportValue): boolean {
  return kindOfImport(value) !== 'wrapper'
}

/** What they make holds functions that only the router calls. */
const ROUTER_CREATORS = new Set([
  'createFileRoute',
  'createLazyFileRoute',
  'createRootRoute',
  'createRootRouteWithContext',
  'createRoute',
  'createRouter',
])
const BUILDERS = ['createServerFn', 'createMiddleware', 'createStart'] as const
const FUNCTION_WRAPPERS = ['createServerOnlyFn', 'createClientOnlyFn'] as const

function kindOfImport(value: ImportValue): ResultKind {
  if (isBuiltWith(value, START_MODULES, 'createServerFn') && value.path.at(-1) === 'handler') {
    return 'first-argument'
  }
  if (isBuiltWith(value, START_MODULES, 'createIsomorphicFn')) return 'every-implementation'
  if (FUNCTION_WRAPPERS.some((name) => isImportOf(value, START_MODULES, name))) return 'first-argument'
  if (BUILDERS.some((name) => isBuiltWith(value, START_MODULES, name))) return 'nothing-known'
  if (isImportOf(value, START_MODULES, 'createStart')) return 'nothing-known'
  if (isImportOf(value, START_MODULES, 'useServerFn')) return 'nothing-known'
  if (ROUTER_MODULES.includes(value.specifier) && ROUTER_CREATORS.has(value.path[0] ?? '')) {
    return 'nothing-known'
  }
  return 'wrapper'
}
