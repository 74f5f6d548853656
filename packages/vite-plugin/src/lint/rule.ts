import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts'
import type { AppFacts } from './app/app-facts.ts'
import type { Reach } from './reach.ts'
import type { ModuleSummary } from './summary.ts'

/** An example on a rule's page. */
export interface RuleExample {
  /** What it shows, as a short sentence. */
  title: string
  /** Path in the app, where the rule goes by it. */
  file?: string
  /** TypeScript with JSX, formatted like the rest of the project. */
  code: string
}

/** What a rule is; its page in `docs/rules/` is made of nothing else. */
export interface RuleMeta {
  /** Stable; never given to another rule. */
  code: Diagnostic['code']
  /** Kebab-case. */
  name: string
  defaultSeverity: Severity
  /** What is found, in one sentence. */
  what: string
  /** Why it is wrong, in paragraphs. */
  why: readonly string[]
  incorrect: readonly RuleExample[]
  correct: readonly RuleExample[]
  /** What the rule leaves alone on purpose. */
  silent: readonly string[]
}

/** A diagnostic before its rule and the user's settings are added. */
export interface Finding extends Pick<Diagnostic, 'message' | 'help' | 'start' | 'end' | 'trace'> {
  /** Set where it is weaker than the rule's own; what the user says of the rule counts before both. */
  defaultSeverity?: Severity
}

/** A finding of a rule about the app as a whole, with the module it is in. */
export interface AppFinding extends Finding {
  /** Absolute path. */
  file: string
}

/** What a rule about one module is given. */
export interface ModuleRuleContext {
  module: ModuleSummary
  /** The module's original source. */
  source: string
  /** Ways from the module's code that runs while the router navigates to what the rules look for. */
  reaches: readonly Reach[]
  /** Path of the route that starts a sign-in. */
  signInPath: string
  /** Path of the route that ends the session, where it is not the suggested one. */
  signOutPath?: string | undefined
}

/** A rule that looks at one module at a time. */
export interface ModuleRule {
  meta: RuleMeta
  check: (context: ModuleRuleContext) => readonly Finding[]
}

/** A rule that looks at the app as a whole. */
export interface AppRule {
  meta: RuleMeta
  check: (app: AppFacts) => Promise<readonly AppFinding[]>
}
