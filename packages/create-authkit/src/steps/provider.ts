import { posix } from 'node:path'

import { modulesAroundSlot, rendersProvider } from '../codemods/root-route/provider-modules.ts'
import type { CodemodResult } from '../codemods/codemod-result.ts'
import { hasConsumer, wrapRouter } from '../codemods/router/wrap-router.ts'
import { wrapWithProvider } from '../codemods/root-route/wrap-with-provider.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'
import { AppModules } from './app-modules.ts'
import { editWhereItIs } from './edit-where-it-is.ts'
import { fromCodemod } from './from-codemod.ts'
import { type Step, wants } from './step.ts'

const ROUTER_FILES = ['router.tsx', 'router.ts', 'router.jsx', 'router.js']

const SNIPPET = `import { AuthKitProvider } from 'virtual:authkit/client'

// in the component with <html>, around the pages: <AuthKitProvider>{children}</AuthKitProvider>
`

const WHY = 'puts the AuthKit provider around the pages'

/** The root route, or else the router: the provider around the pages, so that `useAuth()` works in them. */
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
    const root = read(path)
    if (root === null) return [{ kind: 'manual', path, why: 'there is no root route', snippet }]
    const modules = new AppModules(project)
    const edited = await editWhereItIs(project, modules, path, (file, text, exported) =>
      wrapWithProvider(file, text, { layout: style, ...(exported !== undefined && { exported }) }),
    )
    const { result } = edited
    const other = result.status === 'unchanged' ? null : await componentWithProvider(project, modules, root)
    if (other !== null) return [{ kind: 'skip', path: other, why: 'has the provider around the pages' }]
    return [aroundTheRouter(project, result) ?? fromCodemod(result, { ...edited, why: WHY, snippet, style })]
  },
}

/**
 * The provider around the router, for an app whose document can't be edited, and for one that takes the user from the
 * provider there: what is around the router is around the document.
 */
function aroundTheRouter(project: Project, inDocument: CodemodResult): Change | null {
  const { read, style } = project
  const path = routerFile(project)
  const before = path === undefined ? null : read(path)
  if (path === undefined || before === null) return null
  const isNeeded =
    inDocument.status === 'unsupported' || (inDocument.status === 'changed' && hasConsumer(path, before))
  const result = isNeeded ? wrapRouter(path, before, style) : null
  if (result === null || result.status === 'unsupported') return null
  const why = 'puts the AuthKit provider around the whole app, as the document can’t be edited for sure'
  return fromCodemod(result, {
    path,
    before,
    why: inDocument.status === 'unsupported' ? why : WHY_ABOVE,
    snippet: '',
  })
}

const WHY_ABOVE = 'puts the AuthKit provider around the whole app, above what takes the user from it there'

function routerFile({ srcDirectory, read }: Project): string | undefined {
  return ROUTER_FILES.map((name) => posix.join(srcDirectory, name)).find((path) => read(path) !== null)
}

/** A component of the app's own that has the provider, around the pages in the document or around the router. */
async function componentWithProvider(
  { srcDirectory, rootRoute, read }: Project,
  modules: AppModules,
  text: string,
): Promise<string | null> {
  const has = (path: string): boolean => rendersProvider(path, read(path) ?? '')
  const router = ROUTER_FILES.map((name) => posix.join(srcDirectory, name)).find(has)
  if (router !== undefined) return router
  for (const module of modulesAroundSlot(rootRoute.path, text)) {
    const path = await modules.resolve(module, rootRoute.path)
    if (path !== null && has(path)) return path
  }
  return null
}
