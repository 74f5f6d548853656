import { AUTHKIT_SERVER_MODULES, isImportOf, VIRTUAL_MODULE } from '../known-modules.ts'
import { CALL_RESULT, type ImportValue } from '../values/value.ts'
import { AppEvaluator } from './app-evaluator.ts'
import type { AppValue } from './app-value.ts'
import type { Mention } from './mentions.ts'
import type { ModuleViews } from './module-view.ts'
import { serverRoutesOf, type ServerRoute } from './server-routes.ts'

/** The functions that make the handlers of AuthKit's routes. */
export type AuthHandler = 'handleCallbackRoute' | 'handleSignInRoute'

const MENTION_OF: Readonly<Record<AuthHandler, Mention>> = {
  handleCallbackRoute: 'callback',
  handleSignInRoute: 'signInRoute',
}

/** A route that AuthKit answers. */
export interface AuthRoute extends Pick<ServerRoute, 'file' | 'path' | 'place'> {
  /** Whether the function was called, and not itself given for the handler. */
  isCalled: boolean
  /** What AuthKit is imported from. */
  specifier: string
}

/** The routes with a handler of AuthKit. */
export interface AuthRoutes {
  routes: readonly AuthRoute[]
  /** Whether nothing else of the app mentions the handler: then these are all. */
  isComplete: boolean
}

/** What the search needs to know of the app. */
export interface AppFiles {
  views: ModuleViews
  /** Files that mention something, in a fixed order. */
  mentioning: (mention: Mention) => readonly string[]
}

/** Finds the routes that are answered by a handler of AuthKit, given directly, by name, or from another module. */
export async function findAuthRoutes(handler: AuthHandler, app: AppFiles): Promise<AuthRoutes> {
  const mentioning = app.mentioning(MENTION_OF[handler])
  if (mentioning.length === 0) return { routes: [], isComplete: true }
  const routeFiles = app.mentioning('handlers')
  // Only where a handler comes from another module does every route have to be looked at.
  const files = mentioning.every((file) => routeFiles.includes(file)) ? mentioning : routeFiles
  const routes: AuthRoute[] = []
  const accounted = new Set<string>()
  for (const file of files) {
    const evaluator = new AppEvaluator(app.views)
    const found = await authRoutesIn(file, handler, evaluator, app.views)
    if (found.length === 0) continue
    for (const visited of [file, ...evaluator.visited]) accounted.add(visited)
    routes.push(...found)
  }
  return { routes, isComplete: mentioning.every((file) => accounted.has(file)) }
}

async function authRoutesIn(
  file: string,
  handler: AuthHandler,
  evaluator: AppEvaluator,
  views: ModuleViews,
): Promise<readonly AuthRoute[]> {
  const view = await views.open(file)
  if (view === undefined) return []
  const routes = await serverRoutesOf(view, evaluator)
  return routes.flatMap(({ path, place, handlers }): readonly AuthRoute[] => {
    const own = handlers.flatMap(({ value, node }) => {
      const made = madeBy(handler, value)
      return made === undefined ? [] : [{ ...made, node }]
    })
    const found = own.find(({ isCalled }) => isCalled) ?? own[0]
    if (found === undefined) return []
    const { specifier, isCalled, node } = found
    return [{ file, path, place: isCalled ? place : (node ?? place), isCalled, specifier }]
  })
}

/** Whether a value is the handler that a function makes, or the function itself. */
function madeBy(
  handler: AuthHandler,
  value: AppValue,
): Pick<AuthRoute, 'isCalled' | 'specifier'> | undefined {
  if (value.kind !== 'external') return undefined
  const { specifier } = value
  const imported: ImportValue = { ...value, kind: 'import' }
  if (isImportOf(imported, AUTHKIT_SERVER_MODULES, handler, CALL_RESULT)) return { isCalled: true, specifier }
  if (!isImportOf(imported, AUTHKIT_SERVER_MODULES, handler)) return undefined
  // In early versions of WorkOS' package the function was the handler.
  return { isCalled: specifier !== VIRTUAL_MODULE, specifier }
}
