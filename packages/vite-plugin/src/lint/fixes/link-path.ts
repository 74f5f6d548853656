import { NotProven } from './fix.ts'
import { findLinkRoute, type HandlerOptions, type LinkHandler } from './find-link-route.ts'
import type { FixModules } from './fix-modules.ts'

/**
 * The path for a link to one of AuthKit's routes, the app's base path in front.
 *
 * @param options what the function that makes the handler has to be told
 * @throws NotProven when the app has no such route
 */
export function linkPath(
  modules: FixModules,
  path: string,
  handler: LinkHandler,
  options: HandlerOptions = {},
): string {
  const { basePath, assumesRoutes = false } = modules.app
  if (basePath === null) throw new NotProven("The app's base path can't be read from the Vite config.")
  if (!assumesRoutes && !findLinkRoute(modules, path, handler, options)) {
    const told = Object.entries(options).map(([name, value]) => `{ ${name}: '${value}' }`)
    throw new NotProven(
      `No route at \`${path}\` with \`GET: ${handler}(${told.join()})\` was found to link to.`,
    )
  }
  return `${basePath}${path}`
}
