import { posix } from 'node:path'

import { modulesAroundPages, rendersProvider } from '../codemods/root-route/provider-modules.ts'
import { wrapRouter } from '../codemods/router/wrap-router.ts'
import { wrapWithProvider } from '../codemods/root-route/wrap-with-provider.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import type { Project } from '../project/project.ts'
import { aliasedModules } from './aliased-modules.ts'
import { AppModules } from './app-modules.ts'
import { editWhereItIs } from './edit-where-it-is.ts'
import { fromCodemod } from './from-codemod.ts'
import { type SourceText, userAroundRouter, userOutsideProvider } from './provider-users.ts'
import { type Step, wants } from './step.ts'

const ROUTER_FILES = ['router.tsx', 'router.ts', 'router.jsx', 'router.js']

const SNIPPET = `import { AuthKitProvider } from 'virtual:authkit/client'

// in the component with <html>, around the pages: <AuthKitProvider>{children}</AuthKitProvider>
`

const ROUTER_SNIPPET = `import { AuthKitProvider } from 'virtual:authkit/client'

// in the options of createRouter(), around all that \`Wrap\` has now; nowhere else then:
// Wrap: ({ children }) => <AuthKitProvider>{children}</AuthKitProvider>
`

const WHY = 'puts the AuthKit provider around the pages'
const WHY_ABOVE = 'puts the AuthKit provider around the whole app'

/** The root route, or else the router: the provider around all that takes the user from it. */
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
    const router = routerOf(project)
    if (router !== null && rendersProvider(router.path, router.text)) return [alreadyIn(router.path)]
    const modules = new AppModules(project)
    const edited = await editWhereItIs(project, modules, path, (file, text, exported) =>
      wrapWithProvider(file, text, {
        layout: style,
        own: aliasedModules(project, file, text),
        ...(exported !== undefined && { exported }),
      }),
    )
    const { result } = edited
    const other = result.status === 'unchanged' ? null : await componentWithProvider(project, modules, root)
    const above = router === null ? null : await userAroundRouter(project, modules, router)
    if (router !== null && above !== null) {
      const isElsewhere = result.status === 'unchanged' || other !== null
      return [isElsewhere ? mustMove(router.path, above, style) : aroundRouter(router, above, style)]
    }
    if (other !== null) return [alreadyIn(other)]
    if (result.status === 'unsupported') {
      return [
        insteadOfDocument(router, style) ?? fromCodemod(result, { ...edited, why: WHY, snippet, style }),
      ]
    }
    const text = result.status === 'changed' ? result.text : edited.before
    const outside = await userOutsideProvider(project, modules, { path: edited.path, text })
    if (outside === null) return [fromCodemod(result, { ...edited, why: WHY, snippet, style })]
    if (router === null || result.status === 'unchanged') return [mustMove(edited.path, outside, style)]
    return [aroundRouter(router, outside, style)]
  },
}

type Style = Project['style']

/** Around the router, as something above the pages takes the user from the provider: `user`, a module of the app. */
function aroundRouter(router: SourceText, user: string, style: Style): Change {
  const result = wrapRouter(router.path, router.text, style)
  const why = `${WHY_ABOVE}, above what takes the user from it there`
  if (result.status === 'unsupported') return mustMove(router.path, user, style)
  return fromCodemod(result, { path: router.path, before: router.text, why, snippet: '' })
}

/** Around the router, for a document that can't be edited: what is around the router is around the document. */
function insteadOfDocument(router: SourceText | null, style: Style): Change | null {
  const result = router === null ? null : wrapRouter(router.path, router.text, style)
  if (router === null || result === null || result.status === 'unsupported') return null
  const why = `${WHY_ABOVE}, as the document can’t be edited for sure`
  return fromCodemod(result, { path: router.path, before: router.text, why, snippet: '' })
}

function mustMove(path: string, user: string, style: Style): Change {
  const why = `${user} takes the user from AuthKit, but is not below its provider: the provider has to be around it`
  return { kind: 'manual', path, why, snippet: restyle(path, ROUTER_SNIPPET, style) }
}

function alreadyIn(path: string): Change {
  return { kind: 'skip', path, why: 'has the provider around the pages' }
}

function routerOf({ srcDirectory, read }: Project): SourceText | null {
  for (const name of ROUTER_FILES) {
    const path = posix.join(srcDirectory, name)
    const text = read(path)
    if (text !== null) return { path, text }
  }
  return null
}

/** A component of the app's own that has the provider, around the pages in the document. */
async function componentWithProvider(
  { rootRoute, read }: Project,
  modules: AppModules,
  text: string,
): Promise<string | null> {
  for (const module of modulesAroundPages(rootRoute.path, text)) {
    const path = await modules.resolve(module, rootRoute.path)
    if (path !== null && rendersProvider(path, read(path) ?? '')) return path
  }
  return null
}
