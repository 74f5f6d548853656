import type { Problem } from '../checks/check.ts'
import type { Exchange } from './exchange.ts'

/** How far a proof came. */
export type ProofStage = 'build' | 'serve' | (typeof SIGN_IN_STAGES)[number]

/** The parts of a sign-in, in their order. */
export const SIGN_IN_STAGES = ['sign-in route', 'AuthKit', 'callback', 'page', 'sign-out'] as const

/** Where a proof ended, and why. */
export interface ProofFailure {
  stage: ProofStage
  /** What was wrong, as a sentence. */
  message: string
  help: string
  /** The last lines that the build or the server printed. */
  log: readonly string[]
}

/**
 * What came of building the app, serving it, and signing in and out over HTTP through a local AuthKit. It never holds
 * a value of a cookie or anything else secret.
 */
export interface Proof {
  /** `unsupported`: what is built here runs on its host alone. */
  status: 'proven' | 'failed' | 'unsupported'
  /** The build command, as it is typed. */
  build: string
  /** The start command, as it is typed; `null` when it did not come that far. */
  server: string | null
  /** Folders that the build made, and that were removed again. */
  removed: readonly string[]
  /** Folders that were there before the build and hold this build now. */
  overwritten: readonly string[]
  /** What was on the wire, in order. */
  exchanges: readonly Exchange[]
  /** What works here and would not everywhere. */
  problems: readonly Problem[]
  /** `null` when it is proven. */
  failure: ProofFailure | null
}
