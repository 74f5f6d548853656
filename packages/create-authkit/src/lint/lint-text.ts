import type { Paint } from 'vite-plugin-authkit-start/lint'
import {
  codeFrame,
  countDiagnostics,
  displayPath,
  formatDiagnostics,
  positionAt,
} from 'vite-plugin-authkit-start/lint'

import { renderPatch } from '../plan/render-diff.ts'
import { count } from '../plan/render-summary.ts'
import { hasTooManyWarnings, type LintReport } from './lint-report.ts'

/** The report for people: each finding with its frame, as a build prints it, and a last line that sums up. */
export function lintText(report: LintReport, paint: Paint): string {
  const { diagnostics, notes, view } = report
  const blocks = [
    ...notes.map((note) => `${paint('warn', 'note')} ${note}`),
    ...(diagnostics.length === 0 ? [] : [formatDiagnostics(diagnostics, view, paint)]),
    ...report.unparsable.map((module) => unparsableText(module, report, paint)),
    ...fixedText(report, paint),
    summary(report, paint),
    ...(report.isFixable
      ? ['Some of it can be put right for you: add --fix (with --dry-run to see it first).']
      : []),
  ]
  return `${blocks.join('\n\n')}\n`
}

function unparsableText(
  { file, message, start }: LintReport['unparsable'][number],
  { view }: LintReport,
  paint: Paint,
): string {
  const source = view.sourceOf(file) ?? ''
  const { line, column } = positionAt(source, start)
  return [
    `${paint('error', 'error')} ${paint('dim', 'not checked')}`,
    paint('strong', `The file does not parse: ${message}`),
    `${paint('dim', 'at')} ${paint('code', `${displayPath(file, view.root)}:${line}:${column}`)}`,
    codeFrame(source, { start, end: start }, paint),
  ].join('\n')
}

function fixedText({ fixed, view }: LintReport, paint: Paint): string[] {
  if (fixed === null || fixed.changes.length === 0) return []
  const verb = fixed.written ? 'fixed' : 'would fix'
  return [
    ...(fixed.written ? [] : [renderPatch(fixed.plan).trimEnd()]),
    fixed.changes
      .map(
        ({ code, file, title }) => `${paint('help', verb)} ${code} ${displayPath(file, view.root)}: ${title}`,
      )
      .join('\n'),
    ...(fixed.written ? ['`create-authkit-start undo` takes it back.'] : []),
  ]
}

function summary(report: LintReport, paint: Paint): string {
  const { diagnostics, unparsable, maxWarnings, modules } = report
  const files = count(modules, 'file')
  if (diagnostics.length === 0 && unparsable.length === 0) {
    return `${paint('help', 'No findings')} in ${files}.`
  }
  const found = [
    ...(diagnostics.length === 0 ? [] : [countDiagnostics(diagnostics)]),
    ...(unparsable.length === 0 ? [] : [`${count(unparsable.length, 'file')} not parsed`]),
  ].join(', ')
  const tooMany = hasTooManyWarnings(report)
    ? ` More than the ${maxWarnings} that --max-warnings allows.`
    : ''
  return `${paint('strong', found)} in ${files}.${tooMany}`
}
