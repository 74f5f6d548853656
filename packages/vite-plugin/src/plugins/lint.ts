import { readFile } from 'node:fs/promises'

import { displayPath } from '../diagnostics/diagnostic-view.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { countDiagnostics, formatDiagnostic, formatDiagnostics } from '../diagnostics/format-diagnostic.ts'
import { normalizeDiagnostics } from '../diagnostics/normalize-diagnostics.ts'
import { jsonMeta } from '../diagnostics/diagnostic-json.ts'
import { paintFor } from '../diagnostics/paint.ts'
import { AUTH_URL_NAMES } from '../lint/auth-url-sources.ts'
import type { ParseFunction } from '../lint/parse.ts'
import { createPlugin, type PluginFactory } from './create-plugin.ts'
import { LintFindings } from './lint-findings.ts'
import { loadParser } from './load-parser.ts'

/** Modules of the app: files without a query, outside of node_modules. */
const APP_MODULES = { include: /\.[cm]?[jt]sx?$/, exclude: [/[\\/]node_modules[\\/]/, /^\0/] }
/** Vite tests it before it calls the hook: for all other modules the lint costs nothing. */
const MENTIONS = new RegExp(AUTH_URL_NAMES.join('|'))

/**
 * Lints the app's own source while it is built. A build fails at its end with all errors; in dev they are printed
 * when they appear and when they change, and the page goes on working.
 */
export const lint: PluginFactory = createPlugin('lint', (ctx) => {
  const { lint: options, signInPath } = ctx.options
  if (options === false) return {}
  const findings = new LintFindings(options.rules, signInPath)
  const paint = paintFor(process.stderr)
  const printedWarnings = new Set<Diagnostic>()
  let parser: Promise<ParseFunction | undefined> | undefined

  const update = async (file: string, source: string, isRolldown: boolean): Promise<void> => {
    parser ??= loadParser(isRolldown).catch((error: unknown) => {
      ctx.config.logger.warn(`[authkit] ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    })
    const parse = await parser
    if (parse === undefined) return
    const { before, now } = findings.update(file, source, parse)
    if (ctx.config.command === 'serve' && describe(before) !== describe(now)) print(file, now)
  }

  const print = (file: string, diagnostics: readonly Diagnostic[]): void => {
    const { logger, root } = ctx.config
    const view = findings.view(root)
    for (const diagnostic of diagnostics) {
      const text = `\n${formatDiagnostic(diagnostic, view, paint)}\n`
      if (diagnostic.severity === 'error') logger.error(text)
      else logger.warn(text)
    }
    if (diagnostics.length === 0) logger.info(`${paint('help', 'fixed')} ${displayPath(file, root)}`)
  }

  return {
    enforce: 'pre',
    // What one environment found is not looked for again in the next.
    sharedDuringBuild: true,
    transform: {
      order: 'pre',
      filter: { id: APP_MODULES, code: MENTIONS },
      async handler(code, id) {
        // A plugin before us may have changed the code; findings speak of what the user wrote.
        const source = await readFile(id, 'utf8').catch(() => code)
        await update(id, source, this.meta.rolldownVersion !== undefined)
      },
    },
    async hotUpdate({ type, file, read, modules }) {
      // Without it the terminal would be behind until a browser asks for the module again.
      if (type === 'delete') findings.forget(file)
      else if (modules.length > 0 && isAppModule(file)) {
        await update(file, await read(), this.meta.rolldownVersion !== undefined)
      }
    },
    buildEnd(error) {
      if (error !== undefined || ctx.config.command !== 'build') return
      const diagnostics = normalizeDiagnostics(findings.of(this.getModuleIds()))
      const view = findings.view(ctx.config.root)
      const warnings = diagnostics.filter(
        (diagnostic) => diagnostic.severity === 'warn' && !printedWarnings.has(diagnostic),
      )
      for (const warning of warnings) {
        printedWarnings.add(warning)
        ctx.config.logger.warn(`\n${formatDiagnostic(warning, view, paint)}\n`)
      }
      const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error')
      const [first] = errors
      if (first !== undefined) {
        const count = countDiagnostics(errors)
        const message = `${count} in the app's source\n\n${formatDiagnostics(errors, view, paint)}\n`
        // Vite would show where the plugin raised it, which is of no use to anybody.
        this.error({ message, pluginCode: first.code, meta: jsonMeta(errors, view), stack: '' })
      }
    },
  }
})

function isAppModule(file: string): boolean {
  return APP_MODULES.include.test(file) && !APP_MODULES.exclude.some((excluded) => excluded.test(file))
}

/** What is said of a module, without the places: code that only moved is no news. */
function describe(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ code, severity, message }) => `${code} ${severity} ${message}`).join('\n')
}
