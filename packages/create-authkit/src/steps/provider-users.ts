import { posix } from 'node:path'

import { modulesOutsideProvider, usesProvider } from '../codemods/root-route/provider-modules.ts'
import { modulesAroundRouter } from '../codemods/router/modules-around-router.ts'
import type { Project } from '../project/project.ts'
import { aliasedModules } from './aliased-modules.ts'
import type { AppModules } from './app-modules.ts'

/** A file of the app, and what it says or will say. */
export interface SourceText {
  path: string
  text: string
}

/** The module around the router, above every document, that takes the user from the provider; `null` when none does. */
export async function userAroundRouter(
  project: Project,
  modules: AppModules,
  { path, text }: SourceText,
): Promise<string | null> {
  const around = modulesAroundRouter(path, text)
  if (usesProvider(path, text)) return path
  return await firstUser(project, modules, path, around)
}

/** The module that takes the user from the provider, but is rendered by the document around it or beside it. */
export async function userOutsideProvider(
  project: Project,
  modules: AppModules,
  { path, text }: SourceText,
): Promise<string | null> {
  const own = new Set(aliasedModules(project, path, text))
  return await firstUser(project, modules, path, modulesOutsideProvider(path, text, own))
}

async function firstUser(
  project: Project,
  modules: AppModules,
  importer: string,
  specifiers: readonly string[],
): Promise<string | null> {
  const { read, routesDirectory, generatedRouteTree } = project
  // What renders the pages knows all of them, below the provider.
  const isLeft = (path: string): boolean =>
    path === importer ||
    path === generatedRouteTree ||
    path.startsWith(`${posix.normalize(routesDirectory)}/`)
  for (const specifier of specifiers) {
    const module = await modules.resolve(specifier, importer)
    if (module === null || isLeft(module)) continue
    const found = [module, ...(await modules.importedBy(module, isLeft))]
    if (found.some((path) => usesProvider(path, read(path) ?? ''))) return module
  }
  return null
}
