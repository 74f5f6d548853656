import type { Project } from '../project/project.ts'
import { DEFAULT_PATHS, findAuthPaths, isAuthKitFile } from './auth-paths.ts'
import { createRouteFile, type NewRouteFile, pasteRouteFile } from './route-file.ts'
import { type Step, wants } from './step.ts'

/** Segments that add nothing to a path, in the order they are tried. */
const SEGMENTS = ['_authenticated', '_signed-in', '_authkit'] as const

/** The layout for the signed-in. */
export interface ProtectedLayout {
  /** Its segment: the folder of the routes below it. */
  segment: string
  /** Its file, `null` when it is to be created. */
  path: string | null
}

/**
 * The app's own layout that uses AuthKit, or the first free segment for one; `null` when each is taken. A segment
 * with routes but no layout is taken: a new one would guard pages that are open now.
 */
export function findProtectedLayout(project: Project): ProtectedLayout | null {
  for (const segment of SEGMENTS) {
    const path = layoutFileOf(project, segment)
    if (path === null) {
      if (!project.routeFiles.some((file) => isBelow(project, file.path, segment))) return { segment, path }
    } else if (isAuthKitFile(project, path)) {
      return { segment, path }
    }
  }
  return null
}

/** Whether a route file is in the folder of a segment. */
export function isBelow({ routesDirectory, routeRules }: Project, path: string, segment: string): boolean {
  const start = `${routesDirectory}/${routeRules.filePrefix}${segment}`
  return path.startsWith(`${start}/`) || path.startsWith(`${start}.`)
}

/** `_authenticated.tsx`, `_authenticated/route.tsx` or `_authenticated.route.tsx`. */
function layoutFileOf({ routesDirectory, routeRules, routeFiles }: Project, segment: string): string | null {
  const start = `${routesDirectory}/${routeRules.filePrefix}${segment}`
  const names = new Set([start, `${start}.route`, `${start}/${routeRules.filePrefix}route`])
  const found = routeFiles.find(({ path }) => names.has(path.slice(0, path.lastIndexOf('.'))))
  return found?.path ?? null
}

/** The layout whose routes are for the signed-in: its `beforeLoad` sends everybody else to sign in. */
export const protectedLayout: Step = {
  name: 'protected-layout',
  plan(project, choices) {
    if (!wants(choices, 'protected-layout')) return []
    const layout = findProtectedLayout(project)
    const file: NewRouteFile = {
      template: 'protectedLayout',
      id: `/${layout?.segment ?? SEGMENTS[0]}`,
      isPage: true,
      paths: findAuthPaths(project, choices.paths) ?? DEFAULT_PATHS,
      why: 'guards the routes in the folder of its name: the signed-out are sent to sign in',
    }
    if (layout === null) {
      return [pasteRouteFile(project, file, `the app has layouts named ${SEGMENTS.join(', ')} already`)]
    }
    if (layout.path === null) return [createRouteFile(project, file)]
    return [{ kind: 'skip', path: layout.path, why: 'is a layout that uses AuthKit already' }]
  },
}
