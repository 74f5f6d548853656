import type { DiagnosticView } from '../../diagnostics/diagnostic-view.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { normalizeDiagnostics } from '../../diagnostics/normalize-diagnostics.ts'

/** What one check knows at a moment. */
export interface CheckResult {
  diagnostics: readonly Diagnostic[]
  /** Original source of a file, for frames; `undefined` for files it has not read. Must not show a secret. */
  sourceOf: DiagnosticView['sourceOf']
}

/**
 * What the checks of one app have found, in all its environments. Each check publishes what it knows, in place of what
 * it knew before; who shows it (a failing build, the terminal, the page) reads all of it.
 */
export class Findings {
  readonly #results = new Map<string, CheckResult>()
  readonly #listeners = new Set<() => void>()

  /** Makes the values of secrets in a source unreadable, before a line of it is shown; offsets stay. */
  mask: (source: string) => string = (source) => source

  /** Whether several environments are being built, so that nothing is told before the last is finished. */
  areHeldBack = false

  /** Replaces what a check has found before. */
  publish(check: string, result: CheckResult): void {
    const before = this.#results.get(check)
    this.#results.set(check, result)
    if (before === undefined && result.diagnostics.length === 0) return
    for (const listener of this.#listeners) listener()
  }

  /** Everything that is known now: sorted, without repetitions. */
  get diagnostics(): readonly Diagnostic[] {
    return normalizeDiagnostics([...this.#results.values()].flatMap(({ diagnostics }) => diagnostics))
  }

  /** How to show diagnostics of any check. */
  view(root: string): DiagnosticView {
    return {
      root,
      sourceOf: (file) => {
        for (const { sourceOf } of this.#results.values()) {
          const source = sourceOf(file)
          if (source !== undefined) return this.mask(source)
        }
        return undefined
      },
    }
  }

  /**
   * Calls a function after every change.
   *
   * @returns ends it
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
