import type { Diagnostic } from './diagnostic.ts'

/** Orders diagnostics by file, then offset, then code: the same list in every environment and on every machine. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return compareText(a.file, b.file) || a.start - b.start || compareText(a.code, b.code)
}

/** Identity of a finding: the same code at the same place, however many ways lead there. */
export function diagnosticKey(diagnostic: Diagnostic): string {
  return `${diagnostic.code}\0${diagnostic.file}\0${diagnostic.start}`
}

/** Sorts and drops repeated findings; of repetitions the first given stays. */
export function normalizeDiagnostics(diagnostics: Iterable<Diagnostic>): Diagnostic[] {
  const unique = new Map<string, Diagnostic>()
  for (const diagnostic of diagnostics) {
    const key = diagnosticKey(diagnostic)
    if (!unique.has(key)) unique.set(key, diagnostic)
  }
  return [...unique.values()].sort(compareDiagnostics)
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
