import type { Diagnostic, DiagnosticView, UnparsableModule } from 'vite-plugin-authkit-start/lint'

import type { Plan } from '../plan/plan.ts'

/** What `lint` has to tell: everything that its three kinds of output are made from. */
export interface LintReport {
  /** How many modules were read. */
  modules: number
  diagnostics: readonly Diagnostic[]
  unparsable: readonly UnparsableModule[]
  /** How many warnings are allowed; `undefined` for any number. */
  maxWarnings: number | undefined
  /** What was assumed. */
  notes: readonly string[]
  /** The changes of `--fix`; `null` without it. */
  fixed: FixReport | null
  /** Whether `--fix` would have something to do; not asked for when it did it. */
  isFixable: boolean
  view: DiagnosticView
}

/** What `--fix` did, or with `--dry-run` would do. */
export interface FixReport {
  /** Whether the files were written. */
  written: boolean
  changes: ReadonlyArray<{ code: string; file: string; title: string }>
  /** The changed files; with `--dry-run` their diffs are shown. */
  plan: Plan
}

/** Whether nothing is wrong: the exit code is 0. */
export function isClean(report: LintReport): boolean {
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error').length
  return errors === 0 && report.unparsable.length === 0 && !hasTooManyWarnings(report)
}

/** Whether there are more warnings than the command line allows. */
export function hasTooManyWarnings({ diagnostics, maxWarnings }: LintReport): boolean {
  const warnings = diagnostics.filter(({ severity }) => severity === 'warn').length
  return maxWarnings !== undefined && warnings > maxWarnings
}
