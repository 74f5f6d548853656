import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { normalizeDiagnostics } from '../diagnostics/normalize-diagnostics.ts'
import type { AppOptions } from './app/app-options.ts'
import { AppLinter } from './app/lint-app.ts'
import { applyComments } from './apply-comments.ts'
import { DIRECTIVE } from './disable-comments.ts'
import { AppGraph, type GraphModule } from './graph/app-graph.ts'
import { ModuleStore } from './graph/module-store.ts'
import type { ParseFunction } from './parse.ts'
import type { RuleSettings } from './rule-settings.ts'
import { runModuleRules, toDiagnostic } from './run-rules.ts'
import { unusedComments } from './unused-comments.ts'

/** What the linter is made with. */
export interface LinterOptions {
  parse: ParseFunction
  settings: RuleSettings
  /** Path of the route that starts a sign-in, for the replacements. */
  signInPath: string
  /**
   * Path of the route that ends the session, for the replacements.
   *
   * @defaultValue `/api/auth/sign-out`
   */
  signOutPath?: string | undefined
  /** Absolute path of the app. */
  root: string
  /**
   * Absolute path of the app's own (or a workspace package's) module that a specifier means; `undefined` for
   * everything else. Below the root, a specifier that is not relative is taken to mean the same for every importer.
   */
  resolve: (specifier: string, importer: string) => Promise<string | undefined>
  /** Source of a module that was resolved to but not handed in; `undefined` when it can't be read. */
  read: (file: string) => Promise<string | undefined>
  /** What is known of the app as a whole; without it the rules about that are silent. */
  app?: AppOptions
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
  /** Modules that had to be looked into and could not be parsed; they do not stop the others. */
  unparsable: readonly UnparsableModule[]
}

/** Lints the modules of one app; keeps what it knows between runs, by content. */
export class Linter {
  readonly #options: LinterOptions
  readonly #store: ModuleStore
  readonly #graph: AppGraph
  readonly #appLinter: AppLinter
  #app: AppOptions | undefined
  readonly #changed = new Set<string>()
  readonly #added = new Set<string>()
  /** Modules whose comments may have nothing to switch off. */
  readonly #commented = new Set<string>()
  /** What the rules about one module found; made anew with the module. */
  #found = new WeakMap<GraphModule, readonly Diagnostic[]>()
  #running: Promise<unknown> = Promise.resolve()

  constructor(options: LinterOptions) {
    const { parse, resolve, read, root } = options
    this.#options = options
    this.#app = options.app
    this.#store = new ModuleStore(parse)
    this.#graph = new AppGraph({ store: this.#store, resolve, read, root })
    this.#appLinter = new AppLinter({
      files: () => this.#store.ownFiles(),
      sourceOf: (file) => this.#store.sourceOf(file),
      load: async (file) => {
        if (!this.#store.has(file)) await this.#graph.load(file)
        return this.#store.parsed(file)
      },
      resolve: (specifier, importer) => this.#graph.resolve(specifier, importer),
    })
  }

  /** Hands in (or changes) a module; answers whether its content is new. Cheap: nothing is parsed here. */
  update(file: string, source: string): boolean {
    const isAdded = !this.#store.has(file)
    if (!this.#store.put(file, source, true)) return false
    this.#changed.add(file)
    if (isAdded) this.#added.add(file)
    if (source.includes(DIRECTIVE)) this.#commented.add(file)
    else this.#commented.delete(file)
    return true
  }

  /** Takes a module out. */
  remove(file: string): void {
    if (!this.#store.delete(file)) return
    this.#changed.add(file)
    this.#commented.delete(file)
  }

  /** Says what is known of the app as a whole, from the next run on. */
  setApp(app: AppOptions): void {
    // With an app some rules look at all of it instead.
    if (this.#app === undefined) this.#found = new WeakMap()
    this.#app = app
  }

  /** Lints all modules handed in. Only what changed and what depends on it is computed anew. */
  async run(): Promise<LintResult> {
    // Two runs at a time would look at a graph that is half made.
    const result = this.#running.then(() => this.#run())
    this.#running = result.catch(() => undefined)
    return await result
  }

  /** Source of a module that was handed in or read; `undefined` for all others. */
  sourceOf(file: string): string | undefined {
    return this.#store.sourceOf(file)
  }

  async #run(): Promise<LintResult> {
    const changed = new Set(this.#changed)
    const added = new Set(this.#added)
    this.#changed.clear()
    this.#added.clear()
    await this.#graph.update(changed, added)

    const byFile = new Map<string, readonly Diagnostic[]>()
    for (const [file, module] of this.#graph.modules()) {
      const found = this.#findingsIn(file, module)
      if (found.length > 0) byFile.set(file, found)
    }
    for (const diagnostic of await this.#appFindings()) {
      byFile.set(diagnostic.file, [...(byFile.get(diagnostic.file) ?? []), diagnostic])
    }
    const files = new Set([...byFile.keys(), ...this.#commented])
    const diagnostics = [...files].flatMap((file) => this.#afterComments(file, byFile.get(file) ?? []))
    return { diagnostics: normalizeDiagnostics(diagnostics), unparsable: this.#store.unparsable() }
  }

  #findingsIn(file: string, module: GraphModule): readonly Diagnostic[] {
    const { summary, reaches } = module
    if (reaches.length === 0 || !this.#store.isOwn(file)) return []
    const known = this.#found.get(module)
    if (known !== undefined) return known
    const { settings, signInPath, signOutPath } = this.#options
    const source = this.#store.sourceOf(file) ?? ''
    const context = { module: summary, source, reaches, signInPath, signOutPath }
    const found = runModuleRules(context, settings, this.#app !== undefined)
    this.#found.set(module, found)
    return found
  }

  async #appFindings(): Promise<readonly Diagnostic[]> {
    if (this.#app === undefined) return []
    const { settings } = this.#options
    const reaches = [...this.#graph.modules()].flatMap(([file, module]) =>
      this.#store.isOwn(file) ? module.reaches.map((reach) => ({ file, reach })) : [],
    )
    const found = await this.#appLinter.lint(this.#app, reaches, settings)
    return found.flatMap(({ meta, finding }) => {
      const { file, ...rest } = finding
      return toDiagnostic(rest, file, meta, settings)
    })
  }

  #afterComments(file: string, found: readonly Diagnostic[]): readonly Diagnostic[] {
    const read = this.#store.read(file)
    if (read?.kind !== 'summarized') return found
    const { diagnostics, unused } = applyComments(found, this.#store.sourceOf(file) ?? '', read.comments)
    // Where modules are still to come, they may bring what a comment is there for.
    if (this.#app?.complete === false) return diagnostics
    const isAppKnown = this.#app !== undefined
    return [...diagnostics, ...unusedComments(file, unused, this.#options.settings, isAppKnown)]
  }
}
