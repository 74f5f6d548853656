import { isMet, type Measure, type Outcome, type Target } from './measure.ts'
import type { Machine } from './machine.ts'
import type { Sample } from './statistics.ts'

/** What came out of a measure, and where. */
export interface Result extends Outcome {
  readonly machine: Machine
}

/** One line of a report. */
export interface Line {
  readonly measure: Measure
  readonly result: Result
}

const tableHead = '| | what | ours | theirs | result | to be |'

/** For programs: each value by its key, then everything it comes from. */
export function toJson(lines: readonly Line[]): string {
  const values = lines.map(({ measure, result }) => [measure.key, round(result.value)] as const)
  const details = lines.map(({ measure: { key, what, how, target }, result }) => {
    return [key, { what, how, target, met: isMet(target, result.value), ...result }] as const
  })
  const document = { ...Object.fromEntries(values), details: Object.fromEntries(details) }
  return `${JSON.stringify(document, null, 2)}\n`
}

/**
 * For people: a table in Markdown, and how each line was measured.
 *
 * @param vendor the packages that are measured beside ours, with their versions
 */
export function toMarkdown(lines: readonly Line[], vendor: string): string {
  const rows = lines.map(({ measure: { key, what, target }, result: { value, unit, ours, theirs } }) => {
    const cells = [`\`${key}\``, what, format(ours, unit), theirs ? format(theirs, unit) : '–']
    return `| ${[...cells, `**${round(value)}**`, formatTarget(target)].join(' | ')} |`
  })
  const methods = lines.map(({ measure }) => `- \`${measure.key}\`: ${measure.how}`)
  return [
    tableHead,
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Medians, with the range of the middle half of the rounds, on ${formatMachines(lines)}. ` +
      `Theirs is ${vendor}, in the same run, round by round in turn, on the same app.`,
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

function formatMachines(lines: readonly Line[]): string {
  const machines = lines.map(({ result: { machine } }) => machine)
  const names = machines.map(({ cores, cpu, node }) => `${cores} × ${cpu} with Node ${node}`)
  const loads = machines.map(({ load }) => load)
  const range = [Math.min(...loads), Math.max(...loads)].map((load) => load.toFixed(1))
  return `${[...new Set(names)].join(' and ')}, at a load of ${[...new Set(range)].join(' to ')}`
}

/** Three significant digits, and no fraction where they don't reach it. */
function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
