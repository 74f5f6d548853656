import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import { formatDiagnostic, formatDiagnostics } from '../../diagnostics/format-diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { diagnosticKey } from '../../diagnostics/normalize-diagnostics.ts'
import { paintFor } from '../../diagnostics/paint.ts'
import { secretInClient } from '../../lint/rules/secret-in-client.ts'
import { serverCodeInClient } from '../../lint/rules/server-code-in-client.ts'
import { createPlugin, type PluginFactory } from '../create-plugin.ts'
import { FindingsError } from './findings-error.ts'

/** Rules about the client bundle: what they find must not be left where somebody could deploy it. */
const BUNDLE_RULES: ReadonlySet<string> = new Set([serverCodeInClient.meta.code, secretInClient.meta.code])

/**
 * Tells what a build has found when all of it is known: prints the warnings, and fails with all errors. A build of one
 * environment ends before anything is written; one of several ends after the last.
 */
export const endBuild: PluginFactory = createPlugin('end-build', (ctx) => {
  const { findings } = ctx
  const paint = paintFor(process.stderr)
  const printed = new Set<string>()
  const clientFiles = new Set<string>()

  const report = (): FindingsError | undefined => {
    const { diagnostics } = findings
    const view = findings.view(ctx.config.root)
    for (const warning of diagnostics.filter(({ severity }) => severity === 'warn')) {
      if (printed.has(diagnosticKey(warning))) continue
      printed.add(diagnosticKey(warning))
      ctx.config.logger.warn(`\n${formatDiagnostic(warning, view, paint)}\n`)
    }
    const [first, ...others] = errorsOf(diagnostics)
    return first && new FindingsError([first, ...others], view, paint)
  }

  return {
    apply: 'build',
    sharedDuringBuild: true,
    buildEnd(error) {
      const errors = errorsOf(findings.diagnostics)
      if (error === undefined || !findings.areHeldBack || errors.length === 0) return
      // The build fails for another reason, and what an environment before has found would be lost.
      const text = formatDiagnostics(errors, findings.view(ctx.config.root), paint)
      ctx.config.logger.error(`\n${text}\n`)
    },
    generateBundle: {
      order: 'post',
      handler() {
        const error = findings.areHeldBack ? undefined : report()
        if (error !== undefined) throw error
      },
    },
    writeBundle({ dir }, bundle) {
      if (!findings.areHeldBack || this.environment.config.consumer !== 'client' || dir === undefined) return
      for (const fileName of Object.keys(bundle)) clientFiles.add(join(dir, fileName))
    },
    buildApp: {
      order: 'post',
      async handler({ environments }) {
        findings.areHeldBack = false
        // Without a builder of its own, Vite builds the environments only after this hook.
        if (!Object.values(environments).some(({ isBuilt }) => isBuilt)) return
        const error = report()
        if (error === undefined) return
        if (error.meta.diagnostics.some(({ code }) => BUNDLE_RULES.has(code))) {
          await Promise.all([...clientFiles].map((file) => rm(file, { force: true })))
        }
        throw error
      },
    },
  }
})

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error')
}
