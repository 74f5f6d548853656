import type { DevEnvironment, Rollup } from 'vite'

import type { Severity } from '../diagnostics/diagnostic.ts'
import { findClientLeaks, type ClientGraph, type ClientLeak } from '../lint/client-graph.ts'
import { severityOf } from '../lint/rule-settings.ts'
import { serverCodeInClient } from '../lint/rules/server-code-in-client.ts'
import { createPlugin, type PluginFactory } from './create-plugin.ts'
import { describeLeaks, type LeakContext } from './describe-leaks.ts'
import { loadParser } from './load-parser.ts'
import {
  createServerCodeTest,
  isRuntimeLibrary,
  isServerOnlyMark,
  type ServerCodeTest,
} from './server-code.ts'
import { modulesWithFingerprint } from './server-fingerprints.ts'

/** How long no module may have come before the served modules are judged, in milliseconds. */
const QUIET_MS = 100

const HINT_IN_DEV = 'In dev nothing is shaken out: a build may still drop it, and fails when it does not.'

/**
 * Keeps server code out of the browser. A build is judged by its finished client bundle, after the compiler of Start
 * and tree-shaking took out what they take out. In dev, where nothing is shaken out, an import proves nothing, so it
 * is a warning when the browser is given such a module.
 */
export const clientGuard: PluginFactory = createPlugin('client-guard', (ctx) => {
  const { lint } = ctx.options
  const severity = lint === false ? 'off' : severityOf(serverCodeInClient.meta, lint.rules)
  if (severity === 'off') return {}
  let serverCodeOf: ServerCodeTest = () => undefined
  let timer: NodeJS.Timeout | undefined
  let hasCandidates = false

  const publish = async (
    leaks: readonly ClientLeak[],
    context: Pick<LeakContext, 'resolve'> & { severity: Severity; isRolldown: boolean; hint?: string },
  ): Promise<void> => {
    // Without a parser the guard still guards; it only does not point at the import.
    const parse = leaks.length === 0 ? undefined : await loadParser(context.isRolldown).catch(() => undefined)
    const { diagnostics, view } = await describeLeaks(leaks, { ...context, root: ctx.config.root, parse })
    ctx.findings.publish('client-guard', { diagnostics, sourceOf: view.sourceOf })
  }

  return {
    sharedDuringBuild: true,
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    configResolved({ root }) {
      serverCodeOf = createServerCodeTest(root, ctx.options.serverOnly)
    },
    async generateBundle(_options, bundle) {
      const leaks = findClientLeaks(bundledGraph(bundle, this, serverCodeOf))
      await publish(leaks, {
        severity,
        isRolldown: this.meta.rolldownVersion !== undefined,
        resolve: async (specifier, importer) => (await this.resolve(specifier, importer))?.id,
      })
    },
    transform(_code, id) {
      const { environment } = this
      if (environment.mode !== 'dev') return
      hasCandidates ||= isServerOnlyMark(id) || serverCodeOf(id) !== undefined
      if (!hasCandidates) return
      const isRolldown = this.meta.rolldownVersion !== undefined
      clearTimeout(timer)
      // Later: who imports a module is known when the importer has been transformed.
      timer = setTimeout(() => {
        void publish(findClientLeaks(servedGraph(environment, serverCodeOf)), {
          severity: 'warn',
          isRolldown,
          hint: HINT_IN_DEV,
          resolve: async (specifier, importer) =>
            (await environment.pluginContainer.resolveId(specifier, importer))?.id,
        }).catch((error: unknown) => ctx.config.logger.error(`[authkit] The guard failed: ${String(error)}`))
      }, QUIET_MS)
    },
    closeBundle() {
      clearTimeout(timer)
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

/** The modules a dev server has served to the browser so far. */
function servedGraph({ moduleGraph }: DevEnvironment, serverCodeOf: ServerCodeTest): ClientGraph {
  const modules = [...moduleGraph.idToModuleMap.values()]
  const idsOf = (imported: Iterable<{ id: string | null }>): string[] =>
    [...imported].flatMap(({ id }) => (id === null ? [] : [id]))
  const marks = modules.filter(({ id }) => id !== null && isServerOnlyMark(id))
  const marked = new Set(marks.flatMap(({ importers }) => idsOf(importers)))
  return {
    entries: idsOf(modules.filter(({ importers }) => importers.size === 0)),
    bundled: new Set(idsOf(modules)),
    serverCodeOf: (id) => serverCodeOf(id) ?? (marked.has(id) ? 'marked' : undefined),
    isRuntimeLibrary,
    importsOf: (id) => idsOf(moduleGraph.getModuleById(id)?.importedModules ?? []),
  }
}
