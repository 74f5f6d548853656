/**
 * The lint without Vite, for `create-authkit-start lint`: it is handed files, a parser and a way to resolve imports,
 * and answers with findings.
 */
export { diagnosticToJson } from '../diagnostics/diagnostic-json.ts'
export type { JsonDiagnostic, JsonLocation } from '../diagnostics/diagnostic-json.ts'
export { displayPath } from '../diagnostics/diagnostic-view.ts'
export type { DiagnosticView } from '../diagnostics/diagnostic-view.ts'
export type { Diagnostic, Severity, TraceStep } from '../diagnostics/diagnostic.ts'
export { countDiagnostics, formatDiagnostics } from '../diagnostics/format-diagnostic.ts'
export { codeFrame } from '../diagnostics/code-frame.ts'
export { paintFor, paintNothing } from '../diagnostics/paint.ts'
export type { Paint } from '../diagnostics/paint.ts'
export { positionAt } from '../diagnostics/position.ts'
export type { Position } from '../diagnostics/position.ts'
export type { AppOptions } from './app/app-options.ts'
export { Linter } from './linter.ts'
export type { LinterOptions, LintResult, UnparsableModule } from './linter.ts'
export { languageOf } from './parse.ts'
export type { ParseFunction } from './parse.ts'
export type { RuleMeta } from './rule.ts'
export type { RuleSettings } from './rule-settings.ts'
export { severityOf } from './rule-settings.ts'
export { ruleMetas } from './rules/index.ts'
