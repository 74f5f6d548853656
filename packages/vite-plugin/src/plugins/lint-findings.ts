import type { DiagnosticView } from '../diagnostics/diagnostic-view.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { lintModule } from '../lint/lint-module.ts'
import type { ParseFunction } from '../lint/parse.ts'
import type { RuleSettings } from '../lint/rule-settings.ts'

/** What is known of one module: its source and what was found in it. */
interface LintedModule {
  source: string
  diagnostics: readonly Diagnostic[]
}

/** What the rules found in the modules of one app, in all its environments. */
export class LintFindings {
  readonly #settings: RuleSettings
  readonly #signInPath: string
  readonly #modules = new Map<string, LintedModule>()

  constructor(settings: RuleSettings, signInPath: string) {
    this.#settings = settings
    this.#signInPath = signInPath
  }

  /**
   * Looks at one module, once for each content it has.
   *
   * @returns the module's diagnostics before and now; the same list when nothing has changed
   */
  update(
    file: string,
    source: string,
    parse: ParseFunction,
  ): { before: readonly Diagnostic[]; now: readonly Diagnostic[] } {
    const known = this.#modules.get(file)
    if (known?.source === source) return { before: known.diagnostics, now: known.diagnostics }
    const settings = this.#settings
    const now = lintModule({ file, source, parse, settings, signInPath: this.#signInPath })
    this.#modules.set(file, { source, diagnostics: now })
    return { before: known?.diagnostics ?? [], now }
  }

  forget(file: string): void {
    this.#modules.delete(file)
  }

  /** What was found in some of the modules. */
  of(files: Iterable<string>): readonly Diagnostic[] {
    return [...files].flatMap((file) => this.#modules.get(file)?.diagnostics ?? [])
  }

  /** How to show diagnostics of these modules. */
  view(root: string): DiagnosticView {
    return { root, sourceOf: (file) => this.#modules.get(file)?.source }
  }
}
