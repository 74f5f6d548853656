import stringWidth from 'fast-string-width'

import { paintNothing, type Paint } from './paint.ts'
import { positionIn, splitLines, type SourceLine } from './position.ts'

/** Lines shown before and after the range. */
export const FRAME_CONTEXT_LINES = 2
/** Lines of a long range that are shown; the middle is left out. */
export const FRAME_MAX_RANGE_LINES = 6
/** Terminal columns of source text that are shown; longer lines are cut around the range. */
export const FRAME_MAX_COLUMNS = 120
/** Terminal columns kept before the range when a line is cut there. */
export const FRAME_LEAD_COLUMNS = 30

const TAB = '  '
const ELLIPSIS = '…'

interface Range {
  /** UTF-16 offset of the first character. */
  start: number
  /** UTF-16 offset after the last character; an empty range gets one caret. */
  end: number
}

/**
 * Draws the lines around a range, numbered, with carets under it.
 *
 * ```text
 *   11 |   loader: async () => ({
 * > 12 |     url: await getSignInUrl(),
 *      |                ^^^^^^^^^^^^^^
 *   13 |   }),
 * ```
 *
 * Columns are terminal columns: wide characters count two, tabs are drawn as two spaces, control characters as
 * one dot, a byte order mark not at all.
 */
export function codeFrame(source: string, range: Range, paint: Paint = paintNothing): string {
  const lines = splitLines(source)
  const first = positionIn(lines, range.start).line
  // An exclusive end at the start of a line belongs to the line before.
  const last = Math.max(first, positionIn(lines, Math.max(range.start, range.end - 1)).line)
  const from = Math.max(1, first - FRAME_CONTEXT_LINES)
  const to = Math.min(lastWithText(lines), last + FRAME_CONTEXT_LINES)
  const elided = elidedLines(first, last)
  const digits = String(to).length
  const margin = (label: string): string => paint('dim', `${label.padStart(digits)} |`)

  const drawn: string[] = []
  for (let number = from; number <= Math.max(to, last); number++) {
    const line = lines[number - 1]
    if (line === undefined || (number > elided.first && number <= elided.last)) continue
    if (number === elided.first) {
      drawn.push(`  ${margin('')} ${paint('dim', ELLIPSIS)}`)
      continue
    }
    const marked = number >= first && number <= last
    const { text, indent, carets } = marked ? drawMarked(line, range) : drawPlain(line)
    drawn.push(`${marked ? paint('error', '>') : ' '} ${margin(String(number))}${text && ` ${text}`}`)
    if (carets > 0) drawn.push(`  ${margin('')} ${' '.repeat(indent)}${paint('error', '^'.repeat(carets))}`)
  }
  return drawn.join('\n')
}

/** Number of the last line; the empty one after a final line ending is no line to show. */
function lastWithText(lines: readonly SourceLine[]): number {
  return lines.at(-1)?.text === '' ? lines.length - 1 : lines.length
}

/** The lines in the middle of a long range, both ends included; an empty interval when none is left out. */
function elidedLines(first: number, last: number): { first: number; last: number } {
  if (last - first < FRAME_MAX_RANGE_LINES) return { first: 0, last: 0 }
  const half = FRAME_MAX_RANGE_LINES / 2
  return { first: first + half, last: last - half }
}

interface DrawnLine {
  text: string
  /** Columns before the first caret. */
  indent: number
  carets: number
}

function drawPlain(line: SourceLine): DrawnLine {
  return { text: cutEnd(printable(line.text)).trimEnd(), indent: 0, carets: 0 }
}

function drawMarked(line: SourceLine, range: Range): DrawnLine {
  const length = line.text.length
  const indentation = length - line.text.trimStart().length
  const from = range.start < line.start ? indentation : Math.min(range.start - line.start, length)
  const to = Math.max(from, Math.min(range.end - line.start, length))
  const before = printable(line.text.slice(0, from))
  const marked = printable(line.text.slice(from, to))
  const tooLong = stringWidth(before) + stringWidth(marked) > FRAME_MAX_COLUMNS
  const lead = tooLong ? cutStart(before) : before
  const indent = stringWidth(lead)
  const carets = Math.min(stringWidth(marked), FRAME_MAX_COLUMNS - indent)
  const text = cutEnd(lead + marked + printable(line.text.slice(to))).trimEnd()
  // An empty line in the middle of a range has nothing to point at; an empty range does.
  return { text, indent, carets: range.start < line.start ? carets : Math.max(1, carets) }
}

function cutStart(text: string): string {
  if (stringWidth(text) <= FRAME_LEAD_COLUMNS) return text
  let kept = ''
  for (const { segment } of [...new Intl.Segmenter().segment(text)].toReversed()) {
    if (stringWidth(segment + kept) > FRAME_LEAD_COLUMNS - ELLIPSIS.length) break
    kept = segment + kept
  }
  return ELLIPSIS + kept
}

function cutEnd(text: string): string {
  if (stringWidth(text) <= FRAME_MAX_COLUMNS) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(kept + segment) > FRAME_MAX_COLUMNS - ELLIPSIS.length) break
    kept += segment
  }
  return kept + ELLIPSIS
}

/** Makes every character take the columns that `stringWidth` counts, and none reach the terminal as a command. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to replace
  const commands = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/gu
  return text.replaceAll('\uFEFF', '').replaceAll('\t', TAB).replaceAll(commands, '·')
}
