import type { IBufferCell, IBufferLine, Terminal } from '@xterm/headless'

const CELL = { width: 8.4, height: 19 } as const
const PADDING = 20
const TITLE_BAR = 34
const FONT = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
const BACKGROUND = '#14161d'
const FOREGROUND = '#d7dae3'
const DIMMED = 0.6

/** The sixteen colours of a terminal, in their order. */
const PALETTE: readonly string[] = [
  '#45495a',
  '#f0737c',
  '#7fd6a2',
  '#e9c46a',
  '#7aa8ff',
  '#c79bf0',
  '#63cfe0',
  '#d7dae3',
  '#7a8096',
  '#ff8f97',
  '#98e6b6',
  '#f5d586',
  '#96bbff',
  '#d8b4fe',
  '#84e1ef',
  '#ffffff',
]

/** Cells next to each other that look the same. */
interface Run {
  readonly column: number
  columns: number
  text: string
  readonly style: string
}

/**
 * Draws what stands on a terminal as an SVG: real text in the terminal's own colours.
 *
 * @param title in the bar above
 */
export function terminalSvg(terminal: Terminal, title: string): string {
  const buffer = terminal.buffer.active
  const lines = Array.from({ length: buffer.length }, (_, y) => buffer.getLine(y))
    .filter((line) => line !== undefined)
    .map((line) => runsOf(line))
  const last = lines.findLastIndex((runs) => runs.length > 0)
  const width = terminal.cols * CELL.width + 2 * PADDING
  const height = (last + 1) * CELL.height + 2 * PADDING + TITLE_BAR
  const text = lines.slice(0, last + 1).flatMap((runs, row) => runs.map((run) => drawRun(run, row)))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" role="img" aria-label="${escape(title)}">
<rect width="100%" height="100%" rx="10" fill="${BACKGROUND}"/>
<g fill="#3a3e4c"><circle cx="22" cy="19" r="6"/><circle cx="42" cy="19" r="6"/><circle cx="62" cy="19" r="6"/></g>
<text x="${round(width / 2)}" y="23" text-anchor="middle" fill="#8a90a5" font-family="${FONT}" font-size="12">${escape(title)}</text>
<g font-family="${FONT}" font-size="14" fill="${FOREGROUND}">
${text.join('\n')}
</g>
</svg>
`
}

function runsOf(line: IBufferLine): Run[] {
  const runs: Run[] = []
  let open: Run | undefined
  for (let column = 0; column < line.length; column += 1) {
    const cell = line.getCell(column)
    if (cell === undefined || cell.getWidth() === 0) continue
    const style = styleOf(cell)
    if (open?.style === style) {
      open.text += cell.getChars() || ' '
      open.columns += cell.getWidth()
    } else {
      open = { column, columns: cell.getWidth(), text: cell.getChars() || ' ', style }
      runs.push(open)
    }
  }
  return runs.filter((run) => run.text.trim() !== '').map(withoutMargins)
}

/** Blanks around the text would be stretched with it. */
function withoutMargins({ column, text, style }: Run): Run {
  const trimmed = text.trim()
  return { column: column + text.indexOf(trimmed), columns: trimmed.length, text: trimmed, style }
}

function styleOf(cell: IBufferCell): string {
  const colour = cell.isFgPalette() ? PALETTE[cell.getFgColor()] : undefined
  return [
    ...(colour === undefined ? [] : [`fill="${colour}"`]),
    ...(cell.isDim() ? [`opacity="${DIMMED}"`] : []),
    ...(cell.isBold() ? ['font-weight="bold"'] : []),
  ].join(' ')
}

/** `textLength` keeps the columns straight in whatever font the reader has. */
function drawRun({ column, columns, text, style }: Run, row: number): string {
  const x = round(PADDING + column * CELL.width)
  const y = round(TITLE_BAR + PADDING + row * CELL.height)
  const length = round(columns * CELL.width)
  // SVG joins blanks unless they are hard ones.
  const content = escape(text).replaceAll(' ', '\u00A0')
  return `<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs" ${style}>${content}</text>`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
