import type { DevEnvironment, EnvironmentModuleNode } from 'vite'

import { isAppModule } from './app-modules.ts'

/** What Start calls the file that makes the router; it sets an alias of that name. All routes are below it. */
const ROUTER_ENTRY = '#tanstack-router-entry'

/**
 * Whether a dev server has come by every module that the router imports, so that what it has not seen is not there. It
 * has when the first page was rendered: Start's server loads the tree of routes as a whole.
 */
export function isAppLoaded({ config, moduleGraph }: DevEnvironment): boolean {
  const router = config.resolve.alias.find(({ find }) => find === ROUTER_ENTRY)?.replacement
  const entries = router === undefined ? undefined : moduleGraph.getModulesByFile(router)
  if (entries === undefined || entries.size === 0) return false
  const seen = new Set<EnvironmentModuleNode>(entries)
  for (const module of seen) {
    if (module.transformResult === null) return false
    for (const imported of staticImports(module)) {
      if (imported.id !== null && isAppModule(imported.id)) seen.add(imported)
    }
  }
  return true
}

/** What a module imports in any case; `import()` may never come. */
function staticImports({ transformResult, importedModules }: EnvironmentModuleNode): EnvironmentModuleNode[] {
  const later = new Set(transformResult?.dynamicDeps)
  return [...importedModules].filter(({ url }) => !later.has(url))
}
