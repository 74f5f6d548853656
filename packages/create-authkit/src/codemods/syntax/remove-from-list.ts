import { type Node, type SourceFile, ts } from 'ts-morph'
import type { Splice } from './splice.ts'
import { UnsupportedShape } from './unsupported-shape.ts'

/**
 * Splices that take items out of a list (array elements, object properties) together with the commas and white space
 * that were theirs. A comment between them has nobody it would surely belong to: `unsupported`.
 *
 * @param items every item of the list, in order
 */
export function removeFromList(
  file: SourceFile,
  items: readonly Node[],
  removed: ReadonlySet<Node>,
): Splice[] {
  const text = file.getFullText()
  const lastKept = items.findLastIndex((item) => !removed.has(item))
  return items.flatMap((item, index): Splice[] => {
    if (!removed.has(item)) return []
    const [at, end] =
      index < lastKept
        ? [item.getStart(), items[index + 1]?.getStart() ?? item.getEnd()]
        : [items[index - 1]?.getEnd() ?? item.getStart(), item.getEnd()]
    const outside = index < lastKept ? text.slice(item.getEnd(), end) : text.slice(at, item.getStart())
    if (hasComment(outside)) throw new UnsupportedShape('a comment is beside what would go', item)
    return [{ at, remove: end - at, insert: '' }]
  })
}

function hasComment(text: string): boolean {
  const start = text.replace(',', ' ')
  return (
    (ts.getLeadingCommentRanges(start, 0)?.length ?? 0) > 0 ||
    (ts.getTrailingCommentRanges(start, 0)?.length ?? 0) > 0
  )
}
