import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { docsUrl } from '../diagnostics/docs-url.ts'
import { normalizeDiagnostics } from '../diagnostics/normalize-diagnostics.ts'
import { positionIn, splitLines } from '../diagnostics/position.ts'
import { AUTH_URL_NAMES, authUrlSource } from './auth-url-sources.ts'
import { disableComments, type DisableComment } from './disable-comments.ts'
import { parseModule, type ParseFunction } from './parse.ts'
import { propagate } from './propagate.ts'
import { severityOf, type RuleSettings } from './rule-settings.ts'
import { moduleRules } from './rules/index.ts'
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
}

/** Whether a module may hold a finding, by a quick look at its text: no false answer of `false`. */
export function mayHaveFindings(source: string): boolean {
  return AUTH_URL_NAMES.some((name) => source.includes(name))
}

/** Runs every rule that looks at one module at a time. Sorted, without repetitions; empty for syntax errors. */
export function lintModule(input: LintInput): Diagnostic[] {
  const { file, source, settings, signInPath } = input
  if (!mayHaveFindings(source)) return []
  const parsed = parseModule(input.parse, file, source)
  if (parsed === undefined) return []
  const module = summarize(parsed)
  const context = { module, source, reaches: propagate(module, authUrlSource), signInPath }

  const diagnostics = moduleRules.flatMap(({ meta, check }): Diagnostic[] => {
    const severity = severityOf(meta, settings)
    if (severity === 'off') return []
    const { code, name: rule } = meta
    return check(context).map((finding) => ({ ...finding, code, rule, severity, file, docs: docsUrl(code) }))
  })
  return diagnostics.length === 0
    ? []
    : normalizeDiagnostics(applyComments(diagnostics, source, disableComments(parsed)))
}

/** Drops what a comment with a reason switches off; a comment without one is pointed out. */
function applyComments(
  diagnostics: readonly Diagnostic[],
  source: string,
  comments: readonly DisableComment[],
): Diagnostic[] {
  const lines = splitLines(source)
  return diagnostics.flatMap((diagnostic) => {
    const { line } = positionIn(lines, diagnostic.start)
    const comment = comments.find(
      (candidate) => candidate.line === line && candidate.codes.includes(diagnostic.code),
    )
    if (comment === undefined) return [diagnostic]
    if (comment.reason !== undefined) return []
    const hint = `The comment above it has no reason and counts for nothing; with one it would be:\n// authkit-disable-next-line ${diagnostic.code} -- why this is right here`
    return [{ ...diagnostic, help: `${diagnostic.help}\n${hint}` }]
  })
}
