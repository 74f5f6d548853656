import { posix } from 'node:path'
import { replacePaths } from '../codemods/replace-paths.ts'
import { setRoutePath } from '../codemods/set-route-path.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'
import { isTaken } from '../project/route-files.ts'
import { addressOf, type AuthPaths, DEFAULT_PATHS } from './auth-paths.ts'
import { type TemplateName, TEMPLATES } from './templates.gen.ts'

/** A route file to write. */
export interface NewRouteFile {
  template: TemplateName
  /** The argument of `createFileRoute()`: the path, with pathless segments such as `/_authenticated`. */
  id: string
  /** Whether it renders something. */
  isPage: boolean
  /** Where the app's AuthKit routes are. */
  paths: AuthPaths
  why: string
}

/**
 * The change that creates a route file, or hands it out where the router would not take it for a route.
 *
 * @param isListed whether a virtual route configuration is given it
 */
export function createRouteFile(project: Project, file: NewRouteFile, isListed = false): Change {
  const { why } = file
  const path = routeFilePath(project, file)
  const after = routeFileText(project, path, file)
  const manual = (reason: string): Change => ({ kind: 'manual', path, why: reason, snippet: after })
  if (project.routeRules.virtual && !isListed) {
    return manual(`routes come from a virtual route configuration: add ${virtualRoute(project, file)} to it`)
  }
  const names = project.routeRules.virtual ? [] : routeNames(project, file)
  const ignored = names.find((segment) => !isTaken(segment, project.routeRules))
  if (ignored !== undefined) return manual(`the router's configuration leaves out files named ${ignored}`)
  if (project.read(path) !== null) return manual('there is another file of that name')
  return { kind: 'create', path, before: null, after, why }
}

/** The file as text to paste, where it can't be written for a reason of its own. */
export function pasteRouteFile(project: Project, file: NewRouteFile, reason: string): Change {
  const path = routeFilePath(project, file)
  return { kind: 'manual', path, why: reason, snippet: routeFileText(project, path, file) }
}

/** How a virtual route configuration names a route; below a layout that depends on the rest of it. */
function virtualRoute(project: Project, file: NewRouteFile): string {
  if (file.id.includes('/_')) return 'this one'
  const path = posix.relative(project.routesDirectory, routeFilePath(project, file))
  return `\`route('${file.id}', '${path}')\``
}

function routeFileText(project: Project, path: string, { template, id, paths }: NewRouteFile): string {
  const source = withPaths(project, path, TEMPLATES[template], paths)
  return restyle(path, setRoutePath(path, source, id), project.style)
}

/** What a template has before the router's location, which leaves the app's base path out. */
const RETURN_TO = `${DEFAULT_PATHS.signIn}?returnPathname=`

/** A template with the addresses that browsers ask the app's AuthKit routes by. */
export function withPaths(project: Project, path: string, source: string, paths: AuthPaths): string {
  const base = encodeURIComponent(addressOf(project, ''))
  return replacePaths(
    path,
    source,
    new Map([
      [RETURN_TO, `${addressOf(project, paths.signIn)}?returnPathname=${base}`],
      [DEFAULT_PATHS.signIn, addressOf(project, paths.signIn)],
      [DEFAULT_PATHS.signOut, addressOf(project, paths.signOut)],
    ]),
  )
}

/**
 * Where a route file belongs: a folder per segment, or the segments joined by dots; beside the root route, which a
 * virtual configuration may have elsewhere.
 */
export function routeFilePath(project: Project, file: Pick<NewRouteFile, 'id' | 'isPage'>): string {
  const { routeRules, rootRoute, routesDirectory } = project
  const isBesideRoot = routeRules.virtual && rootRoute.exists
  const folder = isBesideRoot ? posix.dirname(rootRoute.path) : routesDirectory
  return posix.join(folder, ...routeNames(project, file))
}

/** The names of the folders and the file of a route. */
function routeNames(
  { routeStyle, routeRules, typescript }: Project,
  { id, isPage }: Pick<NewRouteFile, 'id' | 'isPage'>,
): string[] {
  const segments = id.split('/').filter((segment) => segment !== '')
  const names = routeStyle === 'flat' ? [segments.join('.')] : segments
  const extension = `.${typescript ? 'ts' : 'js'}${isPage ? 'x' : ''}`
  return names.map((name, index) => {
    return `${routeRules.filePrefix}${name}${index === names.length - 1 ? extension : ''}`
  })
}
