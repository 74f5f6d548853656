import type { CodemodResult } from '../codemods/codemod-result.ts'
import { DEFAULT_LAYOUT } from '../codemods/syntax/layout.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import type { Change } from '../plan/change.ts'
import type { SourceStyle } from '../project/project.ts'

/** What a step says about the file it edits. */
export interface EditDescription {
  path: string
  /** The file as it is. */
  before: string
  /** Why it is changed, as a sentence without a full stop. */
  why: string
  /** What the user pastes when the shape is not supported, and the codemod has nothing that fits it better. */
  snippet: string
  /** The layout for a snippet of the codemod's. */
  style?: SourceStyle
}

/** What stands in a text for bytes that are no UTF-8. */
const UNDECODABLE = '\uFFFD'

/** Turns a codemod's answer into a planned change. */
export function fromCodemod(
  result: CodemodResult,
  { path, before, why, snippet, style }: EditDescription,
): Change {
  if (result.status === 'changed' && before.includes(UNDECODABLE)) {
    return { kind: 'manual', path, why: `${path} is not written in UTF-8, so it would lose bytes`, snippet }
  }
  switch (result.status) {
    case 'changed':
      return {
        kind: 'modify',
        path,
        before,
        after: result.text,
        why,
        ...(result.note !== undefined && { note: result.note }),
      }
    case 'unchanged':
      return { kind: 'skip', path, why: 'is already as it should be' }
    case 'unsupported':
      return {
        kind: 'manual',
        path,
        why: `${path}${placeOf(before, result.at)}: ${result.reason}`,
        snippet:
          result.snippet === undefined ? snippet : restyle(path, result.snippet, style ?? DEFAULT_LAYOUT),
      }
    default:
      return result satisfies never
  }
}

/** `:3:5`, both counted from 1. */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}
