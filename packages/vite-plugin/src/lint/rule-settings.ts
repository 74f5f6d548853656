import type { Severity } from '../diagnostics/diagnostic.ts'
import type { RuleMeta } from './rule.ts'

/** The user's treatment of rules, by name or code; rules that are not named keep their own. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>

/** How a rule is treated; its code counts before its name. */
export function severityOf(meta: RuleMeta, settings: RuleSettings): Severity | 'off' {
  return settings[meta.code] ?? settings[meta.name] ?? meta.defaultSeverity
}
