import { importsModule } from '../codemods/imports-module.ts'
import { AUTHKIT_MODULE } from '../codemods/own-modules.ts'
import type { Project } from '../project/project.ts'
import { namesPathBelow } from '../project/server-entry.ts'

/** Paths of the three routes, as the router sees them (without the app's base path). */
export interface AuthPaths {
  callback: string
  signIn: string
  signOut: string
}

/** Where the routes go when nothing is in the way; it is also what the plugin and the runtime assume. */
export const DEFAULT_PATHS: AuthPaths = pathsUnder('/api/auth')

const OTHER_PREFIXES = ['/auth', '/authkit']

/**
 * The paths of the app's AuthKit routes: those its `authkit()` names, else those that were chosen, else the first
 * prefix under which no other route, and no other server, is in the way; `null` when each of them is taken.
 */
export function findAuthPaths(project: Project, chosen?: AuthPaths): AuthPaths | null {
  if (project.authkitOptions !== null) return configuredPaths(project.authkitOptions)
  if (chosen !== undefined) return chosen
  return [DEFAULT_PATHS, ...OTHER_PREFIXES.map(pathsUnder)].find((paths) => isFree(project, paths)) ?? null
}

/** The options `authkit()` needs for these paths; none for the default ones. */
export function pluginOptionsFor({ callback, signIn, signOut }: AuthPaths): Record<string, string> {
  return {
    ...(callback === DEFAULT_PATHS.callback ? {} : { callbackPath: callback }),
    ...(signIn === DEFAULT_PATHS.signIn ? {} : { signInPath: signIn }),
    ...(signOut === DEFAULT_PATHS.signOut ? {} : { signOutPath: signOut }),
  }
}

/** A path of the app as browsers ask for it: with the base path in front. */
export function addressOf({ basePath }: Pick<Project, 'basePath'>, path: string): string {
  return basePath === '/' ? path : `${basePath}${path}`
}

/** The callback's address on the dev server: what has to be registered with WorkOS. */
export function redirectUri(project: Project, paths: AuthPaths): string {
  return `http://localhost:${project.port.value}${addressOf(project, paths.callback)}`
}

/** Whether a file of the app is one of AuthKit's: it imports the virtual module. */
export function isAuthKitFile(
  project: Pick<Project, 'read'>,
  path: string,
  module: string = AUTHKIT_MODULE,
): boolean {
  return importsModule(project.read(path) ?? '', module)
}

/** The three paths below a prefix, such as `/auth`, or `''` for none. */
export function pathsUnder(prefix: string): AuthPaths {
  return { callback: `${prefix}/callback`, signIn: `${prefix}/sign-in`, signOut: `${prefix}/sign-out` }
}

function configuredPaths(options: Record<string, unknown>): AuthPaths {
  const option = (name: string, fallback: string): string => {
    const value = options[name]
    return typeof value === 'string' ? value : fallback
  }
  return {
    callback: option('callbackPath', DEFAULT_PATHS.callback),
    signIn: option('signInPath', DEFAULT_PATHS.signIn),
    signOut: option('signOutPath', DEFAULT_PATHS.signOut),
  }
}

/**
 * Another auth library's catch-all (`/api/auth/$`) is in the way as well: ours would take requests from it,
 * better-auth's own `/api/auth/sign-out` for one.
 */
function isFree(project: Project, paths: AuthPaths): boolean {
  const prefix = paths.callback.slice(0, paths.callback.lastIndexOf('/'))
  const own = Object.values(paths)
  if (own.some((route) => isProxied(project, route))) return false
  const isOurs = project.routeFiles.some(
    ({ path, route }) => own.includes(route) && isAuthKitFile(project, path),
  )
  // Where AuthKit's routes are already, their names are no other library's.
  if (!isOurs && isAnsweredBefore(project, prefix)) return false
  return project.routeFiles.every(({ path, route }) => {
    if (own.includes(route)) return isAuthKitFile(project, path)
    return !route.startsWith(`${prefix}/$`)
  })
}

/** Whether what sees a request before its route has to do with the prefix: another library may answer there. */
function isAnsweredBefore({ startEntry, serverEntry, read }: Project, prefix: string): boolean {
  return [startEntry.path, serverEntry].some(
    (path) => path !== null && namesPathBelow(prefix, path, read(path) ?? ''),
  )
}

/** Whether the dev server hands a route to another server: as Vite reads `server.proxy`. */
function isProxied({ proxied, basePath }: Project, route: string): boolean {
  const url = `${basePath === '/' ? '' : basePath}${route}`
  return proxied.some((context) =>
    context.startsWith('^') ? matches(context, url) : url.startsWith(context),
  )
}

function matches(pattern: string, url: string): boolean {
  try {
    return new RegExp(pattern).test(url)
  } catch {
    return false
  }
}
