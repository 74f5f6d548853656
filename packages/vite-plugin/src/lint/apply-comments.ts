import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { positionIn, splitLines } from '../diagnostics/position.ts'
import type { DisableComment } from './disable-comments.ts'

/** What is left of a module's findings, and which comments had nothing to switch off. */
export interface CommentedFindings {
  diagnostics: readonly Diagnostic[]
  /** Comments of which a code met no finding, and the codes that did not. */
  unused: readonly { comment: DisableComment; codes: readonly string[] }[]
}

/** Drops what a comment with a reason switches off; a comment without one is pointed out. */
export function applyComments(
  diagnostics: readonly Diagnostic[],
  source: string,
  comments: readonly DisableComment[],
): CommentedFindings {
  if (comments.length === 0) return { diagnostics, unused: [] }
  const lines = splitLines(source)
  const met = new Map<DisableComment, Set<string>>()
  const left = diagnostics.flatMap((diagnostic): Diagnostic[] => {
    const { line } = positionIn(lines, diagnostic.start)
    const found = comments.filter(
      (comment) => comment.line === line && comment.codes.includes(diagnostic.code),
    )
    for (const comment of found) {
      const codes = met.get(comment) ?? new Set()
      met.set(comment, codes.add(diagnostic.code))
    }
    if (found.some((comment) => comment.reason !== undefined)) return []
    return [found.length === 0 ? diagnostic : withHint(diagnostic)]
  })
  const unused = comments.flatMap((comment) => {
    const codes = comment.codes.filter((code) => met.get(comment)?.has(code) !== true)
    return codes.length > 0 ? [{ comment, codes }] : []
  })
  return { diagnostics: left, unused }
}

function withHint(diagnostic: Diagnostic): Diagnostic {
  const hint = `The comment above it has no reason and counts for nothing; with one it would be:\n// authkit-disable-next-line ${diagnostic.code} -- why this is right here`
  return { ...diagnostic, help: `${diagnostic.help}\n${hint}` }
}
