import { codeFrame } from './code-frame.ts'
import { readablePath, type DiagnosticView } from './diagnostic-view.ts'
import type { Diagnostic, TraceStep } from './diagnostic.ts'
import { paintNothing, type Paint } from './paint.ts'
import { positionAt } from './position.ts'

/**
 * One diagnostic as text, its parts always in this order: code and severity, message, place and frame, trace,
 * help, docs. The same text in dev, in builds and in `create-authkit lint`.
 */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  view: DiagnosticView,
  paint: Paint = paintNothing,
): string {
  const { code, rule, severity, message, help, docs, trace = [] } = diagnostic
  const source = view.sourceOf(diagnostic.file)
  const parts = [
    `${paint(severity, `${severity} ${code}`)} ${paint('dim', rule)}`,
    paint('strong', message),
    `${paint('dim', 'at')} ${paint('code', place(diagnostic, view))}`,
  ]
  if (source !== undefined) parts.push(codeFrame(source, diagnostic, paint))
  if (trace.length > 0) parts.push(formatTrace(trace, view, paint))
  parts.push(`${paint('help', 'help:')} ${indentRest(help, 6)}`)
  parts.push(`${paint('dim', 'docs:')} ${docs}`)
  return parts.join('\n')
}

/** Several diagnostics, one blank line between them. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  view: DiagnosticView,
  paint: Paint = paintNothing,
): string {
  return diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, view, paint)).join('\n\n')
}

/** For example "2 errors, 1 warning". */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length
  const warnings = diagnostics.length - errors
  return [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ].join(', ')
}

function formatTrace(trace: readonly TraceStep[], view: DiagnosticView, paint: Paint): string {
  const steps = trace.map(
    (step, index) => `  ${index + 1}. ${step.note} ${paint('dim', `(${place(step, view)})`)}`,
  )
  return [paint('dim', 'trace:'), ...steps].join('\n')
}

/** `file:line:column`, which terminals and editors turn into a link. */
function place(at: { file: string; start: number }, view: DiagnosticView): string {
  const path = readablePath(at.file, view.root)
  const source = view.sourceOf(at.file)
  if (source === undefined) return path
  const { line, column } = positionAt(source, at.start)
  return `${path}:${line}:${column}`
}

function indentRest(text: string, columns: number): string {
  // Empty lines stay empty.
  return text.replaceAll(/\n(?=[^\n])/gu, `\n${' '.repeat(columns)}`)
}
