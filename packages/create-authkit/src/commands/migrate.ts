import { resolve } from 'node:path'

import type { MigrateOptions } from '../args.ts'
import { CliError, EXIT_CODES } from '../cli-error.ts'
import { planMigration } from '../migrate/plan-migration.ts'
import { nodeFileSystem } from '../plan/file-system.ts'
import type { Plan } from '../plan/plan.ts'
import { preflight } from '../plan/preflight.ts'
import { planHeadline, planLines } from '../plan/render-summary.ts'
import { readProject } from '../project/read-project.ts'
import { findRivals } from '../project/rival-package-managers.ts'
import { describeProject } from '../ui/next-steps.ts'
import type { Reporter } from '../ui/reporter.ts'
import { VERSION } from '../version.ts'
import { carryOut } from './carry-out.ts'
import type { CommandContext } from './command-context.ts'
import { confirmPlan } from './confirm-plan.ts'
import { settlePackageManager } from './init-package-manager.ts'
import type { MigrateResult } from './migrate-json.ts'
import { migrateJson } from './migrate-json.ts'
import { reportMigration } from './report-migration.ts'
import { settleEarlierRun } from './settle-earlier-run.ts'
import { exitCodeOf, type Left, whatIsLeft } from './what-is-left.ts'

/**
 * Moves the app from WorkOS' own package to the plugin: reads it, plans, shows the plan, asks, writes, and follows up
 * with the app's own tools, exactly as init does.
 * @returns the exit code: 0; 3 when something is left to the user; 1 when `--check` finds something to migrate
 * @throws {CliError} when nothing could be done; the app is unchanged then
 */
export async function migrate(
  options: MigrateOptions,
  context: CommandContext,
  reporter: Reporter,
): Promise<number> {
  const { env, signal, timing } = context
  const cwd = resolve(context.cwd, options.cwd ?? '.')
  const looks = options.dryRun || options.check
  reporter.intro(`create-authkit-start migrate ${VERSION}`)
  const recovery = settleEarlierRun(cwd, { writes: !looks, reporter })
  const read = await readProject(cwd)
  const rivals = await findRivals(read.root, read.workspaceRoot)
  timing.mark('project')
  reporter.step(describeProject(read, options.packageManager === undefined ? rivals?.names : undefined))
  const migration = await planMigration(read, { env, signal, timing })
  timing.mark('plan')
  signal.throwIfAborted()
  const { isNeeded, needsCompat } = migration
  const asks = !looks && !options.yes
  const { project, notes, flags } = await settlePackageManager(read, rivals, {
    named: options.packageManager,
    installs: migration.plan.needsInstall && !looks && !options.noInstall,
    asks: asks && context.isInteractive && !options.json,
  })
  const plan = { ...migration.plan, notes: [...migration.plan.notes, ...notes] }
  const finish = (result: Pick<MigrateResult, 'status' | 'outcome' | 'left'>): number => {
    const whole = { ...result, project, flags, plan, isNeeded, needsCompat, recovery, cwd: context.cwd }
    if (options.json) context.print(`${JSON.stringify(migrateJson(whole), null, 2)}\n`)
    else reportMigration(whole, reporter)
    return exitCodeOf(result.left)
  }

  if (plan.files.length === 0) {
    const missing = options.check ? whatIsToMigrate(plan) : []
    return finish({ status: 'unchanged', outcome: null, left: [...missing, ...whatIsLeft(plan, null)] })
  }
  if (asks && (options.json || !context.isInteractive)) throw cannotAsk(options)
  reporter.step(
    `${planHeadline(plan)}${asks ? '   (d to see the diff)' : ''}`,
    planLines(plan, reporter.width),
  )
  for (const note of plan.notes) reporter.warn(note)
  if (options.diff) reporter.diff(plan)
  if (looks) {
    const missing = options.check ? whatIsToMigrate(plan) : []
    return finish({ status: 'planned', outcome: null, left: [...missing, ...whatIsLeft(plan, null)] })
  }
  preflight(plan, nodeFileSystem)
  if (asks) await confirmPlan(plan, reporter)
  signal.throwIfAborted()
  const extent = options.noInstall ? 'files' : 'all'
  const outcome = await carryOut(plan, { project, extent, env, signal, reporter, timing })
  return finish({ status: 'applied', outcome, left: whatIsLeft(plan, outcome) })
}

function whatIsToMigrate({ files, manual }: Plan): Left[] {
  const details = [...files, ...manual].map(({ path, why }) => `${path}: ${why}`)
  if (details.length === 0) return []
  return [{ code: 'ERR_NOT_MIGRATED', message: 'The app is not migrated.', details }]
}

function cannotAsk({ json }: MigrateOptions): CliError {
  const why = json ? '`--json` never asks' : 'there is no terminal to ask on'
  return new CliError(`The plan has to be agreed to, and ${why}.`, {
    code: 'ERR_NOT_INTERACTIVE',
    exitCode: EXIT_CODES.usage,
    help: 'Add `--yes` to apply it, or `--dry-run` to only see it.',
  })
}
