import { posix } from 'node:path'
import { setRoutePath } from '../codemods/set-route-path.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'
import { isTaken } from '../project/route-files.ts'
import { type AuthPaths, DEFAULT_PATHS, findAuthPaths, isAuthKitFile } from './auth-paths.ts'
import type { Step } from './step.ts'
import { type TemplateName, TEMPLATES } from './templates.gen.ts'

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
    plan(project) {
      const paths = findAuthPaths(project)
      const route = (paths ?? DEFAULT_PATHS)[key]
      const path = routeFilePath(project, route)
      const after = restyle(path, setRoutePath(path, TEMPLATES[template], route), project.style)
      const manual = (reason: string): Change[] => [{ kind: 'manual', path, why: reason, snippet: after }]
      if (paths === null)
        return manual('other routes are in the way under every path that AuthKit would take')
      const existing = project.routeFiles.find((file) => file.route === route)
      if (existing !== undefined) {
        return isAuthKitFile(project, existing.path)
          ? [{ kind: 'skip', path: existing.path, why: 'is already as it should be' }]
          : manual(`${existing.path} already answers ${route}`)
      }
      if (project.routeRules.virtual)
        return manual('routes come from a virtual route configuration: add this one to it')
      const ignored = routeNames(project, route).find((segment) => !isTaken(segment, project.routeRules))
      if (ignored !== undefined) return manual(`the router's configuration leaves out files named ${ignored}`)
      if (project.read(path) !== null) return manual(`there is another file of that name`)
      return [{ kind: 'create', path, before: null, after, why }]
    },
  }
}

/** Where a route file belongs: a folder per segment, or the segments joined by dots. */
function routeFilePath(project: Project, route: string): string {
  return posix.join(project.routesDirectory, ...routeNames(project, route))
}

/** The names of the folders and the file of a route. */
function routeNames({ routeStyle, routeRules, typescript }: Project, route: string): string[] {
  const segments = route.split('/').filter((segment) => segment !== '')
  const names = routeStyle === 'flat' ? [segments.join('.')] : segments
  const extension = typescript ? '.ts' : '.js'
  return names.map((name, index) => {
    return `${routeRules.filePrefix}${name}${index === names.length - 1 ? extension : ''}`
  })
}
