import { realpathSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'

import { modulesAroundSlot, rendersProvider } from '../codemods/root-route/provider-modules.ts'
import { wrapWithProvider } from '../codemods/root-route/wrap-with-provider.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import { createResolver } from '../lint/resolve-modules.ts'
import type { Project } from '../project/project.ts'
import { fromCodemod } from './from-codemod.ts'
import { type Step, wants } from './step.ts'

const SNIPPET = `import { AuthKitProvider } from 'virtual:authkit/client'

// in the component with <html>, around the pages: <AuthKitProvider>{children}</AuthKitProvider>
`

/** The root route: the provider around the pages, so that `useAuth()` works in them. */
export const provider: Step = {
  name: 'provider',
  plan(project, choices) {
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
    const other = result.status === 'changed' ? componentWithProvider(project, before) : undefined
    if (other !== undefined) return [{ kind: 'skip', path: other, why: 'has the provider around the pages' }]
    return [fromCodemod(result, { path, before, why, snippet })]
  },
}

/** A component of the app's own that has the provider, around the pages in the document or around the router. */
function componentWithProvider(
  { root, srcDirectory, rootRoute, read }: Project,
  text: string,
): string | undefined {
  const has = (path: string): boolean => rendersProvider(path, read(path) ?? '')
  const router = ['router.tsx', 'router.jsx'].map((name) => posix.join(srcDirectory, name)).find(has)
  if (router !== undefined) return router
  const modules = modulesAroundSlot(rootRoute.path, text)
  if (modules.length === 0) return undefined
  const folder = realpathSync(root)
  const resolve = createResolver(folder)
  return modules
    .flatMap((module) => resolve(module, join(folder, rootRoute.path)) ?? [])
    .map((file) => relative(folder, file).split(sep).join(posix.sep))
    .find((path) => !path.startsWith('../') && has(path))
}
