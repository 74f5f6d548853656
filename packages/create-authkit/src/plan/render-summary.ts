import { countLines, fileDiff } from './file-diff.ts'
import type { Plan } from './plan.ts'

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

/**
 * One line per file: what happens to it, how many lines, and why.
 * @param width characters that fit on a line; what is longer ends in `…`
 */
export function planLines(plan: Plan, width: number = Infinity): string[] {
  const rows = [
    ...plan.files.map((file) => {
      const { added, removed } = countLines(fileDiff(file))
      const lines = removed > 0 ? `+${added} -${removed}` : `+${added}`
      return [file.kind === 'create' ? 'create' : 'change', file.path, lines, file.why] as const
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
