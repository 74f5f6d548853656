import { posix } from 'node:path'
import { addVirtualRoutes } from '../codemods/virtual-routes/add-virtual-routes.ts'
import type { Project } from '../project/project.ts'
import { findAuthPaths } from './auth-paths.ts'
import type { EditedFile } from './edit-where-it-is.ts'
import { fromCodemod } from './from-codemod.ts'
import { routeFilePath } from './route-file.ts'
import type { Choices, Step } from './step.ts'

const WHY = 'lists the routes of AuthKit'

/**
 * The virtual route configuration with AuthKit's routes; `null` where it is left to the user: none can be read or
 * edited, or it stands in the Vite config, which another step edits.
 */
export function listRoutes(project: Project, choices: Choices): EditedFile | null {
  const { virtualRoutes, viteConfig, routesDirectory, routeFiles, read, style } = project
  const paths = findAuthPaths(project, choices.paths)
  if (virtualRoutes === null || virtualRoutes === viteConfig || paths === null) return null
  const routes = Object.values(paths)
    .filter((path) => !routeFiles.some(({ route }) => route === path))
    .map((path) => {
      const file = routeFilePath(project, { id: path, isPage: false })
      return { path, file: posix.relative(routesDirectory, file) }
    })
  const before = read(virtualRoutes) ?? ''
  const result = addVirtualRoutes(virtualRoutes, before, routes, style)
  return result.status === 'unsupported' ? null : { path: virtualRoutes, before, result }
}

/** A virtual route configuration gets the three routes. */
export const virtualRoutes: Step = {
  name: 'virtual-routes',
  plan(project, choices) {
    const edited = listRoutes(project, choices)
    if (edited === null || edited.result.status === 'unchanged') return []
    return [fromCodemod(edited.result, { ...edited, why: WHY, snippet: '', style: project.style })]
  },
}
