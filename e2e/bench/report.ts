import { cpus } from 'node:os'
import { isMet, type Measure, type Outcome, type Target } from './measure.ts'
import type { Sample } from './statistics.ts'

/** What one run measured. */
export interface Report {
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number }
  readonly lines: readonly { readonly measure: Measure; readonly outcome: Outcome }[]
}

export function createReport(lines: Report['lines']): Report {
  const processors = cpus()
  const cpu = processors[0]?.model.trim() ?? 'unknown'
  return { machine: { node: process.version, cpu, cores: processors.length }, lines }
}

/** For programs: each value by its key, then everything it comes from. */
export function toJson({ machine, lines }: Report): string {
  const values = lines.map(({ measure, outcome }) => [measure.key, round(outcome.value)] as const)
  const details = lines.map(({ measure: { key, what, how, target }, outcome }) => {
    return [key, { what, how, target, met: isMet(target, outcome.value), ...outcome }] as const
  })
  const document = { ...Object.fromEntries(values), machine, details: Object.fromEntries(details) }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** For people: a table in Markdown, and how each line was measured. */
export function toMarkdown({ machine, lines }: Report): string {
  const rows = lines.map(({ measure: { key, what, target }, outcome: { value, unit, ours, theirs } }) => {
    const cells = [`\`${key}\``, what, format(ours, unit), theirs ? format(theirs, unit) : '–']
    return `| ${[...cells, `**${round(value)}**`, formatTarget(target)].join(' | ')} |`
  })
  const methods = lines.map(({ measure }) => `- \`${measure.key}\`: ${measure.how}`)
  return [
    '| | what | ours | theirs | result | to be |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Medians, with the range of the middle half of the rounds, on ${machine.cores} × ${machine.cpu}, Node ${machine.node}. ` +
      'Theirs is `@workos/authkit-tanstack-react-start` 0.11.1 with `@workos/authkit-session` 0.7.1 and `@workos-inc/node` 10.14.0, ' +
      'in the same run, round by round in turn, on the same app.',
    '',
    ...methods,
    '',
  ].join('\n')
}

function format({ median, spread: [low, high] }: Sample, unit: string): string {
  const range = low === high ? '' : ` (${round(low)}–${round(high)})`
  return `${round(median)}${unit && ` ${unit}`}${range}`
}

function formatTarget(target: Target): string {
  return 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`
}

/** Three significant digits, and no fraction where they don't reach it. */
function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
