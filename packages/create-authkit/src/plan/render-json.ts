import type { Hunk } from './file-diff.ts'
import { fileDiff } from './file-diff.ts'
import type { Plan, PlannedFile } from './plan.ts'
import { shownSnippet } from './secrets.ts'

/** The plan as `--json` prints it. Values in files that hold secrets are masked. */
export interface PlanJson {
  root: string
  files: Array<{ kind: PlannedFile['kind']; path: string; step: string; why: string; hunks: Hunk[] }>
  manual: Array<{ path: string; step: string; why: string; snippet: string }>
  skipped: Array<{ path: string; step: string; why: string }>
  notes: readonly string[]
}

export function renderJson(plan: Plan): PlanJson {
  return {
    root: plan.root,
    files: plan.files.map((file) => ({
      kind: file.kind,
      path: file.path,
      step: file.step,
      why: file.why,
      hunks: fileDiff(file),
    })),
    manual: plan.manual.map((change) => ({
      path: change.path,
      step: change.step,
      why: change.why,
      snippet: shownSnippet(change),
    })),
    skipped: plan.skipped.map(({ path, step, why }) => ({ path, step, why })),
    notes: plan.notes,
  }
}
