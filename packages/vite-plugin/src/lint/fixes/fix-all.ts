import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Linter, LintResult } from '../linter.ts'
import { parseModule } from '../parse.ts'
import { applyEdits } from './apply-edits.ts'
import { findFix } from './find-fix.ts'
import type { FixApp, FixResult } from './fix.ts'

/** A fix that was made. */
export interface AppliedFix {
  diagnostic: Diagnostic
  title: string
  /** Absolute paths of the files it changed. */
  files: readonly string[]
}

/** A finding that is left, and why. */
export interface LeftFinding {
  /** As it was when it was looked at: fixes after it may have moved it. */
  diagnostic: Diagnostic
  reason: string
}

/** What {@link fixAll} came to. */
export interface FixedApp {
  /** New texts by absolute path; files that did not change are not in it. */
  texts: ReadonlyMap<string, string>
  applied: readonly AppliedFix[]
  left: readonly LeftFinding[]
  /** The findings after all fixes. */
  result: LintResult
}

/** What {@link fixAll} works with. */
export interface FixAllOptions {
  /** Has every module of `app`, and its result for them. */
  linter: Linter
  result: LintResult
  app: Omit<FixApp, 'sources'> & { sources: Map<string, string> }
  /** Absolute path of the app, for sentences. */
  root: string
  /** Whether a finding is to be fixed. @defaultValue all */
  wants?: (diagnostic: Diagnostic) => boolean
  /** Fixes of the caller's own, asked where there is none here. */
  otherFix?: (diagnostic: Diagnostic) => FixResult | undefined
}

/**
 * Makes every fix that holds, one after the other: each is kept only when the changed files parse, the finding is gone,
 * and no other has come. The linter and `app.sources` are those of the fixed app afterwards; nothing is written.
 */
export async function fixAll(options: FixAllOptions): Promise<FixedApp> {
  const { app, wants = () => true } = options
  const originals = new Map<string, string>()
  const applied: AppliedFix[] = []
  const left: LeftFinding[] = []
  let { result } = options
  // Findings are sorted by their place: when one goes, the next takes its index.
  for (let index = 0; index < result.diagnostics.length;) {
    const diagnostic = result.diagnostics[index]
    if (diagnostic === undefined) break
    const outcome = wants(diagnostic) ? await attempt(diagnostic, result, options) : undefined
    if (outcome === undefined || 'reason' in outcome) {
      if (outcome !== undefined) left.push({ diagnostic, reason: outcome.reason })
      index++
      continue
    }
    for (const [file, text] of outcome.before) if (!originals.has(file)) originals.set(file, text)
    applied.push({ diagnostic, title: outcome.title, files: [...outcome.before.keys()] })
    result = outcome.result
  }
  const changed = [...originals].filter(([file, original]) => app.sources.get(file) !== original)
  const texts = new Map(changed.map(([file]) => [file, app.sources.get(file) ?? '']))
  return { texts, applied, left, result }
}

interface Success {
  title: string
  before: ReadonlyMap<string, string>
  result: LintResult
}

async function attempt(
  diagnostic: Diagnostic,
  before: LintResult,
  options: FixAllOptions,
): Promise<Success | { reason: string }> {
  const { app, linter, root, otherFix } = options
  const found = otherFix?.(diagnostic) ?? findFix(diagnostic, app, root)
  if ('reason' in found) return found
  const texts = applyEdits(found.fix.edits, (file) => app.sources.get(file))
  if ([...texts].some(([file, text]) => parseModule(app.parse, file, text) === undefined)) {
    return { reason: 'The change could not be proven: its result does not parse.' }
  }
  const originals = new Map([...texts.keys()].map((file) => [file, app.sources.get(file) ?? '']))
  put(texts, options)
  const result = await linter.run()
  if (isBetter(diagnostic, before, result)) return { title: found.fix.title, before: originals, result }
  put(originals, options)
  await linter.run()
  return { reason: 'The change could not be proven: its result has another finding.' }
}

function put(texts: ReadonlyMap<string, string>, { app, linter }: FixAllOptions): void {
  for (const [file, text] of texts) {
    app.sources.set(file, text)
    linter.update(file, text)
  }
}

/** Whether the finding is gone and none has come. Places move, so findings are compared by what they say. */
function isBetter(gone: Diagnostic, before: LintResult, after: LintResult): boolean {
  const counts = (result: LintResult): Map<string, number> => {
    const byText = new Map<string, number>()
    for (const key of result.diagnostics.map(identity)) byText.set(key, (byText.get(key) ?? 0) + 1)
    return byText
  }
  const [old, now] = [counts(before), counts(after)]
  const isGone = (now.get(identity(gone)) ?? 0) < (old.get(identity(gone)) ?? 0)
  const hasNew = [...now].some(([key, count]) => count > (old.get(key) ?? 0))
  return isGone && !hasNew && after.unparsable.length <= before.unparsable.length
}

function identity({ code, file, message }: Diagnostic): string {
  return [code, file, message].join('\0')
}
