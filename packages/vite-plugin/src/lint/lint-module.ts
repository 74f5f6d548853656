import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { normalizeDiagnostics } from '../diagnostics/normalize-diagnostics.ts'
import { applyComments } from './apply-comments.ts'
import { disableComments } from './disable-comments.ts'
import { InterestingNames } from './graph/interesting-names.ts'
import { findWays } from './graph/module-ways.ts'
import { parseModule, type ParseFunction } from './parse.ts'
import type { RuleSettings } from './rule-settings.ts'
import { runModuleRules } from './run-rules.ts'
import { SOURCE_NAMES } from './source-of.ts'
import { summarize } from './summarize/summarize.ts'

/** One module to lint, and with what. */
export interface LintInput {
  /** Absolute path. */
  file: string
  /** The user's original source. */
  source: string
  parse: ParseFunction
  settings: RuleSettings
  /** Path of the route that starts a sign-in, for the replacements. */
  signInPath: string
  /** Path of the route that ends the session, for the replacements; `/api/auth/sign-out` where it is left out. */
  signOutPath?: string | undefined
}

const names = new InterestingNames(SOURCE_NAMES)

/** Whether a module may hold a finding of its own, by a quick look at its text: no false answer of `false`. */
export function mayHaveFindings(source: string): boolean {
  return names.areIn(source)
}

/**
 * Runs every rule that looks at one module at a time on a module alone: what it imports from other modules of the app
 * is not known, and nothing is said about it. Sorted, without repetitions; empty for syntax errors.
 */
export function lintModule(input: LintInput): Diagnostic[] {
  const { file, source, settings, signInPath, signOutPath } = input
  if (!mayHaveFindings(source)) return []
  const parsed = parseModule(input.parse, file, source)
  if (parsed === undefined) return []
  const module = summarize(parsed)
  const reaches = findWays(module, (value) => [value]).reaches()
  const diagnostics = runModuleRules({ module, source, reaches, signInPath, signOutPath }, settings)
  if (diagnostics.length === 0) return []
  return normalizeDiagnostics(applyComments(diagnostics, source, disableComments(parsed)).diagnostics)
}
