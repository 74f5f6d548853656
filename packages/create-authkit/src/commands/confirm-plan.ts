import type { Plan } from '../plan/plan.ts'
import { askDecision, cancelled } from '../ui/prompts.ts'
import type { Reporter } from '../ui/reporter.ts'

/**
 * Asks until the plan is agreed to; the diff may be looked at first.
 * @throws {CliError} `ERR_ABORTED`
 */
export async function confirmPlan(plan: Plan, reporter: Reporter): Promise<void> {
  for (;;) {
    const decision = await askDecision()
    if (decision === 'apply') return
    if (decision === 'cancel') throw cancelled()
    reporter.diff(plan)
  }
}
