import { severityOf, type RuleSettings } from '../rule-settings.ts'
import type { AppFinding, AppRule, RuleMeta } from '../rule.ts'
import { appRules } from '../rules/index.ts'
import { AppFacts, AppMemory, type FileReach } from './app-facts.ts'
import type { AppHost } from './app-host.ts'
import type { AppOptions } from './app-options.ts'

/** A finding, and the rule it is one of. */
export interface RuledFinding {
  meta: RuleMeta
  finding: AppFinding
}

/** Runs the rules about the app as a whole; keeps what it read between runs, by content. */
export class AppLinter {
  readonly #memory: AppMemory

  constructor(host: AppHost) {
    this.#memory = new AppMemory(host)
  }

  /**
   * Runs every rule that is not switched off.
   *
   * @param reaches what code that runs while the router navigates leads to, in all modules
   */
  async lint(
    options: AppOptions,
    reaches: readonly FileReach[],
    settings: RuleSettings,
  ): Promise<readonly RuledFinding[]> {
    await this.#memory.mentions.update(this.#memory.host)
    const app = new AppFacts(options, reaches, this.#memory)
    const found: RuledFinding[] = []
    for (const { meta, check } of appRules.filter((rule) => isOn(rule, settings))) {
      for (const finding of await check(app)) found.push({ meta, finding })
    }
    return found
  }
}

function isOn({ meta }: AppRule, settings: RuleSettings): boolean {
  return severityOf(meta, settings) !== 'off'
}
