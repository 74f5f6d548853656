import { setImmediate } from 'node:timers/promises'

import type { LintResult, ParseFunction, RuleSettings } from 'vite-plugin-authkit-start/lint'
import { Linter } from 'vite-plugin-authkit-start/lint'

import type { Timing } from '../timing.ts'
import { findModules } from './find-modules.ts'
import type { LintedApp } from './linted-app.ts'
import { readSource } from './read-source.ts'
import { createResolver, type ResolveModule } from './resolve-modules.ts'
import type { Selection } from './selection.ts'

/** What a run over the app's modules came to, and what it was made with. */
export interface LintedModules {
  linter: Linter
  /** Findings and files that did not parse, of the whole app. */
  result: LintResult
  /** Absolute paths of the modules that were read. */
  files: readonly string[]
  /** Absolute paths of modules outside, of the workspace's other packages, that imports led to. */
  others: ReadonlySet<string>
  parse: ParseFunction
  resolveModule: ResolveModule
}

export interface LintAppOptions {
  settings: RuleSettings
  parse: ParseFunction
  selection: Selection
  signal: AbortSignal
  timing: Timing
  /** Text of a module by its absolute path. Default: as it is on the disk. */
  read?: (file: string) => string | undefined
}

/** Lints every module of the app, and those that the arguments of the command name besides. */
export async function lintApp(app: LintedApp, options: LintAppOptions): Promise<LintedModules> {
  const { settings, parse, selection, signal, timing, read = readSource } = options
  const { root } = app
  const resolveModule = createResolver(root)
  const others = new Set<string>()
  const linter = new Linter({
    parse,
    settings,
    signInPath: app.signInPath,
    signOutPath: app.signOutPath,
    root,
    app: app.facts,
    resolve: (specifier, importer) => Promise.resolve(resolveModule(specifier, importer)),
    read: (file) => {
      others.add(file)
      return Promise.resolve(read(file))
    },
  })
  const modules = new Set([
    ...(await findModules(root, app.srcDirectory, [app.generatedRouteTree])),
    ...selection.modules,
  ])
  timing.mark('list')
  const files = [...modules].filter((file) => {
    const source = read(file)
    if (source !== undefined) linter.update(file, source)
    return source !== undefined
  })
  timing.mark('read')
  signal.throwIfAborted()
  const result = await linter.run()
  timing.mark('lint')
  await hearSignals(signal)
  return { linter, result, files, others, parse, resolveModule }
}

/**
 * Lets signals arrive, which wait while code runs that never does.
 *
 * @throws the signal's reason
 */
export async function hearSignals(signal: AbortSignal): Promise<void> {
  await setImmediate()
  signal.throwIfAborted()
}
