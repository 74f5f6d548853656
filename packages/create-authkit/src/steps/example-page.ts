import type { Project } from '../project/project.ts'
import { DEFAULT_PATHS, findAuthPaths, isAuthKitFile } from './auth-paths.ts'
import { findProtectedLayout, isBelow } from './protected-layout.ts'
import { createRouteFile, type NewRouteFile, pasteRouteFile } from './route-file.ts'
import { type Choices, type Step, wants } from './step.ts'

/** Paths of the page, in the order they are tried. */
const ROUTES = ['/account', '/profile', '/me', '/authkit'] as const

/** The page that is there or goes there; `null` when each of the paths is taken. */
interface ExamplePage {
  route: string
  /** Its file, `null` when it is to be created. */
  path: string | null
}

/**
 * Where the example page is, or would be; `null` when no path is free for it. A page that uses AuthKit, or is behind
 * a layout that does, is taken for it: it shows the same.
 */
export function findExamplePage(project: Project): ExamplePage | null {
  const layout = findProtectedLayout(project)
  for (const route of ROUTES) {
    const existing = project.routeFiles.find((file) => file.route === route)
    if (existing === undefined) return { route, path: null }
    const { path } = existing
    const isGuarded = layout !== null && layout.path !== null && isBelow(project, path, layout.segment)
    if (isGuarded || isAuthKitFile(project, path)) return { route, path }
  }
  return null
}

/** A page for the signed-in that shows who they are; below the protected layout when that is made as well. */
export const examplePage: Step = {
  name: 'example-page',
  plan(project, choices) {
    if (!wants(choices, 'example')) return []
    const page = findExamplePage(project)
    const file = fileOf(project, choices, page?.route ?? ROUTES[0])
    if (page === null) {
      return [pasteRouteFile(project, file, `other routes answer ${ROUTES.join(', ')} already`)]
    }
    if (page.path === null) return [createRouteFile(project, file)]
    return [{ kind: 'skip', path: page.path, why: `answers ${page.route} already, with AuthKit` }]
  },
}

function fileOf(project: Project, choices: Choices, route: string): NewRouteFile {
  const layout = wants(choices, 'protected-layout') ? findProtectedLayout(project) : null
  const file = {
    isPage: true,
    paths: findAuthPaths(project, choices.paths) ?? DEFAULT_PATHS,
    why: `shows at ${route} who is signed in`,
  }
  return layout === null
    ? { ...file, template: 'page', id: route }
    : { ...file, template: 'guardedPage', id: `/${layout.segment}${route}` }
}
