/** How a finding is treated: `error` fails a build, `warn` is shown. */
export type Severity = 'error' | 'warn'

/** One step of the way from the reported place to the cause, in the order a reader follows it. */
export interface TraceStep {
  /** Absolute path of the module. */
  file: string
  /** UTF-16 offset in the user's source where the step begins. */
  start: number
  /** UTF-16 offset in the user's source where the step ends (exclusive). */
  end: number
  /** What happens there, in a few words, e.g. "`load` calls `getSignInUrl`". */
  note: string
}

/** One finding. Lint, client guard and doctor all speak this record. */
export interface Diagnostic {
  /** Stable code, documented in `docs/rules/<code>.md`. */
  code: `AK${number}`
  /** Name of the rule, kebab-case, e.g. `no-prefetched-auth-url`. */
  rule: string
  severity: Severity
  /** One sentence: what is wrong. */
  message: string
  /** What to do, with the exact replacement where there is one. */
  help: string
  /** Absolute path of the user's source file. */
  file: string
  /** UTF-16 offset of the first character, in the user's original source. */
  start: number
  /** UTF-16 offset after the last character. */
  end: number
  trace?: TraceStep[]
  /** Where the rule's page is: a path from the app's root, or a link. */
  docs: string
}
