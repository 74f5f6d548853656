import { spawn } from '@lydell/node-pty'
import headless from '@xterm/headless'
import { childEnvironment, type Environment } from './environment.ts'
import { waitUntil } from './wait-until.ts'

const keys = {
  enter: '\r',
  space: ' ',
  escape: '\u001B',
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  'ctrl-c': '\u0003',
} as const

export type Key = keyof typeof keys

export interface TerminalOptions {
  readonly cwd: string
  readonly env?: Environment
  /** Characters; 110 by 40 unless told. */
  readonly columns?: number
  readonly rows?: number
}

/** A program in a real pseudo-terminal, seen the way a person sees it: as text on a screen. */
export interface Terminal extends AsyncDisposable {
  /** All lines a person could scroll back to, without trailing blanks. */
  screen(): string
  /** Resolves once `text` stands on the screen; rejects when the program ends before, or after `timeout` milliseconds. */
  waitFor(text: string, timeout?: number): Promise<void>
  press(key: Key): void
  type(text: string): void
  /** The program's exit code, once it has ended. */
  readonly exited: Promise<number>
  /** The emulated terminal itself, for its colours. */
  readonly emulator: headless.Terminal
}

const DEFAULT_TIMEOUT = 60_000

/** Runs a program in a pseudo-terminal. */
export function openTerminal(command: string, args: readonly string[], options: TerminalOptions): Terminal {
  const size = { cols: options.columns ?? 110, rows: options.rows ?? 40 }
  const emulator = new headless.Terminal({ ...size, scrollback: 2_000, allowProposedApi: true })
  const program = spawn(command, [...args], {
    ...size,
    name: 'xterm-256color',
    cwd: options.cwd,
    env: definedOnly({ ...childEnvironment(options.env), TERM: 'xterm-256color' }),
  })
  // Programs ask the terminal where its cursor is and expect it to answer.
  emulator.onData((answer) => program.write(answer))
  program.onData((text) => emulator.write(text))
  let exitCode: number | undefined
  const exited = new Promise<number>((resolve) => {
    program.onExit((exit) => {
      // What the program printed last must be on the screen first.
      emulator.write('', () => resolve((exitCode = exit.exitCode)))
    })
  })

  return {
    emulator,
    exited,
    screen: () => screenText(emulator),
    press: (key) => program.write(keys[key]),
    type: (text) => program.write(text),
    waitFor: (text, timeout = DEFAULT_TIMEOUT) =>
      waitUntil(
        async () => {
          if (screenText(emulator).includes(text)) return true
          if (exitCode !== undefined)
            throw new Error(`The program ended with ${exitCode} before it showed “${text}”.`)
          return false
        },
        { what: `the terminal shows “${text}”`, timeout, detail: () => screenText(emulator) },
      ),
    [Symbol.asyncDispose]: async () => {
      if (exitCode === undefined) {
        program.kill('SIGKILL')
        await exited
      }
      emulator.dispose()
    },
  }
}

function screenText(emulator: headless.Terminal): string {
  const buffer = emulator.buffer.active
  const lines = Array.from(
    { length: buffer.length },
    (_, y) => buffer.getLine(y)?.translateToString(true) ?? '',
  )
  return lines.join('\n').trimEnd()
}

/** A pseudo-terminal hands an undefined variable down as the text `undefined`, so `CI` would seem to be set. */
function definedOnly(environment: Environment): Record<string, string> {
  const defined = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(defined)
}
