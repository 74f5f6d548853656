import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { normalizeDiagnostics } from '../diagnostics/normalize-diagnostics.ts'
import { lintModule } from './lint-module.ts'
import type { ParseFunction } from './parse.ts'
import type { RuleSettings } from './rule-settings.ts'

/** What the linter is made with. */
export interface LinterOptions {
  parse: ParseFunction
  settings: RuleSettings
  /** Path of the route that starts a sign-in, for the replacements. */
  signInPath: string
  /** Absolute path of the app. */
  root: string
  /**
   * Absolute path of the app's own (or a workspace package's) module that a specifier means; `undefined` for
   * everything else.
   */
  resolve: (specifier: string, importer: string) => Promise<string | undefined>
  /** Source of a module that was resolved to but not handed in; `undefined` when it can't be read. */
  read: (file: string) => Promise<string | undefined>
}

/** A module that could not be parsed. */
export interface UnparsableModule {
  /** Absolute path. */
  file: string
  /** What the parser says. */
  message: string
  /** UTF-16 offset in the source where the parser stopped. */
  start: number
}

/** What a run found. */
export interface LintResult {
  /** Sorted, without repetitions, disable comments applied. */
  diagnostics: readonly Diagnostic[]
  /** Modules that could not be parsed; they do not stop the others. */
  unparsable: readonly UnparsableModule[]
}

/** Lints the modules of one app; keeps what it knows between runs, by content. */
export class Linter {
  readonly #options: LinterOptions
  readonly #sources = new Map<string, string>()
  readonly #found = new Map<string, readonly Diagnostic[]>()

  constructor(options: LinterOptions) {
    this.#options = options
  }

  /** Hands in (or changes) a module; answers whether its content is new. Cheap: nothing is parsed here. */
  update(file: string, source: string): boolean {
    if (this.#sources.get(file) === source) return false
    this.#sources.set(file, source)
    this.#found.delete(file)
    return true
  }

  /** Takes a module out. */
  remove(file: string): void {
    this.#sources.delete(file)
    this.#found.delete(file)
  }

  /** Lints all modules handed in. Only what changed and what depends on it is computed anew. */
  async run(): Promise<LintResult> {
    const { parse, settings, signInPath } = this.#options
    for (const [file, source] of this.#sources) {
      if (this.#found.has(file)) continue
      this.#found.set(file, lintModule({ file, source, parse, settings, signInPath }))
    }
    const diagnostics = normalizeDiagnostics([...this.#found.values()].flat())
    return await Promise.resolve({ diagnostics, unparsable: [] })
  }

  /** Source of a module that was handed in or read; `undefined` for all others. */
  sourceOf(file: string): string | undefined {
    return this.#sources.get(file)
  }
}
