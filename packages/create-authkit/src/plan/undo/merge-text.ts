import { diff3Merge } from 'node-diff3'

import { linesOf } from './lines-of.ts'

/** What came of a merge; `line` is the first of the user's lines, counted from 1, that can't be merged. */
export type Merged = { status: 'merged'; text: string } | { status: 'conflict'; line: number }

/** What an edit made of a text, and what it looked like before: the edit that is to be taken back. */
export interface Edit {
  before: string
  after: string
}

/**
 * Takes an edit back in a text that was edited since: a three-way merge by lines, in which what we wrote is the common
 * ancestor. Edits that touch or overlap ours are a conflict, as they are to git.
 */
export function takeBack(current: string, { before, after }: Edit): Merged {
  const lines: string[] = []
  for (const { ok, conflict } of diff3Merge(linesOf(current), linesOf(after), linesOf(before))) {
    if (conflict !== undefined) return { status: 'conflict', line: conflict.aIndex + 1 }
    lines.push(...(ok ?? []))
  }
  return { status: 'merged', text: lines.join('') }
}
