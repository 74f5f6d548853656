import { structuredPatch } from 'diff'

import type { PlannedFile } from './plan.ts'
import { isSecretFile, maskLine } from './secrets.ts'

/** A piece of a unified diff. Each line begins with ` `, `+`, `-` or `\`. */
export interface Hunk {
  oldStart: number
  oldLines: number
  newStart: number
  newLines: number
  lines: string[]
}

const CONTEXT_LINES = 3

/**
 * The hunks that lead from what a file holds to what the plan makes of it. Values in files that hold secrets are
 * masked, and no line that was there before is shown.
 */
export function fileDiff(file: PlannedFile): Hunk[] {
  const secret = isSecretFile(file.path)
  const patch = structuredPatch(
    file.path,
    file.path,
    // Without the added newline, an unterminated last line of the user's would show as removed and added again.
    secret ? terminated(file.before ?? '') : (file.before ?? ''),
    secret ? terminated(file.after ?? '') : (file.after ?? ''),
    undefined,
    undefined,
    { context: secret ? 0 : CONTEXT_LINES },
  )
  return patch.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => ({
    // The unified format counts an empty side from the line before it.
    oldStart: oldLines === 0 ? oldStart - 1 : oldStart,
    oldLines,
    newStart: newLines === 0 ? newStart - 1 : newStart,
    newLines,
    lines: secret ? lines.map((line) => line.slice(0, 1) + maskLine(line.slice(1))) : lines,
  }))
}

/** How many lines the hunks add and remove. */
export function countLines(hunks: readonly Hunk[]): { added: number; removed: number } {
  const lines = hunks.flatMap((hunk) => hunk.lines)
  return {
    added: lines.filter((line) => line.startsWith('+')).length,
    removed: lines.filter((line) => line.startsWith('-')).length,
  }
}

function terminated(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}
