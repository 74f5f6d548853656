import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { CommentedFindings } from './apply-comments.ts'
import { severityOf, type RuleSettings } from './rule-settings.ts'
import { appRules, moduleRules, ruleMetas } from './rules/index.ts'
import { unusedDisableComment } from './rules/unused-disable-comment.ts'
import { toDiagnostic } from './run-rules.ts'

const moduleCodes = new Set<string>(moduleRules.map(({ meta }) => meta.code))
const appCodes = new Set<string>(appRules.map(({ meta }) => meta.code))

/**
 * Findings about comments that switch nothing off. Of codes that were not looked for nothing is said: rules that are
 * off, those about the app when nothing is known of it, and those of the guard, which looks at what is bundled.
 */
export function unusedComments(
  file: string,
  unused: CommentedFindings['unused'],
  settings: RuleSettings,
  isAppKnown: boolean,
): readonly Diagnostic[] {
  return unused.flatMap(({ comment, codes }) => {
    const idle = codes.filter((code) => wasLookedFor(code, settings, isAppKnown))
    const [first] = idle
    if (first === undefined) return []
    const { start, end } = comment
    const isAll = idle.length === comment.codes.length
    const finding = {
      message: `The next line gives no ${idle.join(', ')} to disable.`,
      help: isAll ? 'Remove the comment.' : `Take ${idle.join(', ')} out of the comment.`,
      start,
      end,
    }
    return toDiagnostic(finding, file, unusedDisableComment.meta, settings)
  })
}

function wasLookedFor(code: string, settings: RuleSettings, isAppKnown: boolean): boolean {
  const meta = ruleMetas.find((known) => known.code === code)
  // A code that no rule has is a slip of the pen.
  if (meta === undefined) return true
  if (severityOf(meta, settings) === 'off') return false
  return moduleCodes.has(code) || (isAppKnown && appCodes.has(code))
}
