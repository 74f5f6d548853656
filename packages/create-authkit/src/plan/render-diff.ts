import type { Hunk } from './file-diff.ts'
import { fileDiff } from './file-diff.ts'
import type { Plan, PlannedFile } from './plan.ts'
import { fileVerb } from './render-summary.ts'

/** Functions that color a piece of text; the default leaves it alone. */
export interface DiffColors {
  added(text: string): string
  removed(text: string): string
  hunk(text: string): string
}

const PLAIN: DiffColors = { added: (text) => text, removed: (text) => text, hunk: (text) => text }

/** One file's diff, ready to be put in a box: a title and the lines below it. */
export interface RenderedDiff {
  title: string
  lines: string[]
}

/** The diff of every file the plan writes, in the plan's order. */
export function renderDiffs(plan: Plan, colors: DiffColors = PLAIN): RenderedDiff[] {
  return plan.files.map((file) => ({
    title: `${fileVerb(file)} ${file.path}`,
    lines: fileDiff(file).flatMap((hunk) => {
      const [header = '', ...lines] = renderHunk(hunk, colors).map((line) => line.trimEnd())
      // A file that comes or goes has one hunk, and its title says all that the header would.
      return file.kind !== 'modify' ? lines : [header, ...lines]
    }),
  }))
}

/** The whole plan as one unified diff, as `git diff` would print it; what is masked stays masked. */
export function renderPatch(plan: Plan): string {
  return plan.files.map((file) => `${patchHeader(file)}${patchBody(file)}\n`).join('')
}

function patchHeader(file: PlannedFile): string {
  const from = file.kind === 'create' ? '/dev/null' : `a/${file.path}`
  const to = file.kind === 'delete' ? '/dev/null' : `b/${file.path}`
  return `--- ${from}\n+++ ${to}\n`
}

function patchBody(file: PlannedFile): string {
  return renderHunks(fileDiff(file)).join('\n')
}

/** Hunks as lines of a unified diff. */
export function renderHunks(hunks: readonly Hunk[]): string[] {
  return hunks.flatMap((hunk) => renderHunk(hunk, PLAIN))
}

function renderHunk(hunk: Hunk, colors: DiffColors): string[] {
  const header = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`
  return [
    colors.hunk(header),
    ...hunk.lines.map((line) => {
      if (line.startsWith('+')) return colors.added(line)
      return line.startsWith('-') ? colors.removed(line) : line
    }),
  ]
}
