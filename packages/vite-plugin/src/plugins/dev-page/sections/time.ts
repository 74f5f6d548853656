import { html, type Html } from '../../../emulator/html/html.ts'

/** Units from the largest, in seconds. */
const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const

/** How far a moment is away, and when it is; the script counts on. Both in milliseconds since the epoch. */
export function countdown(moment: number, now: number): Html {
  const iso = new Date(moment).toISOString()
  return html`<time datetime="${iso}" title="${iso}" data-moment="${moment}">${distance(moment, now)}</time>`
}

/** When something was, by the clock of this machine. */
export function clockTime(moment: number): Html {
  const date = new Date(moment)
  return html`<time datetime="${date.toISOString()}">${date.toTimeString().slice(0, 8)}</time>`
}

/** The script of the page does the same. */
function distance(moment: number, now: number): string {
  const seconds = Math.round(Math.abs(moment - now) / 1000)
  const first = UNITS.findIndex(([, length]) => seconds >= length)
  if (first === -1) return 'now'
  let rest = seconds
  const words = UNITS.slice(first, first + 2).flatMap(([unit, length]) => {
    const count = Math.floor(rest / length)
    rest %= length
    return count > 0 ? [`${count} ${unit}`] : []
  })
  return moment > now ? `in ${words.join(' ')}` : `${words.join(' ')} ago`
}
