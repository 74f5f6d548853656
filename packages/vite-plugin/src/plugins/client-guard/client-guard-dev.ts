import type { DevEnvironment } from 'vite'

import { findClientLeaks, type ClientGraph } from '../../lint/client-graph.ts'
import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import {
  createServerCodeTest,
  isRuntimeLibrary,
  isServerOnlyMark,
  type ServerCodeTest,
} from '../server-code.ts'
import { guardSeverity, publishLeaks } from './publish-leaks.ts'

/** How long no module may have come before the served modules are judged, in milliseconds. */
const QUIET_MS = 100

const HINT = 'In dev nothing is shaken out: a build may still drop it, and fails when it does not.'

/**
 * Tells of server code that a dev server gives to the browser. Nothing is shaken out there, so an import proves
 * nothing, and it is a warning.
 */
export const clientGuardDev: PluginFactory = createPlugin('client-guard-dev', (ctx) => {
  if (guardSeverity(ctx) === 'off') return {}
  let serverCodeOf: ServerCodeTest = () => undefined
  let timer: NodeJS.Timeout | undefined
  let hasCandidates = false

  return {
    // A build would hand all of its modules to a hook that has no use for them.
    apply: 'serve',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    configResolved({ root }) {
      serverCodeOf = createServerCodeTest(root, ctx.options.serverOnly)
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
        void publishLeaks(ctx, findClientLeaks(servedGraph(environment, serverCodeOf)), {
          severity: 'warn',
          isRolldown,
          hint: HINT,
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
