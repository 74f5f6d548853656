import type { LintResult, ParseFunction, RuleSettings } from 'vite-plugin-authkit-start/lint'
import { Linter } from 'vite-plugin-authkit-start/lint'

import type { Timing } from '../timing.ts'
import { findModules } from './find-modules.ts'
import type { LintedApp } from './linted-app.ts'
import { readModules, readSource } from './read-modules.ts'
import { createResolver } from './resolve-modules.ts'
import type { Selection } from './selection.ts'

/** What a run over the app's modules came to. */
export interface LintedModules {
  linter: Linter
  /** Findings and files that did not parse, of the whole app. */
  result: LintResult
  /** How many modules were read. */
  count: number
}

export interface LintAppOptions {
  settings: RuleSettings
  parse: ParseFunction
  selection: Selection
  signal: AbortSignal
  timing: Timing
}

/** Lints every module of the app, and those that the arguments of the command name besides. */
export async function lintApp(app: LintedApp, options: LintAppOptions): Promise<LintedModules> {
  const { settings, parse, selection, signal, timing } = options
  const { root } = app
  const resolveModule = createResolver(root)
  const linter = new Linter({
    parse,
    settings,
    signInPath: app.signInPath,
    root,
    resolve: (specifier, importer) => Promise.resolve(resolveModule(specifier, importer)),
    read: readSource,
  })
  const modules = new Set([
    ...(await findModules(root, app.srcDirectory, [app.generatedRouteTree])),
    ...selection.modules,
  ])
  timing.mark('list')
  await readModules([...modules], (file, source) => linter.update(file, source))
  timing.mark('read')
  signal.throwIfAborted()
  const result = await linter.run()
  timing.mark('lint')
  signal.throwIfAborted()
  return { linter, result, count: modules.size }
}
