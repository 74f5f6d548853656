import type { TextEdit } from './fix.ts'
import type { FixModule } from './fix-module.ts'

interface Span {
  start: number
  end: number
}

/**
 * Takes out a statement, with its line when nothing else is on it but a comment at the end, which is about it: no file is
 * to begin with an empty line for it.
 */
export function removeStatement({ file, source }: FixModule, { start, end }: Span): TextEdit {
  const lineStart = startOfLine(source, start)
  const lineEnd = endOfLine(source, end)
  const after = source.slice(end, lineEnd).trim()
  if (source.slice(lineStart, start).trim() !== '' || !(after === '' || after.startsWith('//'))) {
    return { file, start, end, text: '' }
  }
  // A byte order mark stays, though it counts as white space.
  const first = source.charCodeAt(lineStart) === 0xfe_ff ? lineStart + 1 : lineStart
  const next = afterLineEnd(source, lineEnd)
  const isFirst = source.slice(0, first).trim() === ''
  const isBeforeEmptyLine = next < source.length && isLineEnd(source.charCodeAt(next))
  return {
    file,
    start: first,
    end: isFirst && isBeforeEmptyLine ? afterLineEnd(source, next) : next,
    text: '',
  }
}

/**
 * Takes one of several items out of a list that commas part, with its comma; `undefined` when a comment would go with
 * it.
 */
export function removeFromList(
  { file, source }: FixModule,
  items: readonly Span[],
  item: Span,
): TextEdit | undefined {
  const index = items.indexOf(item)
  const next = items[index + 1]
  const previous = items[index - 1]
  // Up to the next one, so that this keeps the place; of the last one the comma before it, since one behind it is a habit.
  const start = next === undefined && previous !== undefined ? previous.end : item.start
  const end = next === undefined ? item.end : next.start
  const gap = `${source.slice(start, item.start)}${source.slice(item.end, end)}`
  return gap.replace(',', '').trim() === '' ? { file, start, end, text: '' } : undefined
}

/** Takes the only item out of what holds it between two brackets; `undefined` when a comment would go with it. */
export function removeOnlyItem({ file, source }: FixModule, holder: Span, item: Span): TextEdit | undefined {
  const [start, end] = [holder.start + 1, holder.end - 1]
  const around = `${source.slice(start, item.start)}${source.slice(item.end, end)}`
  return around.replace(',', '').trim() === '' ? { file, start, end, text: '' } : undefined
}

function startOfLine(source: string, offset: number): number {
  let at = offset
  while (at > 0 && !isLineEnd(source.charCodeAt(at - 1))) at--
  return at
}

function endOfLine(source: string, offset: number): number {
  let at = offset
  while (at < source.length && !isLineEnd(source.charCodeAt(at))) at++
  return at
}

function afterLineEnd(source: string, offset: number): number {
  return offset + (source.startsWith('\r\n', offset) ? 2 : Math.min(1, source.length - offset))
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d
}
