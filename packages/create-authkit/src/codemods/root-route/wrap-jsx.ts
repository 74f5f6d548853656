import type { SourceFile } from 'ts-morph'
import { indentationAt, type Layout } from '../syntax/layout.ts'
import type { Splice } from '../syntax/splice.ts'
import type { Slot } from './slot.ts'

/** Puts a component around JSX: the tags beside what stands on one line; else on lines of their own, so that no other line changes. */
export function wrapJsx(
  file: SourceFile,
  { first, last }: Pick<Slot, 'first' | 'last'>,
  provider: string,
  layout: Layout,
): Splice[] {
  const text = file.getFullText()
  const isInline = !text.slice(first.getStart(), last.getEnd()).includes('\n')
  const gap = isInline ? '' : `${layout.eol}${indentationAt(text, first.getStart())}`
  return [
    { at: first.getStart(), insert: `<${provider}>${gap}` },
    { at: last.getEnd(), insert: `${gap}</${provider}>` },
  ]
}
