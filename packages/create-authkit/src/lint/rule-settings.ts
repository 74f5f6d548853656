import type { RuleSettings } from 'vite-plugin-authkit-start/lint'
import { ruleMetas } from 'vite-plugin-authkit-start/lint'

import type { RuleOverride, RuleSetting } from '../flag-values.ts'
import { usageError } from '../usage-error.ts'
import { closest } from '../closest.ts'

/**
 * How each rule is treated, by its code: what the command line says counts before what the Vite configuration says.
 *
 * @param notes gets a sentence for each rule of the configuration that this version does not know
 * @throws {CliError} `ERR_USAGE` for an unknown rule on the command line
 */
export function mergeRuleSettings(
  configured: Readonly<Record<string, RuleSetting>>,
  overrides: readonly RuleOverride[],
  notes: string[],
): RuleSettings {
  const settings: Record<string, RuleSetting> = {}
  for (const [rule, setting] of Object.entries(configured)) {
    const code = codeOf(rule)
    if (code === undefined)
      notes.push(`There is no rule ${rule}, which the Vite config names: it is left out.`)
    else settings[code] = setting
  }
  for (const { rule, setting } of overrides) {
    const code = codeOf(rule)
    if (code === undefined) throw unknownRule(rule)
    settings[code] = setting
  }
  return settings
}

function codeOf(rule: string): string | undefined {
  return ruleMetas.find(({ code, name }) => code === rule.toUpperCase() || name === rule)?.code
}

function unknownRule(rule: string): Error {
  const meant = closest(
    rule,
    ruleMetas.flatMap(({ code, name }) => [code, name]),
  )
  return usageError(
    `There is no rule \`${rule}\`.${meant === null ? '' : ` Did you mean \`${meant}\`?`}`,
    `The rules are ${ruleMetas.map(({ code, name }) => `${code} (${name})`).join(', ')}.`,
  )
}
