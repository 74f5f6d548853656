/** Replaces `remove` characters (default none) at `at` by `insert`. */
export interface Splice {
  at: number
  insert: string
  remove?: number
}

/** Applies splices to text. Several at one place keep their order; the text between them stays byte for byte. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = ''
  let done = 0
  for (const { at, insert, remove = 0 } of splices.toSorted((a, b) => a.at - b.at)) {
    if (at < done) throw new RangeError(`Two edits overlap at ${at}`)
    result += text.slice(done, at) + insert
    done = at + remove
  }
  return result + text.slice(done)
}
