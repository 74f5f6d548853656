import type { CallSummary, Outcome, SinkSummary } from './summary.ts'

/** One call on the way to a source, and the function that holds it. */
export interface Step extends Pick<CallSummary, 'start' | 'end' | 'returnPath'> {
  /** Absolute path of the module in which the call stands. */
  file: string
  caller: string | undefined
  /** Name of the function it calls, where it has one. */
  callee: string | undefined
}

interface Way {
  sink: SinkSummary
  /** Name of the source. */
  source: string
  /** The calls from the sink's own code to the source; the first is the place to report. */
  steps: readonly [Step, ...Step[]]
}

/** A way from a sink to a function that starts an OAuth flow. */
export interface AuthUrlReach extends Way {
  kind: 'auth-url'
  outcome: Outcome
}

/** A way from a sink to a function that signs the user out. */
export interface SignOutReach extends Way {
  kind: 'sign-out'
  /** Whether its code sees to it that it does not happen on preload. */
  notPreloaded: boolean
}

/** A way from a sink to a function that reads the session, whose answer decides whether the sink redirects. */
export interface AuthGuardReach extends Way {
  kind: 'auth-guard'
}

/** A way from a sink to an access token that becomes a part of what the sink returns. */
export interface AuthTokenReach extends Way {
  kind: 'auth-token'
  /** Where in the returned value the token, or the object that holds it, is: keys from the outside in. */
  placed: readonly string[]
}

/** A way from a sink to a source. */
export type Reach = AuthUrlReach | SignOutReach | AuthGuardReach | AuthTokenReach

/** What a source is looked for because of. */
export type ReachKind = Reach['kind']
