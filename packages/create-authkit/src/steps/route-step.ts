import { type AuthPaths, DEFAULT_PATHS, findAuthPaths, isAuthKitFile } from './auth-paths.ts'
import { createRouteFile, type NewRouteFile, pasteRouteFile } from './route-file.ts'
import type { Step } from './step.ts'
import type { TemplateName } from './templates.gen.ts'
import { listRoutes } from './virtual-routes.ts'

/** One of the three routes. */
export interface RouteDescription {
  /** Name of the step. */
  name: string
  template: TemplateName
  path: keyof AuthPaths
  why: string
}

/** A step that creates one server route. */
export function routeStep({ name, template, path: key, why }: RouteDescription): Step {
  return {
    name,
    plan(project, choices) {
      const found = findAuthPaths(project, choices.paths)
      const paths = found ?? DEFAULT_PATHS
      const route = paths[key]
      const file: NewRouteFile = { template, id: route, isPage: false, paths, why }
      if (found === null) {
        const reason = 'other routes are in the way under every path that AuthKit would take'
        return [pasteRouteFile(project, file, reason)]
      }
      const existing = project.routeFiles.find((candidate) => candidate.route === route)
      if (existing === undefined)
        return [createRouteFile(project, file, listRoutes(project, choices) !== null)]
      return isAuthKitFile(project, existing.path)
        ? [{ kind: 'skip', path: existing.path, why: 'is already as it should be' }]
        : [pasteRouteFile(project, file, `${existing.path} already answers ${route}`)]
    },
  }
}
