import { countLines, fileDiff } from './file-diff.ts'
import type { Plan, PlannedFile } from './plan.ts'
import type { UndoPlan } from './undo/plan-undo.ts'

const VERBS: Readonly<Record<PlannedFile['kind'], string>> = {
  create: 'create',
  modify: 'change',
  delete: 'delete',
}

/** What happens to a file, in one word. */
export function fileVerb({ kind }: PlannedFile): string {
  return VERBS[kind]
}

/** The plan in one line: `Plan: 5 files to create, 4 to change`. */
export function planHeadline(plan: Plan): string {
  const create = plan.files.filter((file) => file.kind === 'create').length
  const change = plan.files.length - create
  const parts = [
    ...(create > 0 ? [`${count(create, 'file')} to create`] : []),
    ...(change > 0 ? [`${create > 0 ? change : count(change, 'file')} to change`] : []),
    ...(plan.manual.length > 0 ? [`${count(plan.manual.length, 'snippet')} to paste yourself`] : []),
  ]
  return `Plan: ${parts.join(', ')}`
}

/** An undo in one line: `Undo of the run of 2026-11-21 16:00: 5 files to delete, 4 to change back`. */
export function undoHeadline(undo: UndoPlan): string {
  const { startedAt, left } = undo
  const parts = [
    ...undoCounts(undo, { delete: 'to delete', change: 'to change back' }),
    ...(left.length > 0 ? [`${count(left.length, 'file')} left to you`] : []),
  ]
  return `Undo of the run of ${startedAt.slice(0, 16).replace('T', ' ')} UTC: ${parts.join(', ')}`
}

/** What was done, in one line: `5 files deleted, 4 changed back`. */
export function undoneLine(undo: UndoPlan): string {
  return undoCounts(undo, { delete: 'deleted', change: 'changed back' }).join(', ')
}

function undoCounts({ plan }: UndoPlan, words: { delete: string; change: string }): string[] {
  const remove = plan.files.filter((file) => file.kind === 'delete').length
  const change = plan.files.length - remove
  return [
    ...(remove > 0 ? [`${count(remove, 'file')} ${words.delete}`] : []),
    ...(change > 0 ? [`${remove > 0 ? change : count(change, 'file')} ${words.change}`] : []),
  ]
}

/**
 * One line per file: what happens to it, how many lines, and why.
 * @param width characters that fit on a line; what is longer ends in `…`
 */
export function planLines(plan: Plan, width: number = Infinity): string[] {
  const rows = [
    ...plan.files.map((file) => {
      const { added, removed } = countLines(fileDiff(file))
      const lines = [
        ...(added > 0 || removed === 0 ? [`+${added}`] : []),
        ...(removed > 0 ? [`-${removed}`] : []),
      ]
      return [fileVerb(file), file.path, lines.join(' '), file.why] as const
    }),
    ...plan.manual.map((change) => ['paste', change.path, '', change.why] as const),
  ]
  const pathWidth = Math.max(0, ...rows.map(([, path]) => path.length))
  const linesWidth = Math.max(0, ...rows.map(([, , lines]) => lines.length))
  return rows.map(([verb, path, lines, why]) =>
    shorten(
      [verb.padEnd(6), path.padEnd(pathWidth), lines.padEnd(linesWidth), why].join('  ').trimEnd(),
      width,
    ),
  )
}

function shorten(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1).trimEnd()}…`
}

/** `1 file`, `2 files`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
