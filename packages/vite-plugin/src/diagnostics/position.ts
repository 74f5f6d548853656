/** A place in a text as people count it. */
export interface Position {
  /** Line, from 1. */
  line: number
  /** UTF-16 column, from 1, as editors show it. */
  column: number
}

/** One line of a text, without its line ending. */
export interface SourceLine {
  text: string
  /** Offset of its first character in the whole text. */
  start: number
}

/** Splits a text at LF, CRLF and CR. */
export function splitLines(source: string): SourceLine[] {
  const lines: SourceLine[] = []
  let start = 0
  for (const ending of source.matchAll(/\r\n|\n|\r/gu)) {
    lines.push({ text: source.slice(start, ending.index), start })
    start = ending.index + ending[0].length
  }
  lines.push({ text: source.slice(start), start })
  return lines
}

/** Line and column of an offset; offsets beyond the text count as its end. */
export function positionAt(source: string, offset: number): Position {
  return positionIn(splitLines(source), offset)
}

/** {@link positionAt} for a text that is already split. */
export function positionIn(lines: readonly SourceLine[], offset: number): Position {
  const index = Math.max(
    0,
    lines.findLastIndex((line) => line.start <= offset),
  )
  const line = lines[index] ?? { text: '', start: 0 }
  const column = Math.min(Math.max(0, offset - line.start), line.text.length)
  return { line: index + 1, column: column + 1 }
}
