import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { workspaceRoot } from '../../harness/workspace.ts'
import { measures } from '../measures/index.ts'
import { replaceTable } from '../readme.ts'
import { toMarkdown } from '../report.ts'
import { readLines, resultsFile } from '../results.ts'
import { describeVendorPackages } from '../vendor-packages.ts'

const empty = '# Title\n\n<!-- bench:start -->\n<!-- bench:end -->\n\nMore.\n'

describe('the table in a README', () => {
  test('goes between the markers, and nothing else changes', () => {
    expect(replaceTable(empty, '| a |')).toBe(
      '# Title\n\n<!-- bench:start -->\n\n| a |\n\n<!-- bench:end -->\n\nMore.\n',
    )
  })

  test('takes the place of the one before', () => {
    expect(replaceTable(replaceTable(empty, '| a |\n'), '| b |\n')).toBe(replaceTable(empty, '| b |\n'))
  })

  test('may hold what means something in a replacement', () => {
    expect(replaceTable(empty, "costs $& and $1 and $'")).toContain("costs $& and $1 and $'")
  })

  test.each([
    ['no markers', '# Title\n'],
    ['no end', '<!-- bench:start -->\n'],
    ['no start', '<!-- bench:end -->\n'],
    ['the end before the start', '<!-- bench:end -->\n<!-- bench:start -->\n'],
    ['two tables', `${empty}${empty}`],
  ])('is refused for %s', (_name, readme) => {
    expect(() => replaceTable(readme, '| a |')).toThrow('<!-- bench:start -->')
  })
})

describe("this project's README", () => {
  const readme = readFileSync(join(workspaceRoot, 'README.md'), 'utf8')
  const [, table = ''] = readme.split(/<!-- bench:(?:start|end) -->/)
  /** The formatter lines columns up with spaces and dashes. */
  const plain = (text: string): string[] =>
    text
      .trim()
      .split('\n')
      .map((row) => row.replaceAll(/ +/g, ' ').replaceAll(/-{2,}/g, '--'))

  test('shows what was measured last, as it is described now; else `node e2e/bench/bench.ts --render`', async () => {
    const expected = toMarkdown(await readLines(measures), await describeVendorPackages())

    expect(plain(table)).toEqual(plain(expected))
  })

  test('shows no results of a measure that is gone; else the same', async () => {
    const keys = Object.keys(JSON.parse(readFileSync(resultsFile, 'utf8')))

    expect(keys).toEqual((await readLines(measures)).map(({ measure }) => measure.key))
  })
})

test('each measure has a key of its own', () => {
  expect(new Set(measures.map(({ key }) => key)).size).toBe(measures.length)
})
