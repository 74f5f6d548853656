import { realpath } from 'node:fs/promises'
import { join } from 'node:path'

import { CliError } from '../cli-error.ts'
import { planFixes } from '../lint/fix-app.ts'
import { lintApp } from '../lint/lint-app.ts'
import type { LintedApp } from '../lint/linted-app.ts'
import { loadParser } from '../lint/load-parser.ts'
import { readSource } from '../lint/read-source.ts'
import { count } from '../plan/render-summary.ts'
import { isVite7 } from '../project/check-app.ts'
import type { Project } from '../project/project.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'
import type { Timing } from '../timing.ts'
import type { Draft } from './draft.ts'

/** Name of this part, for the files it changes. */
const STEP = 'lint'

/**
 * Puts old patterns right with the fixes of `lint --fix`: sign-in URLs that a loader makes, sign-outs in loaders, tokens
 * in loader data. They see the app as the draft has it.
 *
 * @returns sentences about what is left
 */
export async function fixPatterns(
  draft: Draft,
  paths: AuthPaths,
  { signal, timing }: { signal: AbortSignal; timing: Timing },
): Promise<string[]> {
  const { project } = draft
  const app = await lintedApp(project, paths)
  const drafted = draft.files().filter(({ after }) => after !== null)
  const parse = await parserOf(app)
  if (parse === null) {
    return [
      'Old patterns in loaders were not looked for, because no parser is installed: run `create-authkit-start lint --fix` after the install.',
    ]
  }
  const texts = new Map(drafted.map(({ path, after }) => [join(app.root, path), after ?? '']))
  const inSource = [...texts.keys()].filter(
    (file) =>
      file.startsWith(join(app.root, app.srcDirectory)) &&
      /\.[cm]?[jt]sx?$/.test(file) &&
      !/\.d\.[cm]?ts$/.test(file),
  )
  const modules = await lintApp(app, {
    settings: {},
    parse,
    selection: { modules: inSource, includes: () => true },
    signal,
    timing,
    read: (file) => texts.get(file) ?? readSource(file),
  })
  const { plan, fixed } = await planFixes(app, modules, () => true)
  for (const { path, before, after, why } of plan.files) {
    if (before !== null && after !== null) draft.apply({ kind: 'modify', path, before, after, why }, STEP)
  }
  timing.mark('fixes')
  const errors = fixed.result.diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return []
  const places = [...new Set(errors.map(({ file, code }) => `${file.slice(app.root.length + 1)} (${code})`))]
  return [
    `${count(errors.length, 'finding')} of the build-time checks ${errors.length === 1 ? 'is' : 'are'} left, and a build fails at an error: ${places.join(', ')}. \`create-authkit-start lint\` says what to do.`,
  ]
}

async function parserOf(app: LintedApp): Promise<Awaited<ReturnType<typeof loadParser>> | null> {
  try {
    return await loadParser(app)
  } catch (error) {
    if (error instanceof CliError && error.code === 'ERR_NO_PARSER') return null
    throw error
  }
}

async function lintedApp(project: Project, paths: AuthPaths): Promise<LintedApp> {
  // As the resolver sees it, also when the way here leads through a link.
  const root = await realpath(project.root)
  const { versions, startEntry, basePath } = project
  return {
    root,
    srcDirectory: project.srcDirectory,
    generatedRouteTree: project.generatedRouteTree,
    signInPath: paths.signIn,
    signOutPath: paths.signOut,
    facts: {
      complete: true,
      startEntry: project.read(startEntry.path) === null ? null : join(root, startEntry.path),
      signInPath: paths.signIn,
      callbackPath: paths.callback,
      redirectUri: null,
      basePath,
      ...(versions.reactStart === null ? {} : { startVersion: versions.reactStart }),
    },
    basePath,
    rules: {},
    packageManager: project.packageManager.name,
    isVite7: isVite7({ declared: project.declared('vite'), installed: versions.vite }),
    notes: [],
  }
}
