import { resolve } from 'node:path'

import { paintFor } from 'vite-plugin-authkit-start/lint'

import type { LintOptions } from '../args.ts'
import { usageError } from '../args.ts'
import { EXIT_CODES } from '../cli-error.ts'
import { lintApp } from '../lint/lint-app.ts'
import { lintJson } from '../lint/lint-json.ts'
import { isClean, type LintReport } from '../lint/lint-report.ts'
import { lintText } from '../lint/lint-text.ts'
import { readLintedApp } from '../lint/linted-app.ts'
import { loadParser } from '../lint/load-parser.ts'
import { mergeRuleSettings } from '../lint/rule-settings.ts'
import { sarifLog } from '../lint/sarif.ts'
import { select } from '../lint/selection.ts'
import type { CommandContext } from './command-context.ts'

/**
 * Checks how the app uses AuthKit, without a build.
 *
 * @returns the exit code: 0, or 1 when errors were found
 * @throws {CliError} when the app could not be checked
 */
export async function lint(options: LintOptions, context: CommandContext): Promise<number> {
  checkFlags(options)
  const { timing, signal } = context
  const cwd = resolve(context.cwd, options.cwd ?? '.')
  const app = await readLintedApp(cwd)
  const notes = [...app.notes]
  const settings = mergeRuleSettings(app.rules, options.rule, notes)
  timing.mark('project')
  const [parse, selection] = await Promise.all([loadParser(app), select(options.paths, context.cwd)])
  timing.mark('parser')
  const { linter, result, count } = await lintApp(app, { settings, parse, selection, signal, timing })
  const report: LintReport = {
    modules: count,
    diagnostics: result.diagnostics.filter(({ file }) => selection.includes(file)),
    unparsable: result.unparsable.filter(({ file }) => selection.includes(file)),
    maxWarnings: options.maxWarnings,
    notes,
    fixed: null,
    view: { root: app.root, sourceOf: (file) => linter.sourceOf(file) },
  }
  context.print(render(report, options))
  return isClean(report) ? 0 : EXIT_CODES.failed
}

function checkFlags({ json, sarif, dryRun, fix }: LintOptions): void {
  if (json && sarif) throw usageError('Choose one of `--json` and `--sarif`.')
  if (dryRun && !fix) throw usageError('`--dry-run` is for `--fix`: without it nothing is written anyway.')
}

function render(report: LintReport, { json, sarif }: LintOptions): string {
  if (json) return `${JSON.stringify(lintJson(report), null, 2)}\n`
  if (sarif) return `${JSON.stringify(sarifLog(report), null, 2)}\n`
  return lintText(report, paintFor(process.stdout))
}
