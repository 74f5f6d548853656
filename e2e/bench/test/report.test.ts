import { describe, expect, test } from 'vitest'
import { describeMachine, type Machine } from '../machine.ts'
import { isMet, type Measure, type Outcome, type Target } from '../measure.ts'
import { toJson, toMarkdown, type Line } from '../report.ts'

const machine: Machine = { node: 'v24.0.0', cpu: 'A processor', cores: 2, load: 0.25 }

function line(key: string, target: Target, outcome: Partial<Outcome>): Line {
  const sample = { median: 0.012345, spread: [0.01, 0.02] } as const
  const measure: Measure = {
    key,
    what: `what ${key} is`,
    how: `How ${key} is measured.`,
    target,
    run: () => Promise.reject(new Error('Nothing is run here.')),
  }
  return { measure, result: { value: 1, unit: 'ms', ours: sample, theirs: sample, machine, ...outcome } }
}

const lines: Line[] = [
  line('hot', { atLeast: 30 }, { value: 86.94, theirs: { median: 1.1399, spread: [1, 1234.5] } }),
  line(
    'size',
    { atMost: 32 },
    { value: 17, unit: 'MiB', ours: { median: 17, spread: [17, 17] }, theirs: null },
  ),
  line('share', { atLeast: 0.95 }, { value: 0.9499, unit: '' }),
]

test.each<[Target, number, boolean]>([
  [{ atLeast: 1 }, 1, true],
  [{ atLeast: 1 }, 0.999, false],
  [{ atMost: 1 }, 1, true],
  [{ atMost: 1 }, 1.001, false],
  [{ atLeast: 1 }, Number.NaN, false],
  [{ atMost: 1 }, Number.NaN, false],
])('%j is met by %d: %s', (target, value, met) => {
  expect(isMet(target, value)).toBe(met)
})

describe('for programs', () => {
  test('each value stands under its key', () => {
    expect(JSON.parse(toJson(lines))).toMatchObject({ hot: 86.9, size: 17 })
  })

  test('with everything that it comes from, unrounded', () => {
    expect(JSON.parse(toJson(lines))).toMatchObject({
      details: {
        hot: {
          value: 86.94,
          unit: 'ms',
          machine,
          met: true,
          target: { atLeast: 30 },
          ours: { median: 0.012345, spread: [0.01, 0.02] },
          theirs: { median: 1.1399 },
        },
        size: { theirs: null, target: { atMost: 32 } },
      },
    })
  })

  test('what misses its target says so, however it is rounded', () => {
    expect(JSON.parse(toJson(lines))).toMatchObject({ share: 0.95, details: { share: { met: false } } })
  })
})

describe('for people', () => {
  const text = toMarkdown(lines, '`theirs` 1.0')

  test('is a table with a row for each, then the conditions, then the methods', () => {
    expect(text).toMatchInlineSnapshot(`
      "| | what | ours | theirs | result | to be |
      | --- | --- | --- | --- | --- | --- |
      | \`hot\` | what hot is | 0.0123 ms (0.01–0.02) | 1.14 ms (1–1235) | **86.9** | ≥ 30 |
      | \`size\` | what size is | 17 MiB | – | **17** | ≤ 32 |
      | \`share\` | what share is | 0.0123 (0.01–0.02) | 0.0123 (0.01–0.02) | **0.95** | ≥ 0.95 |

      Medians, with the range of the middle half of the rounds, on 2 × A processor with Node v24.0.0, at a load of 0.3. Theirs is \`theirs\` 1.0, in the same run, round by round in turn, on the same app.

      - \`hot\`: How hot is measured.
      - \`size\`: How size is measured.
      - \`share\`: How share is measured.
      "
    `)
  })

  test('every row has as many cells as the head', () => {
    const rows = text.split('\n').filter((row) => row.startsWith('|'))

    expect(new Set(rows.map((row) => row.split(' | ').length))).toEqual(new Set([6]))
  })
})

test('several machines and loads are all named', () => {
  const [first, ...rest] = lines
  if (!first) throw new Error('There is no line.')
  const elsewhere = { ...first, result: { ...first.result, machine: { ...machine, cores: 8, load: 1.5 } } }

  expect(toMarkdown([elsewhere, ...rest], '')).toContain(
    'on 8 × A processor with Node v24.0.0 and 2 × A processor with Node v24.0.0, at a load of 0.3 to 1.5.',
  )
})

test('the machine is this one', () => {
  expect(describeMachine()).toMatchObject({
    node: process.version,
    cores: expect.any(Number),
    load: expect.any(Number),
  })
})
