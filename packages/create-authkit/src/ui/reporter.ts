import type { Plan } from '../plan/plan.ts'

/**
 * What a command tells while it runs. There is one for people and one for `--json`, where stdout belongs to the
 * document.
 */
export interface Reporter {
  /** How many characters fit on a line of `details`. */
  readonly width: number
  /** The first line. */
  intro(title: string): void
  /** Something is known or done; `details` go below it. */
  step(text: string, details?: readonly string[]): void
  warn(text: string): void
  /** Code to paste, with nothing in front of its lines. */
  snippet(title: string, code: string): void
  diff(plan: Plan): void
  /** Work goes on that takes longer than a blink; a later call replaces the text. */
  progress(text: string): void
  /** The work that `progress` told of has ended. */
  progressEnd(): void
  /** The last line. */
  outro(text: string): void
}
