import { displayPath, type DiagnosticView } from './diagnostic-view.ts'
import type { Diagnostic, Severity } from './diagnostic.ts'
import { positionAt, type Position } from './position.ts'

/** A place in the machine-readable form; offsets and columns count UTF-16 units. */
export interface JsonLocation {
  /** Path relative to the app's root where it is below it, with forward slashes. */
  file: string
  start: { offset: number } & Partial<Position>
  end: { offset: number } & Partial<Position>
}

/** A diagnostic as `--json` prints it. Lines and columns are left out when the source is not known. */
export interface JsonDiagnostic extends JsonLocation {
  code: string
  rule: string
  severity: Severity
  message: string
  help: string
  docs: string
  trace: (JsonLocation & { note: string })[]
}

/** The machine-readable form of a diagnostic. */
export function diagnosticToJson(diagnostic: Diagnostic, view: DiagnosticView): JsonDiagnostic {
  const { code, rule, severity, message, help, docs, trace = [] } = diagnostic
  return {
    code,
    rule,
    severity,
    message,
    help,
    docs,
    ...locate(diagnostic, view),
    trace: trace.map((step) => ({ note: step.note, ...locate(step, view) })),
  }
}

/** The `meta` of the error that a build fails with: the findings for tools that call Vite's API. */
export function jsonMeta(
  diagnostics: readonly Diagnostic[],
  view: DiagnosticView,
): { diagnostics: JsonDiagnostic[] } {
  return { diagnostics: diagnostics.map((diagnostic) => diagnosticToJson(diagnostic, view)) }
}

function locate(at: { file: string; start: number; end: number }, view: DiagnosticView): JsonLocation {
  const source = view.sourceOf(at.file)
  const point = (offset: number): JsonLocation['start'] => ({
    offset,
    ...(source === undefined ? {} : positionAt(source, offset)),
  })
  return { file: displayPath(at.file, view.root), start: point(at.start), end: point(at.end) }
}
