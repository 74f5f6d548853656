import { inspect } from 'node:util'

import type { DiagnosticView } from '../../diagnostics/diagnostic-view.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { jsonMeta, type JsonDiagnostic } from '../../diagnostics/diagnostic-json.ts'
import { countDiagnostics, formatDiagnostics } from '../../diagnostics/format-diagnostic.ts'
import type { Paint } from '../../diagnostics/paint.ts'

/**
 * What a build fails with: all findings as text for people, and as data for tools that call Vite's API. It has no
 * stack, since the place where the plugin raised it is of no use to anybody.
 */
export class FindingsError extends Error {
  /** Code of the first finding. */
  readonly pluginCode: string
  readonly meta: { diagnostics: JsonDiagnostic[] }

  constructor(errors: readonly [Diagnostic, ...Diagnostic[]], view: DiagnosticView, paint: Paint) {
    super(`${countDiagnostics(errors)} in the app\n\n${ownColours(formatDiagnostics(errors, view, paint))}\n`)
    this.name = 'authkit()'
    this.pluginCode = errors[0].code
    this.meta = jsonMeta(errors, view)
    // Vite 7 prints the stack, and expects it to start like this.
    this.stack = `${this.name}: ${this.message}\n`
    // Vite 8 prints errors with `inspect`, which would add all properties.
    Object.defineProperty(this, inspect.custom, { value: () => `${this.name}: ${this.message}` })
  }
}

/** Vite prints errors in red, and turns the end of every other colour into red: a reset it leaves alone. */
function ownColours(text: string): string {
  const [reset, endOfColour] = ['\u001B[0m', '\u001B[39m']
  return text.includes(endOfColour) ? reset + text.replaceAll(endOfColour, reset) : text
}
