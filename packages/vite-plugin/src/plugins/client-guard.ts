import type { DevEnvironment, Logger } from 'vite'

import { countDiagnostics, formatDiagnostic, formatDiagnostics } from '../diagnostics/format-diagnostic.ts'
import { jsonMeta } from '../diagnostics/diagnostic-json.ts'
import { paintFor } from '../diagnostics/paint.ts'
import { findClientLeaks, type ClientGraph } from '../lint/client-graph.ts'
import type { ParseFunction } from '../lint/parse.ts'
import { severityOf } from '../lint/rule-settings.ts'
import { serverCodeInClient } from '../lint/rules/server-code-in-client.ts'
import { createPlugin, type PluginFactory } from './create-plugin.ts'
import { describeLeaks, type DescribedLeaks } from './describe-leaks.ts'
import { loadParser } from './load-parser.ts'
import { serverCodeOf } from './server-code.ts'

/** Ids that `serverCodeOf` may know: a quick look before the hook is called. */
const CANDIDATES = /[\\/]runtime[\\/](?:session|start)[\\/]|@workos-inc[\\/_]node/

/**
 * Keeps server code out of the browser. A build is judged by its finished client bundle, after the compiler of Start
 * and tree-shaking took out what they take out; it fails with the chain of imports. In dev, where nothing is shaken
 * out, it warns when the browser asks for such a module.
 */
export const clientGuard: PluginFactory = createPlugin('client-guard', (ctx) => {
  const { lint } = ctx.options
  const severity = lint === false ? 'off' : severityOf(serverCodeInClient.meta, lint.rules)
  if (severity === 'off') return {}
  const paint = paintFor(process.stderr)
  const warned = new Set<string>()

  return {
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    async generateBundle(_options, bundle) {
      const bundled = new Set<string>()
      const entries: string[] = []
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue
        if (output.isEntry && output.facadeModuleId !== null) entries.push(output.facadeModuleId)
        for (const [id, module] of Object.entries(output.modules)) {
          if (module.renderedLength > 0) bundled.add(id)
        }
      }
      const leaks = findClientLeaks({
        entries,
        bundled,
        serverCodeOf,
        importsOf: (id) => {
          const module = this.getModuleInfo(id)
          return module === null ? [] : [...module.importedIds, ...module.dynamicallyImportedIds]
        },
      })
      if (leaks.length === 0) return
      const parse = await parserOrNone(this.meta.rolldownVersion !== undefined)
      const { diagnostics, view } = await describeLeaks(leaks, { root: ctx.config.root, severity, parse })
      const text = formatDiagnostics(diagnostics, view, paint)
      if (severity === 'warn') ctx.config.logger.warn(`\n${text}\n`)
      else {
        const message = `${countDiagnostics(diagnostics)} in the client bundle\n\n${text}\n`
        // Vite would show where the plugin raised it, which is of no use to anybody.
        this.error({
          message,
          pluginCode: serverCodeInClient.meta.code,
          meta: jsonMeta(diagnostics, view),
          stack: '',
        })
      }
    },
    transform: {
      filter: { id: CANDIDATES },
      async handler(_code, id) {
        const { environment } = this
        if (environment.mode !== 'dev' || serverCodeOf(id) === undefined) return
        const leaks = findClientLeaks(servedGraph(environment)).filter(({ importer, imported }) => {
          const key = `${importer}\0${imported}`
          const isNew = !warned.has(key)
          warned.add(key)
          return isNew
        })
        if (leaks.length === 0) return
        const parse = await parserOrNone(this.meta.rolldownVersion !== undefined)
        const context = { root: ctx.config.root, severity: 'warn', parse } as const
        printAll(await describeLeaks(leaks, context), ctx.config.logger)
      },
    },
  }

  function printAll({ diagnostics, view }: DescribedLeaks, logger: Logger): void {
    for (const diagnostic of diagnostics) logger.warn(`\n${formatDiagnostic(diagnostic, view, paint)}\n`)
  }
})

/** The modules a dev server has served to the browser so far. */
function servedGraph({ moduleGraph }: DevEnvironment): ClientGraph {
  const modules = [...moduleGraph.idToModuleMap.values()]
  const idsOf = (imported: Iterable<{ id: string | null }>): string[] =>
    [...imported].flatMap(({ id }) => (id === null ? [] : [id]))
  return {
    entries: idsOf(modules.filter(({ importers }) => importers.size === 0)),
    bundled: new Set(idsOf(modules)),
    serverCodeOf,
    importsOf: (id) => idsOf(moduleGraph.getModuleById(id)?.importedModules ?? []),
  }
}

/** Without a parser the guard still guards; it only does not point at the import. */
async function parserOrNone(isRolldown: boolean): Promise<ParseFunction | undefined> {
  return loadParser(isRolldown).catch(() => undefined)
}
