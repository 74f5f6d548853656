import { stripVTControlCharacters } from 'node:util'

import { spawn } from '@lydell/node-pty'
import { vi } from 'vitest'

import { BINARY, cleanEnvironment } from './run-cli.ts'
import type { CliOptions } from './run-cli.ts'

export const KEYS = {
  enter: '\r',
  space: ' ',
  up: '\u001B[A',
  down: '\u001B[B',
  ctrlC: '\u0003',
  backspace: '\u007F',
} as const

/** How long a prompt may take to appear on a busy machine. In milliseconds. */
const PATIENCE = 40_000

/** The built command line in a real pseudo-terminal. */
export class Terminal {
  readonly exitCode: Promise<number>
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>
  #raw = ''
  #ended = false
  readonly #write: (text: string) => void

  constructor(args: readonly string[], options: CliOptions & { columns?: number }) {
    const { NO_COLOR: _, ...environment } = cleanEnvironment(options)
    const pty = spawn(process.execPath, [BINARY, ...args], {
      name: 'xterm-256color',
      cols: options.columns ?? 120,
      rows: 60,
      cwd: options.cwd,
      env: { ...environment, ...options.env },
    })
    this.#write = (text) => pty.write(text)
    this.kill = async () => {
      if (!this.#ended) pty.kill('SIGKILL')
      await this.exitCode
    }
    pty.onData((data) => (this.#raw += data))
    this.exitCode = new Promise((resolve) => {
      pty.onExit(({ exitCode }) => {
        this.#ended = true
        resolve(exitCode)
      })
    })
  }

  /** Everything that was printed, escape sequences included. */
  get raw(): string {
    return this.#raw
  }

  /** Everything that was printed, as text. */
  get text(): string {
    return stripVTControlCharacters(this.#raw)
  }

  /**
   * Waits until the text was printed.
   * @param then a text behind the last of it: what is typed before a question is there again is lost
   */
  async sees(text: string, then: string = ''): Promise<void> {
    await vi.waitFor(
      () => {
        const at = this.text.lastIndexOf(text)
        if (at === -1) throw new Error(`“${text}” did not appear:\n${this.text}`)
        if (!this.text.includes(then, at)) throw new Error(`“${then}” did not appear again:\n${this.text}`)
      },
      { timeout: PATIENCE, interval: 20 },
    )
  }

  press(...keys: string[]): void {
    for (const key of keys) this.#write(key)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill()
  }
}
