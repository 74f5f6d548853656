import { posix } from 'node:path'

import { modulesAroundSlot, rendersProvider } from '../codemods/root-route/provider-modules.ts'
import { wrapWithProvider } from '../codemods/root-route/wrap-with-provider.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Project } from '../project/project.ts'
import { AppModules } from './app-modules.ts'
import { fromCodemod } from './from-codemod.ts'
import { type Step, wants } from './step.ts'

const SNIPPET = `import { AuthKitProvider } from 'virtual:authkit/client'

// in the component with <html>, around the pages: <AuthKitProvider>{children}</AuthKitProvider>
`

/** The root route: the provider around the pages, so that `useAuth()` works in them. */
export const provider: Step = {
  name: 'provider',
  async plan(project, choices) {
    if (!wants(choices, 'provider')) return []
    const {
      rootRoute: { path },
      read,
      style,
    } = project
    const snippet = restyle(path, SNIPPET, style)
    const before = read(path)
    if (before === null) return [{ kind: 'manual', path, why: 'there is no root route', snippet }]
    const why = 'puts the AuthKit provider around the pages'
    const result = wrapWithProvider(path, before, style)
    const other = result.status === 'changed' ? await componentWithProvider(project, before) : null
    if (other !== null) return [{ kind: 'skip', path: other, why: 'has the provider around the pages' }]
    return [fromCodemod(result, { path, before, why, snippet })]
  },
}

/** A component of the app's own that has the provider, around the pages in the document or around the router. */
async function componentWithProvider(project: Project, text: string): Promise<string | null> {
  const { srcDirectory, rootRoute, read } = project
  const has = (path: string): boolean => rendersProvider(path, read(path) ?? '')
  const router = ['router.tsx', 'router.jsx'].map((name) => posix.join(srcDirectory, name)).find(has)
  if (router !== undefined) return router
  const modules = new AppModules(project)
  for (const module of modulesAroundSlot(rootRoute.path, text)) {
    const path = await modules.resolve(module, rootRoute.path)
    if (path !== null && has(path)) return path
  }
  return null
}
