import { styleText } from 'node:util'

import type { Output } from './output.ts'

const FRAMES = ['◒', '◐', '◓', '◑']
const INTERVAL = 80
/** Seconds are shown once the wait is long enough to be noticed. */
const SHOW_SECONDS_AFTER = 3

const HIDE_CURSOR = '\u001B[?25l'
const SHOW_CURSOR = '\u001B[?25h'
const ERASE_LINE = '\r\u001B[2K'

/**
 * A line that moves while work goes on. clack's own spinner takes the keyboard and ends the process by itself, with
 * exit code 0, when Ctrl-C is pressed; this one leaves Ctrl-C to the signal handler, which first undoes the work.
 */
export class Spinner {
  readonly #output: Output
  #text = ''
  #frame = 0
  #startedAt = 0
  #timer: NodeJS.Timeout | null = null

  constructor(output: Output) {
    this.#output = output
  }

  /** Starts, or changes the text. */
  show(text: string): void {
    this.#text = text
    this.#startedAt = performance.now()
    if (this.#timer === null) {
      this.#output.write(`${styleText('gray', '│')}\n${HIDE_CURSOR}`)
      this.#timer = setInterval(() => this.#draw(), INTERVAL)
    }
    this.#draw()
  }

  /** Stops and leaves no trace of itself. */
  stop(): void {
    if (this.#timer === null) return
    clearInterval(this.#timer)
    this.#timer = null
    // Back up over the bar: whatever is printed next brings its own.
    this.#output.write(`${ERASE_LINE}\u001B[1A${ERASE_LINE}${SHOW_CURSOR}`)
  }

  #draw(): void {
    this.#frame = (this.#frame + 1) % FRAMES.length
    const seconds = Math.floor((performance.now() - this.#startedAt) / 1000)
    const wait = seconds >= SHOW_SECONDS_AFTER ? ` ${styleText('dim', `${seconds} s`)}` : ''
    const frame = styleText('magenta', FRAMES[this.#frame] ?? '')
    this.#output.write(`${ERASE_LINE}${frame}  ${this.#text}…${wait}`)
  }
}
