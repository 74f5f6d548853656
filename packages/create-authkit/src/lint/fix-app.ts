import { posix, relative, sep } from 'node:path'

import type { Diagnostic, FixApp, FixedApp, LeftFinding } from 'vite-plugin-authkit-start/lint'
import { fixAll } from 'vite-plugin-authkit-start/lint'

import type { Plan, PlannedFile } from '../plan/plan.ts'
import type { LintedModules } from './lint-app.ts'
import type { LintedApp } from './linted-app.ts'
import { fixStartFile } from './fix-start-file.ts'

/** What `--fix` can do: a plan for the transaction, and the findings after it. */
export interface FixPlan {
  plan: Plan
  fixed: FixedApp
}

/**
 * Plans every change that can be proven right; nothing is written. The linter is that of the fixed app afterwards.
 *
 * @param includes whether findings in a file are asked for
 */
export async function planFixes(
  app: LintedApp,
  modules: LintedModules,
  includes: (file: string) => boolean,
): Promise<FixPlan> {
  const fixApp = fixAppOf(app, modules)
  const originals = new Map(fixApp.sources)
  const fixed = await fixAll({
    linter: modules.linter,
    result: modules.result,
    root: app.root,
    app: fixApp,
    wants: ({ file }) => includes(file),
    otherFix: (diagnostic) => fixStartFile(diagnostic, fixApp.sources.get(diagnostic.file), app),
  })
  return { plan: toPlan(app.root, originals, fixed), fixed }
}

/** The app as fixes see it, with the texts that the linter has. */
export function fixAppOf(
  app: LintedApp,
  { linter, files, others, parse, resolveModule }: LintedModules,
): FixApp & { sources: Map<string, string> } {
  const textsOf = (paths: Iterable<string>): Map<string, string> =>
    new Map([...paths].map((file) => [file, linter.sourceOf(file) ?? '']))
  const sources = textsOf(files)
  return {
    parse,
    sources,
    others: textsOf(others),
    signInPath: app.signInPath,
    signOutPath: app.signOutPath,
    basePath: app.basePath === '/' ? '' : app.basePath,
    resolve: (specifier, importer) => {
      const file = resolveModule(specifier, importer)
      return file !== undefined && sources.has(file) ? file : undefined
    },
  }
}

function toPlan(root: string, originals: ReadonlyMap<string, string>, { texts, applied }: FixedApp): Plan {
  const files = [...texts].map(([file, after]): PlannedFile => {
    const titles = applied.filter(({ files: changed }) => changed.includes(file)).map(({ title }) => title)
    return {
      kind: 'modify',
      path: relative(root, file).split(sep).join(posix.sep),
      before: originals.get(file) ?? '',
      after,
      why: [...new Set(titles)].join(', '),
      step: 'lint',
    }
  })
  return { root, files, manual: [], skipped: [], notes: [], needsInstall: false }
}

/** Says in the help of each finding that is left why it is. */
export function withReasons(
  diagnostics: readonly Diagnostic[],
  left: readonly LeftFinding[],
): readonly Diagnostic[] {
  const reasons = new Map<string, string[]>()
  for (const { diagnostic, reason } of left) {
    const known = reasons.get(identity(diagnostic))
    if (known === undefined) reasons.set(identity(diagnostic), [reason])
    else known.push(reason)
  }
  return diagnostics.map((diagnostic) => {
    const reason = reasons.get(identity(diagnostic))?.shift()
    return reason === undefined
      ? diagnostic
      : { ...diagnostic, help: `${diagnostic.help}\nNot fixed: ${reason}` }
  })
}

/** Fixes move findings, so they are told apart by what they say. */
function identity({ code, file, message }: Diagnostic): string {
  return [code, file, message].join('\0')
}
