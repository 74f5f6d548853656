import { renderHunks } from '../plan/render-diff.ts'
import { count, undoneLine } from '../plan/render-summary.ts'
import type { Reporter } from '../ui/reporter.ts'
import type { UndoResult } from './undo-json.ts'

/** Tells a person how `undo` ended: what was given back, what is left, and what to do next. */
export function reportUndo({ status, undo, recovery, install }: UndoResult, reporter: Reporter): void {
  if (undo === null) {
    reporter.outro(
      recovery === null
        ? 'Nothing to undo: no run has left anything in this app. Nothing was changed.'
        : 'To take back the run before it, run the command again.',
    )
    return
  }
  for (const { path, why, hunks } of undo.left) {
    const title = `${path} ${status === 'planned' ? 'will be left' : 'is left'} as it is: ${why}.`
    if (hunks.length === 0) reporter.warn(title)
    else reporter.snippet(`${title} What to take back there:`, renderHunks(hunks).join('\n'))
  }
  if (status === 'planned') {
    reporter.outro('Nothing was written.')
    return
  }
  if (status === 'unchanged') {
    reporter.outro('Nothing could be given back. Nothing was changed.')
    return
  }
  reporter.step(undoneLine(undo))
  reporter.outro(nextSteps(undo.earlier, install))
}

function nextSteps(earlier: number, install: string | null): string {
  const sentences = [
    ...(install === null ? [] : [`Run \`${install}\` to bring node_modules in line.`]),
    ...(earlier === 0 ? [] : [`${count(earlier, 'earlier run')} can be undone the same way.`]),
  ]
  return sentences.length === 0 ? 'Done.' : sentences.join(' ')
}
