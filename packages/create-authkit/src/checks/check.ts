import type { CHECKS, WireCheckCode } from './check-table.ts'

/** Stable name of a check: `--json` prints it, and scripts match on it. */
export type CheckCode = keyof typeof CHECKS

/** From the least to the most that is wrong. */
export const PROBLEM_STATES = ['unknown', 'missing', 'wrong'] as const

/**
 * - `missing`: it is not there;
 * - `wrong`: it is there and can't work, or gives something away;
 * - `unknown`: it can't be told without running the app's code.
 */
export type ProblemState = (typeof PROBLEM_STATES)[number]

/** One thing that is not as it should be. It never holds a secret. */
export interface Problem {
  state: ProblemState
  /** The file it is about, relative to the app; `null` when it is none of the app's files. */
  path: string | null
  /** What is wrong, as a sentence. */
  message: string
  /** What to do about it. */
  help: string
  /** Code to paste, `null` when there is none. */
  snippet: string | null
  /** Whether `doctor --fix` does it. */
  fixable: boolean
}

/** What a check found. */
export interface Check {
  code: CheckCode | WireCheckCode
  title: string
  /** `ok`, or the worst of the problems' states. */
  state: 'ok' | ProblemState
  /** Whether there was something to look at: a value that is not set can't be a wrong one. */
  applies: boolean
  problems: readonly Problem[]
}

/** A problem that only the user can put right. */
export function problem(
  state: ProblemState,
  path: string | null,
  message: string,
  help: string,
  snippet: string | null = null,
): Problem {
  return { state, path, message, help, snippet, fixable: false }
}

/** The worst of the states, `ok` when there is no problem. */
export function stateOf(problems: readonly Problem[]): Check['state'] {
  return PROBLEM_STATES.findLast((state) => problems.some((found) => found.state === state)) ?? 'ok'
}
