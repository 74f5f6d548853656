import type * as ESTree from 'oxc-parser'

import { positionAt } from '../diagnostics/position.ts'
import type { ParsedModule } from './parse.ts'

const DIRECTIVE = 'authkit-disable-next-line'
const REASON_MARK = '--'

/** One `// authkit-disable-next-line AK001 -- reason`. */
export interface DisableComment {
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
    return [{ ...parsed, line: positionAt(module.source, comment.end).line + 1 }]
  })
}

function parseDirective(comment: ESTree.Comment): Omit<DisableComment, 'line'> | undefined {
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
