import type { JsonDiagnostic, JsonLocation } from 'vite-plugin-authkit-start/lint'
import { diagnosticToJson, displayPath, positionAt } from 'vite-plugin-authkit-start/lint'

import type { Hunk } from '../plan/file-diff.ts'
import { fileDiff } from '../plan/file-diff.ts'
import type { LintReport } from './lint-report.ts'
import { isClean } from './lint-report.ts'

/** The document that `lint --json` prints. Fields may be added; none is renamed or changes its meaning. */
export interface LintJson {
  /** Whether the exit code is 0. */
  ok: boolean
  /** Absolute path of the app; the paths below are relative to it. */
  root: string
  counts: { modules: number; errors: number; warnings: number; unparsable: number }
  /** Sorted by file, then place. */
  diagnostics: JsonDiagnostic[]
  /** Files with syntax errors: nothing is known of them. */
  unparsable: Array<{ file: string; message: string; start: JsonLocation['start'] }>
  /**
   * What `--fix` did; `diagnostics` are those that are left then. With `--dry-run`, what it would do; `diagnostics` are
   * those that are there. `null` without it.
   */
  fixed: {
    written: boolean
    changes: Array<{ code: string; file: string; title: string }>
    /** What changes in which file, as a unified diff has it. */
    files: Array<{ path: string; hunks: Hunk[] }>
  } | null
  /** What was assumed because it can't be read without running the Vite configuration. */
  notes: readonly string[]
}

export function lintJson(report: LintReport): LintJson {
  const { modules, diagnostics, unparsable, fixed, notes, view } = report
  const path = (file: string): string => displayPath(file, view.root)
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  return {
    ok: isClean(report),
    root: view.root,
    counts: { modules, errors, warnings: diagnostics.length - errors, unparsable: unparsable.length },
    diagnostics: diagnostics.map((diagnostic) => diagnosticToJson(diagnostic, view)),
    unparsable: unparsable.map(({ file, message, start }) => ({
      file: path(file),
      message,
      start: { offset: start, ...positionAt(view.sourceOf(file) ?? '', start) },
    })),
    fixed:
      fixed === null
        ? null
        : {
            written: fixed.written,
            changes: fixed.changes.map(({ code, file, title }) => ({ code, file: path(file), title })),
            files: fixed.plan.files.map((file) => ({ path: file.path, hunks: fileDiff(file) })),
          },
    notes,
  }
}
