import { readFile } from 'node:fs/promises'

import type { PluginContext } from '../../context.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { normalizeDiagnostics } from '../../diagnostics/normalize-diagnostics.ts'
import type { AppOptions } from '../../lint/app/app-options.ts'
import { Linter, type LintResult } from '../../lint/linter.ts'
import { callbackRoute } from '../../lint/rules/callback-route.ts'
import { signInRoute } from '../../lint/rules/sign-in-route.ts'
import type { RuleSettings } from '../../lint/rule-settings.ts'
import { loadParser } from '../load-parser.ts'
import { readAppOptions } from './read-app-options.ts'

/** Absolute path of the app's own module that a specifier means. */
export type AppResolver = (specifier: string, importer: string) => Promise<string | undefined>

/** Rules about what is missing: they are silent as long as not every module is known. */
const NEED_ALL_MODULES: ReadonlySet<string> = new Set([callbackRoute.meta.code, signInRoute.meta.code])

/** The linter of one app, made when the first module comes; without a parser there is none, and that is said once. */
export class ViteLinter {
  /** How the environment at work resolves; each knows the app's aliases and plugins. */
  resolve: AppResolver = async () => undefined
  readonly #ctx: PluginContext
  readonly #settings: RuleSettings
  #linter: Promise<Linter | undefined> | undefined
  #app: Omit<AppOptions, 'complete'> | undefined
  #published: readonly Diagnostic[] = []

  constructor(ctx: PluginContext, settings: RuleSettings) {
    this.#ctx = ctx
    this.#settings = settings
  }

  /** @param isRolldown whether the Vite that runs is built on Rolldown */
  load(isRolldown: boolean): Promise<Linter | undefined> {
    this.#linter ??= this.#create(isRolldown)
    return this.#linter
  }

  /**
   * Lints what was handed in and publishes what is known then.
   *
   * @param isComplete whether that is the whole app: only then can a rule say that something is missing
   */
  async run(linter: Linter, isComplete: boolean): Promise<void> {
    this.#app ??= readAppOptions(this.#ctx)
    linter.setApp({ ...this.#app, complete: isComplete })
    const result = await linter.run()
    const kept = [...this.#undecided(result), ...(isComplete ? [] : this.#perhapsStillMissing(linter))]
    this.#published = normalizeDiagnostics([...result.diagnostics, ...kept])
    this.#ctx.findings.publish('lint', {
      diagnostics: this.#published,
      sourceOf: (file) => linter.sourceOf(file),
    })
  }

  /** A file with a syntax error, saved half-written, says nothing about what was found by way of it before. */
  #undecided({ diagnostics, unparsable }: LintResult): readonly Diagnostic[] {
    if (unparsable.length === 0) return []
    const broken = new Set(unparsable.map(({ file }) => file))
    const isStillFound = (known: Diagnostic): boolean =>
      diagnostics.some(
        ({ code, file, message }) => code === known.code && file === known.file && message === known.message,
      )
    return this.#published.filter(
      (known) => [known, ...(known.trace ?? [])].some(({ file }) => broken.has(file)) && !isStillFound(known),
    )
  }

  /** While a dev server loads modules anew, what was missing may still be. */
  #perhapsStillMissing(linter: Linter): readonly Diagnostic[] {
    return this.#published.filter(
      ({ code, file }) => NEED_ALL_MODULES.has(code) && linter.sourceOf(file) !== undefined,
    )
  }

  async #create(isRolldown: boolean): Promise<Linter | undefined> {
    const { config, options } = this.#ctx
    try {
      const parse = await loadParser(isRolldown)
      return new Linter({
        parse,
        settings: this.#settings,
        signInPath: options.signInPath,
        root: config.root,
        resolve: (specifier, importer) => this.resolve(specifier, importer),
        read: (file) => readFile(file, 'utf8').catch(() => undefined),
      })
    } catch (error) {
      config.logger.warn(`[authkit] ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
}
