import type { Recovery } from '../plan/recover.ts'
import type { PlanJson } from '../plan/render-json.ts'
import { renderJson } from '../plan/render-json.ts'
import type { UndoPlan } from '../plan/undo/plan-undo.ts'
import type { LeftFile } from '../plan/undo/undo-file.ts'

/** The document that `undo --json` prints. It never holds a secret. */
export interface UndoJson {
  /** Whether nothing is left to do: the exit code is 0. */
  ok: boolean
  /** `planned`: `--dry-run`; `unchanged`: nothing was or could be given back. */
  status: 'planned' | 'undone' | 'unchanged'
  /** The app; `null` when no run has left anything to undo. */
  root: string | null
  /** The run that is taken back: when it began, ISO 8601. */
  run: { startedAt: string } | null
  files: PlanJson['files']
  /** Files that were edited since and stay as they are, with what would have been taken back. */
  left: Array<Pick<LeftFile, 'path' | 'why' | 'hunks'>>
  notes: readonly string[]
  /** How many runs before it can be undone now. */
  earlier: number
  /** An earlier run that was interrupted, and is taken back now. */
  recovered: Recovery | null
  /** The command that brings node_modules in line, or `null` when no package is concerned. */
  install: string | null
}

/** What {@link undoJson} makes the document from. */
export interface UndoResult {
  status: UndoJson['status']
  undo: UndoPlan | null
  recovery: Recovery | null
  install: string | null
}

export function undoJson({ status, undo, recovery, install }: UndoResult): UndoJson {
  const left = undo?.left ?? []
  return {
    ok: left.length === 0,
    status,
    root: undo?.plan.root ?? recovery?.root ?? null,
    run: undo === null ? null : { startedAt: undo.startedAt },
    files: undo === null ? [] : renderJson(undo.plan).files,
    left: left.map(({ path, why, hunks }) => ({ path, why, hunks })),
    notes: undo?.plan.notes ?? [],
    earlier: undo?.earlier ?? 0,
    recovered: recovery,
    install,
  }
}
