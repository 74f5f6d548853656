import type { Rollup } from 'vite'

import { findClientLeaks, type ClientGraph } from '../../lint/client-graph.ts'
import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import {
  createServerCodeTest,
  isRuntimeLibrary,
  isServerOnlyMark,
  type ServerCodeTest,
} from '../server-code.ts'
import { guardSeverity, publishLeaks } from './publish-leaks.ts'
import { modulesWithFingerprint } from './server-fingerprints.ts'

/**
 * Keeps server code out of the browser: judges a build by its finished client bundle, after the compiler of Start and
 * tree-shaking took out what they take out.
 */
export const clientGuardBuild: PluginFactory = createPlugin('client-guard-build', (ctx) => {
  const severity = guardSeverity(ctx)
  if (severity === 'off') return {}
  let serverCodeOf: ServerCodeTest = () => undefined

  return {
    apply: 'build',
    sharedDuringBuild: true,
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    configResolved({ root }) {
      serverCodeOf = createServerCodeTest(root, ctx.options.serverOnly)
    },
    async generateBundle(_options, bundle) {
      const leaks = findClientLeaks(bundledGraph(bundle, this, serverCodeOf))
      await publishLeaks(ctx, leaks, {
        severity,
        isRolldown: this.meta.rolldownVersion !== undefined,
        resolve: async (specifier, importer) => (await this.resolve(specifier, importer))?.id,
      })
    },
  }
})

/** The modules of which code is in the bundle, and who imports whom. */
function bundledGraph(
  bundle: Rollup.OutputBundle,
  context: Pick<Rollup.PluginContext, 'getModuleInfo' | 'getModuleIds'>,
  serverCodeOf: ServerCodeTest,
): ClientGraph {
  const bundled = new Set<string>()
  const entries: string[] = []
  const copies = new Set<string>()
  for (const output of Object.values(bundle)) {
    if (output.type !== 'chunk') continue
    for (const id of modulesWithFingerprint(output)) copies.add(id)
    if (output.isEntry && output.facadeModuleId !== null) entries.push(output.facadeModuleId)
    for (const [id, module] of Object.entries(output.modules)) {
      if (module.renderedLength > 0) bundled.add(id)
    }
  }
  const marks = [...context.getModuleIds()].filter(isServerOnlyMark)
  const marked = new Set(marks.flatMap((id) => context.getModuleInfo(id)?.importers ?? []))
  return {
    entries,
    bundled,
    serverCodeOf: (id) => {
      const known = serverCodeOf(id)
      if (known !== undefined) return known
      if (marked.has(id)) return 'marked'
      return copies.has(id) ? 'copy' : undefined
    },
    isRuntimeLibrary,
    importsOf: (id) => {
      const module = context.getModuleInfo(id)
      return module === null ? [] : [...module.importedIds, ...module.dynamicallyImportedIds]
    },
  }
}
