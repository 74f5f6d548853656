import { resolve } from 'node:path'

import { findFix, paintFor } from 'vite-plugin-authkit-start/lint'

import type { LintOptions } from '../args.ts'
import { usageError } from '../usage-error.ts'
import { EXIT_CODES } from '../cli-error.ts'
import { fixAppOf, planFixes, withReasons } from '../lint/fix-app.ts'
import { fixStartFile } from '../lint/fix-start-file.ts'
import { hearSignals, lintApp, type LintedModules } from '../lint/lint-app.ts'
import { lintJson } from '../lint/lint-json.ts'
import { isClean, type LintReport } from '../lint/lint-report.ts'
import { lintText } from '../lint/lint-text.ts'
import { readLintedApp, type LintedApp } from '../lint/linted-app.ts'
import { loadParser } from '../lint/load-parser.ts'
import { mergeRuleSettings } from '../lint/rule-settings.ts'
import { sarifLog } from '../lint/sarif.ts'
import { select, type Selection } from '../lint/selection.ts'
import { recover, refuseUnfinishedRun } from '../plan/recover.ts'
import { openTransaction } from '../plan/transaction.ts'
import type { CommandContext } from './command-context.ts'

/** So many findings are looked at for the hint that some can be fixed. */
const HINT_SAMPLE = 20

type Findings = Pick<LintReport, 'diagnostics' | 'unparsable' | 'fixed' | 'isFixable'>

/**
 * Checks how the app uses AuthKit, without a build; with `--fix` it changes what can be proven right.
 *
 * @returns the exit code: 0, or 1 when errors were found
 * @throws {CliError} when the app could not be checked, or a file could not be written: nothing is changed then
 */
export async function lint(options: LintOptions, context: CommandContext): Promise<number> {
  checkFlags(options)
  const { timing, signal } = context
  const cwd = resolve(context.cwd, options.cwd ?? '.')
  if (options.fix) settleEarlierRun(cwd, options)
  const app = await readLintedApp(cwd, context.env)
  const notes = [...app.notes]
  const settings = mergeRuleSettings(app.rules, options.rule, notes)
  timing.mark('project')
  const [parse, selection] = await Promise.all([loadParser(app), select(options.paths, context.cwd)])
  timing.mark('parser')
  const modules = await lintApp(app, { settings, parse, selection, signal, timing })
  const findings = options.fix
    ? await fixFindings(app, modules, selection, options, context)
    : listFindings(app, modules, selection)
  const report: LintReport = {
    ...findings,
    modules: modules.files.length,
    maxWarnings: options.maxWarnings,
    notes,
    view: { root: app.root, sourceOf: (file) => modules.linter.sourceOf(file) },
  }
  context.print(render(report, options))
  return isClean(report) ? 0 : EXIT_CODES.failed
}

function checkFlags({ json, sarif, dryRun, fix }: LintOptions): void {
  if (json && sarif) throw usageError('Choose one of `--json` and `--sarif`.')
  if (dryRun && !fix) throw usageError('`--dry-run` is for `--fix`: without it nothing is written anyway.')
}

/** A run that was killed while it wrote is undone first; `--dry-run` promises to write nothing, so it only refuses. */
function settleEarlierRun(cwd: string, { dryRun }: LintOptions): void {
  if (dryRun) refuseUnfinishedRun(cwd)
  else recover(cwd)
}

function listFindings(app: LintedApp, modules: LintedModules, { includes }: Selection): Findings {
  const diagnostics = modules.result.diagnostics.filter(({ file }) => includes(file))
  const fixApp = fixAppOf(app, modules)
  const isFixable = diagnostics.slice(0, HINT_SAMPLE).some((diagnostic) => {
    const source = modules.linter.sourceOf(diagnostic.file)
    return 'fix' in (fixStartFile(diagnostic, source, app) ?? findFix(diagnostic, fixApp, app.root))
  })
  return {
    diagnostics,
    unparsable: modules.result.unparsable.filter(({ file }) => includes(file)),
    fixed: null,
    isFixable,
  }
}

async function fixFindings(
  app: LintedApp,
  modules: LintedModules,
  { includes }: Selection,
  { dryRun }: LintOptions,
  { timing, signal }: CommandContext,
): Promise<Findings> {
  const { plan, fixed } = await planFixes(app, modules, includes)
  timing.mark('fixes')
  await hearSignals(signal)
  if (!dryRun && plan.files.length > 0) {
    const transaction = openTransaction(plan, { undoable: true })
    transaction.write()
    transaction.commit()
    timing.mark('write')
  }
  const { linter, result } = modules
  if (dryRun) {
    // What is reported is what is on the disk.
    for (const file of plan.files) linter.update(resolve(app.root, file.path), file.before ?? '')
    await linter.run()
  }
  const { diagnostics, unparsable } = dryRun ? result : fixed.result
  return {
    diagnostics: withReasons(
      diagnostics.filter(({ file }) => includes(file)),
      fixed.left,
    ),
    unparsable: unparsable.filter(({ file }) => includes(file)),
    fixed: {
      written: !dryRun,
      changes: fixed.applied.map(({ diagnostic: { code, file }, title }) => ({ code, file, title })),
      plan,
    },
    isFixable: false,
  }
}

function render(report: LintReport, { json, sarif }: LintOptions): string {
  if (json) return `${JSON.stringify(lintJson(report), null, 2)}\n`
  if (sarif) return `${JSON.stringify(sarifLog(report), null, 2)}\n`
  return lintText(report, paintFor(process.stdout))
}
