import type { Plan } from '../plan/plan.ts'
import type { Recovery } from '../plan/recover.ts'
import type { PlanJson } from '../plan/render-json.ts'
import { renderJson } from '../plan/render-json.ts'
import type { Project } from '../project/project.ts'
import { migrateCommand } from '../ui/next-steps.ts'
import type { Outcome } from './carry-out.ts'
import type { Left } from './what-is-left.ts'

/** The document that `migrate --json` prints. It never holds a secret. */
export interface MigrateJson {
  /** Whether nothing is left to do: the exit code is 0. */
  ok: boolean
  /** `planned`: `--dry-run` or `--check`; `unchanged`: there was nothing to write. */
  status: 'planned' | 'applied' | 'unchanged'
  /** Whether the app uses WorkOS' package, or a copy of the example; without, there is nothing to migrate. */
  needed: boolean
  /** Whether `authkit({ compat: true })` serves what still imports WorkOS' package. */
  compat: boolean
  app: { root: string; reactStart: string | null; packageManager: string }
  plan: PlanJson
  /** `null` when nothing was written. */
  outcome: Outcome | null
  left: Left[]
  /** An earlier run that was interrupted, and is undone now. */
  recovered: Recovery | null
  /** The command that does the same again. */
  repeat: string
}

/** What {@link migrateJson} makes the document from. */
export interface MigrateResult {
  status: MigrateJson['status']
  project: Project
  /** Flags for what was chosen. */
  flags: readonly string[]
  plan: Plan
  isNeeded: boolean
  needsCompat: boolean
  outcome: Outcome | null
  left: Left[]
  recovery: Recovery | null
  cwd: string
}

export function migrateJson(result: MigrateResult): MigrateJson {
  const { status, project, flags, plan, isNeeded, needsCompat, outcome, left, recovery } = result
  return {
    ok: left.length === 0,
    status,
    needed: isNeeded,
    compat: needsCompat,
    app: {
      root: project.root,
      reactStart: project.versions.reactStart,
      packageManager: project.packageManager.name,
    },
    plan: renderJson(plan),
    outcome,
    left,
    recovered: recovery,
    repeat: migrateCommand(project, flags),
  }
}
