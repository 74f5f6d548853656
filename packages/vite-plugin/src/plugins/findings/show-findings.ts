import { paintFor } from '../../diagnostics/paint.ts'
import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { ChangePrinter } from './print-changes.ts'

/**
 * Prints findings in the terminal of the dev server when they appear and when they are fixed. Nothing covers the page:
 * Vite's overlay is for code that does not run, and this code runs.
 */
export const showFindings: PluginFactory = createPlugin('show-findings', (ctx) => {
  const { findings } = ctx
  return {
    apply: (_, { command, isPreview }) => command === 'serve' && isPreview !== true,
    configureServer({ config }) {
      // A test runner serves modules too; its output is for the tests.
      if (config.plugins.some(({ name }) => name.startsWith('vitest'))) return
      const printer = new ChangePrinter(paintFor(process.stderr), () => ctx.findingsUrl())
      findings.subscribe(() => {
        printer.print(findings.diagnostics, findings.view(config.root), config.logger)
      })
    },
  }
})
