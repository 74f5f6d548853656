import { resolve } from 'node:path'

import type { UndoOptions } from '../args.ts'
import { CliError, EXIT_CODES } from '../cli-error.ts'
import { nodeFileSystem } from '../plan/file-system.ts'
import { preflight } from '../plan/preflight.ts'
import { findJournalFolder } from '../plan/recover.ts'
import { planLines, undoHeadline } from '../plan/render-summary.ts'
import type { UndoPlan } from '../plan/undo/plan-undo.ts'
import { carryOutUndo, clearRecords, planUndo } from '../plan/undo/plan-undo.ts'
import { checkFolder } from '../project/package-json.ts'
import { findPackageManager } from '../project/package-manager.ts'
import { findWorkspaceRoot } from '../project/workspace.ts'
import type { Reporter } from '../ui/reporter.ts'
import { VERSION } from '../version.ts'
import type { CommandContext } from './command-context.ts'
import { confirmPlan } from './confirm-plan.ts'
import { noteImporters } from './note-importers.ts'
import { reportUndo } from './report-undo.ts'
import { settleEarlierRun } from './settle-earlier-run.ts'
import type { UndoResult } from './undo-json.ts'
import { undoJson } from './undo-json.ts'

/**
 * Takes back what the last run changed in the app, save for what was edited since and can't be told apart.
 * @returns the exit code: 0, or 3 when files are left to the user
 * @throws {CliError} when nothing could be done; the app is unchanged then
 */
export async function undo(
  options: UndoOptions,
  context: CommandContext,
  reporter: Reporter,
): Promise<number> {
  const { signal, timing } = context
  const cwd = resolve(context.cwd, options.cwd ?? '.')
  checkFolder(cwd)
  reporter.intro(`create-authkit-start ${VERSION} · undo`)

  const recovery = settleEarlierRun(cwd, { writes: !options.dryRun, reporter })
  const root = findJournalFolder(cwd, nodeFileSystem)
  // Who runs `undo` after a run that was killed means that one, which is taken back by now, and none before it.
  const planned = root === null || recovery !== null ? null : planUndo(root)
  const plan = planned === null ? null : await noteImporters(planned)
  timing.mark('plan')
  const install = plan?.plan.needsInstall === true ? await installHint(plan.plan.root) : null
  const finish = (status: UndoResult['status']): number => {
    const result = { status, undo: plan, recovery, install }
    if (options.json) context.print(`${JSON.stringify(undoJson(result), null, 2)}\n`)
    else reportUndo(result, reporter)
    return plan === null || plan.left.length === 0 ? 0 : EXIT_CODES.manual
  }

  if (plan === null) {
    if (root !== null && recovery === null && !options.dryRun) clearRecords(root)
    return finish('unchanged')
  }
  const asks = !options.dryRun && !options.yes && plan.plan.files.length > 0
  if (asks && (options.json || !context.isInteractive)) throw cannotAsk(options)
  show(plan, asks, options, reporter)
  if (options.dryRun) return finish('planned')
  if (plan.plan.files.length === 0) return finish('unchanged')
  // Before the question: an answer that can't be carried out is a waste of the user's time.
  preflight(plan.plan, nodeFileSystem)
  if (asks) await confirmPlan(plan.plan, reporter)
  signal.throwIfAborted()
  carryOutUndo(plan)
  timing.mark('write')
  return finish('undone')
}

function show(plan: UndoPlan, asks: boolean, options: UndoOptions, reporter: Reporter): void {
  const hint = asks ? '   (d to see the diff)' : ''
  reporter.step(`${undoHeadline(plan)}${hint}`, [
    ...planLines(plan.plan, reporter.width),
    ...plan.left.map(({ path, why }) => `leave   ${path}: ${why}`),
  ])
  for (const note of plan.plan.notes) reporter.warn(note)
  if (options.diff) reporter.diff(plan.plan)
}

/** The install command, as it is typed. */
async function installHint(root: string): Promise<string> {
  const { name } = await findPackageManager(root, findWorkspaceRoot(root))
  return `${name} install`
}

function cannotAsk({ json }: UndoOptions): CliError {
  const why = json ? '`--json` never asks' : 'there is no terminal to ask on'
  return new CliError(`The undo has to be agreed to, and ${why}.`, {
    code: 'ERR_NOT_INTERACTIVE',
    exitCode: EXIT_CODES.usage,
    help: 'Add `--yes` to undo, or `--dry-run` to only see what it would do.',
  })
}
