import type { Recovery } from '../plan/recover.ts'
import { recover, refuseUnfinishedRun } from '../plan/recover.ts'
import { count } from '../plan/render-summary.ts'
import type { Reporter } from '../ui/reporter.ts'

/**
 * Undoes a run that was killed, and says so; a command that promises to write nothing only refuses.
 * @throws {CliError} `ERR_RUN_IN_PROGRESS`, `ERR_READ_FAILED`, `ERR_WRITE_FAILED`
 */
export function settleEarlierRun(
  cwd: string,
  { writes, reporter }: { writes: boolean; reporter: Reporter },
): Recovery | null {
  if (!writes) {
    refuseUnfinishedRun(cwd)
    return null
  }
  const recovery = recover(cwd)
  if (recovery === null) return null
  const kept = recovery.kept.length === 0 ? '' : ` Edited since, so left alone: ${recovery.kept.join(', ')}.`
  reporter.warn(
    `An earlier run, started ${recovery.startedAt}, was interrupted. ${count(recovery.restored.length, 'file')} put back as before it.${kept}`,
  )
  return recovery
}
