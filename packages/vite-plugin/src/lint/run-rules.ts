import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { docsUrl } from '../diagnostics/docs-url.ts'
import { severityOf, type RuleSettings } from './rule-settings.ts'
import type { Finding, ModuleRuleContext, RuleMeta } from './rule.ts'
import { appRules, moduleRules } from './rules/index.ts'

const aboutModulesAlone = moduleRules.filter(
  ({ meta }) => !appRules.some((rule) => rule.meta.code === meta.code),
)

/**
 * Runs every rule about one module that is not switched off.
 *
 * @param isInApp whether the rules about the app run as well: those that look at both run there alone
 */
export function runModuleRules(
  context: ModuleRuleContext,
  settings: RuleSettings,
  isInApp = false,
): readonly Diagnostic[] {
  const rules = isInApp ? aboutModulesAlone : moduleRules
  return rules.flatMap(({ meta, check }) =>
    severityOf(meta, settings) === 'off'
      ? []
      : check(context).flatMap((finding) => toDiagnostic(finding, context.module.file, meta, settings)),
  )
}

/** A finding with its rule and the user's settings; none when the rule is off. */
export function toDiagnostic(
  finding: Finding,
  file: string,
  meta: RuleMeta,
  settings: RuleSettings,
): readonly Diagnostic[] {
  const { defaultSeverity = meta.defaultSeverity, ...found } = finding
  const severity = severityOf({ ...meta, defaultSeverity }, settings)
  if (severity === 'off') return []
  const { code, name: rule } = meta
  return [{ ...found, code, rule, severity, file, docs: docsUrl(code) }]
}
