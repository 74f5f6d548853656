import { NotProven } from './fix.ts'
import { findLinkRoute, type LinkHandler } from './find-link-route.ts'
import type { FixModules } from './fix-modules.ts'

/**
 * The path for a link to one of AuthKit's routes, the app's base path in front.
 *
 * @throws NotProven when the app has no such route
 */
export function linkPath(modules: FixModules, path: string, handler: LinkHandler): string {
  const { basePath, assumesRoutes = false } = modules.app
  if (basePath === null) throw new NotProven("The app's base path can't be read from the Vite config.")
  if (!assumesRoutes && !findLinkRoute(modules, path, handler)) {
    throw new NotProven(`No route at \`${path}\` with \`GET: ${handler}()\` was found to link to.`)
  }
  return `${basePath}${path}`
}
