import { MagicString } from 'magic-string'

/** Replaces `remove` characters (default none) at `at` by `insert`. */
export interface Splice {
  at: number
  insert: string
  remove?: number
}

/**
 * Applies splices to text. Several at one place keep their order; the text between them stays byte for byte.
 *
 * @throws Error when two of them overlap
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const edited = new MagicString(text)
  for (const { at, insert, remove = 0 } of splices) {
    if (remove === 0) edited.appendLeft(at, insert)
    else if (insert === '') edited.remove(at, at + remove)
    else edited.update(at, at + remove, insert)
  }
  return edited.toString()
}
