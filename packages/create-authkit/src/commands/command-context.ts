import type { Timing } from '../timing.ts'

/** What a command gets from the process it runs in. Only `main.ts` makes one. */
export interface CommandContext {
  env: NodeJS.ProcessEnv
  /** Absolute path of the folder the user is in. */
  cwd: string
  /** Whether there is a person at a terminal who can be asked. */
  isInteractive: boolean
  /** Aborted on SIGINT, SIGTERM and SIGHUP; the reason is the error to end with. */
  signal: AbortSignal
  timing: Timing
  /** Writes to stdout. */
  print(text: string): void
}
