import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Plan, PlannedFile } from '../../../src/plan/plan.ts'
import { carryOutUndo, planUndo } from '../../../src/plan/undo/plan-undo.ts'
import type { UndoPlan } from '../../../src/plan/undo/plan-undo.ts'
import { temporaryFolder } from '../../file-tree.ts'
import { apply } from '../sample-plan.ts'

/** A file before and after a run; `null`: the run makes it. */
export type RunFiles = Readonly<Record<string, readonly [before: string | null, after: string]>>

/** Writes bytes of files by their paths. */
export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** An app on which a run has made these changes, so that it can be undone. */
export function appAfterRun(files: RunFiles, others: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder('undo')
  const originals = Object.entries(files).flatMap(([path, [before]]) =>
    before === null ? [] : [[path, before]],
  )
  writeFiles(root, { ...others, ...Object.fromEntries(originals) })
  applyRun(root, files)
  return root
}

/** A run, as init makes it. */
export function applyRun(root: string, files: RunFiles): void {
  apply(planOf(root, files), { undoable: true }).commit()
}

function planOf(root: string, files: RunFiles): Plan {
  return {
    root,
    files: Object.entries(files).map(([path, [before, after]]): PlannedFile => {
      const common = { path, after, why: 'test', step: 'test' }
      return before === null ? { kind: 'create', before, ...common } : { kind: 'modify', before, ...common }
    }),
    manual: [],
    skipped: [],
    notes: [],
    needsInstall: false,
  }
}

/** Undoes the last run, whatever is left. */
export function undo(root: string): UndoPlan {
  const plan = planUndo(root)
  if (plan === null) throw new Error('There is nothing to undo')
  carryOutUndo(plan)
  return plan
}
