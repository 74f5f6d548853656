import type * as ESTree from 'oxc-parser'

import { isImportOf, START_MODULES } from '../known-modules.ts'
import type { Span } from '../summary.ts'
import { staticName } from '../syntax/static-name.ts'
import { unwrap } from '../syntax/unwrap.ts'
import { CALL_RESULT } from '../values/value.ts'
import type { AppEvaluator } from './app-evaluator.ts'
import type { AppValue, Place } from './app-value.ts'
import { findExport } from './find-export.ts'
import { MiddlewareJudge, type Presence } from './middleware-judge.ts'
import type { ModuleView } from './module-view.ts'

/** The only export of the start entry that Start reads. */
export const START_EXPORT = 'startInstance'
export const REQUEST_MIDDLEWARE_OPTION = 'requestMiddleware'
const FUNCTION_MIDDLEWARE_OPTION = 'functionMiddleware'

/** What Start makes of the app's start entry. */
export type StartFacts =
  /** There is no start entry. */
  | { kind: 'absent' }
  /** The entry doesn't export `startInstance`, so Start takes it for empty. */
  | { kind: 'ignored'; file: string; place: Span }
  | ReadStart
  /** What the entry exports can't be followed. */
  | { kind: 'unknown' }

/** A start entry that Start reads, and whose middleware is known as far as the presences say. */
export interface ReadStart {
  kind: 'read'
  file: string
  source: string
  /** Where the middleware is given: the option's name, else the call that makes the instance. */
  place: Span
  /** The list of the option, where it is written out in the entry. */
  list: ESTree.ArrayExpression | undefined
  /** Whether `authkitMiddleware()` is among the request middleware, or requests go through code that may do the same. */
  authkit: Presence
  /** Whether something that protects server functions from other sites is. */
  csrf: Presence
}

/**
 * Reads the start entry.
 *
 * @param serverEntries modules that requests go through before they come to Start
 */
export async function readStart(
  view: ModuleView,
  serverEntries: readonly ModuleView[],
  evaluator: AppEvaluator,
): Promise<StartFacts> {
  const { file, source } = view
  const exported = await evaluator.exported(view, START_EXPORT)
  if (exported === undefined) return { kind: 'ignored', file, place: defaultExport(view) }
  const [instance, ...others] = exported
  if (instance?.kind !== 'external' || others.length > 0) return { kind: 'unknown' }
  if (!isImportOf({ ...instance, kind: 'import' }, START_MODULES, 'createStart', CALL_RESULT)) {
    return { kind: 'unknown' }
  }
  const [call] = instance.calls
  const [given] = call?.node.arguments ?? []
  if (call === undefined || given === undefined) return { kind: 'unknown' }
  const options = await optionsOf({ ...call, node: given }, evaluator)
  const judge = await judgeMiddleware(options, REQUEST_MIDDLEWARE_OPTION, evaluator)
  for (const entry of serverEntries) {
    await judge.addCode({ view: entry, node: entry.program, scope: entry.scopes.root })
  }
  const option = options.map((value) => optionIn(value, file)).find((found) => found !== undefined)
  const list = option === undefined ? undefined : unwrap(option.value)
  const place = option?.key ?? (call.view.file === file ? call.node.callee : undefined)
  return {
    kind: 'read',
    file,
    source,
    place: place === undefined ? { start: 0, end: 0 } : { start: place.start, end: place.end },
    list: list?.type === 'ArrayExpression' ? list : undefined,
    authkit: judge.authkit,
    csrf: judge.csrf === 'no' ? await ownProtection(options, evaluator) : judge.csrf,
  }
}

async function judgeMiddleware(
  options: readonly AppValue[],
  option: string,
  evaluator: AppEvaluator,
): Promise<MiddlewareJudge> {
  const judge = new MiddlewareJudge(evaluator)
  for (const middleware of await evaluator.members(options, option)) await judge.add(middleware)
  return judge
}

/** Whether the middleware of server functions may protect them: Start's own protection is none of those. */
async function ownProtection(options: readonly AppValue[], evaluator: AppEvaluator): Promise<Presence> {
  const { csrf } = await judgeMiddleware(options, FUNCTION_MIDDLEWARE_OPTION, evaluator)
  return csrf === 'unknown' ? 'unknown' : 'no'
}

/** What the callback of `createStart` may return. */
async function optionsOf(callback: Place, evaluator: AppEvaluator): Promise<readonly AppValue[]> {
  const options: AppValue[] = []
  for (const value of await evaluator.evaluate(callback)) {
    if (value.kind === 'function') options.push(...(await evaluator.returned(value.at)))
    else options.push({ kind: 'unknown' })
  }
  return options
}

function optionIn(value: AppValue, file: string): ESTree.ObjectProperty | undefined {
  if (value.kind !== 'object' || value.at.view.file !== file) return undefined
  return value.at.node.properties.find(
    (property): property is ESTree.ObjectProperty =>
      property.type === 'Property' &&
      staticName(property.key, property.computed) === REQUEST_MIDDLEWARE_OPTION,
  )
}

/** The default export, which looks as if Start read it, else the start of the module. */
function defaultExport({ program }: ModuleView): Span {
  const found = findExport(program, 'default')
  const node = found.kind === 'expression' ? found.node : undefined
  return node === undefined ? { start: 0, end: 0 } : { start: node.start, end: node.end }
}
