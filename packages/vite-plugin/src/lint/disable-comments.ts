import type * as ESTree from 'oxc-parser'

import { positionAt } from '../diagnostics/position.ts'
import type { ParsedModule } from './parse.ts'
import type { Span } from './summary.ts'

/** A text that every module with such a comment holds. */
export const DIRECTIVE = 'authkit-disable-next-line'
const REASON_MARK = '--'

/** One `// authkit-disable-next-line AK001 -- reason`. */
export interface DisableComment extends Span {
  /** The line it speaks of, from 1. */
  line: number
  /** What it names: codes such as `AK001`. */
  codes: readonly string[]
  /** `undefined` when it gives none: then it switches nothing off. */
  reason: string | undefined
}

/** The comments of a module that switch rules off for the line after them. */
export function disableComments(module: ParsedModule): readonly DisableComment[] {
  return module.comments.flatMap((comment) => {
    const parsed = parseDirective(comment)
    if (parsed === undefined) return []
    const { start, end } = comment
    return [{ ...parsed, start, end, line: positionAt(module.source, comment.end).line + 1 }]
  })
}

function parseDirective(comment: ESTree.Comment): Pick<DisableComment, 'codes' | 'reason'> | undefined {
  const text = comment.value.trim()
  if (!text.startsWith(DIRECTIVE)) return undefined
  const rest = text.slice(DIRECTIVE.length)
  // `authkit-disable-next-lines` is something else.
  if (rest !== '' && rest.trimStart() === rest) return undefined
  const mark = rest.indexOf(REASON_MARK)
  const names = mark < 0 ? rest : rest.slice(0, mark)
  const reason = mark < 0 ? '' : rest.slice(mark + REASON_MARK.length).trim()
  return {
    codes: names.replaceAll(',', ' ').split(' ').filter(Boolean),
    reason: reason === '' ? undefined : reason,
  }
}
