import { recover } from '../../src/plan/recover.ts'
import { apply, applyFormatted, samplePlan } from './sample-plan.ts'
import type { FileSystem } from '../../src/plan/file-system.ts'

/** Files of the sample app that other tools may write. */
export const SHARED_FILES = ['package.json', 'pnpm-lock.yaml', 'bun.lock']

/**
 * What a kill may come into: writing a plan; the same with a record for `undo`, as `init` does; and with a new file
 * that is formatted; undoing that; and putting back what a run that was killed has changed.
 */
export type Task = 'apply' | 'init' | 'format' | 'undo' | 'recover'

/** Carries a task out on an app that is made for it. */
export async function carryOutTask(task: Task, root: string, disk?: FileSystem): Promise<void> {
  const options = { sharedFiles: SHARED_FILES, undoable: task !== 'apply', ...(disk && { disk }) }
  switch (task) {
    case 'apply':
    case 'init':
      return apply(samplePlan(root), options).commit()
    case 'format':
      return applyFormatted(samplePlan(root), options).commit()
    case 'undo': {
      // It loads the codemods, which takes most of the time of a process.
      const { carryOutUndo, planUndo } = await import('../../src/plan/undo/plan-undo.ts')
      const undo = planUndo(root)
      if (undo !== null) carryOutUndo(undo, disk)
      return
    }
    case 'recover':
      recover(root, disk)
      return
    default:
      task satisfies never
  }
}
