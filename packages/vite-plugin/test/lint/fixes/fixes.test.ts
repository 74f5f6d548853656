import { describe, expect, test } from 'vitest'

import { findCases, fix, ROOT, type FixCase } from './fix-fixture.ts'

const cases = findCases()

/** The same text as people on other systems, or with other habits, write it. */
const WRITINGS: ReadonlyArray<{ writing: string; write: (text: string) => string }> = [
  { writing: 'as it is', write: (text) => text },
  { writing: 'with CRLF', write: (text) => text.replaceAll('\n', '\r\n') },
  {
    writing: 'with tabs',
    write: (text) => text.replaceAll(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
  },
  { writing: 'with a byte order mark', write: (text) => `\uFEFF${text}` },
]

function written(files: FixCase['input'], write: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, write(text)]))
}

function below(texts: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...texts].map(([file, text]) => [file.slice(`${ROOT}/src/`.length), text]))
}

describe.each(WRITINGS)('$writing', ({ write }) => {
  test.each(cases)('$name', async ({ input, expected }) => {
    const sources = written(input, write)

    const { texts } = await fix(sources)

    expect(below(texts)).toEqual(written(expected, write))
  })
})

test.each(cases)('$name: what is left, and why', async ({ input, reasons }) => {
  const { left } = await fix(input)

  expect(left.map(({ diagnostic, reason }) => `${diagnostic.code}: ${reason}`).join('\n')).toBe(reasons)
})

test.each(cases.filter(({ expected }) => Object.keys(expected).length > 0))(
  '$name: a second run changes nothing',
  async ({ input, expected }) => {
    const { texts, applied } = await fix({ ...input, ...expected })

    expect(below(texts)).toEqual({})
    expect(applied).toEqual([])
  },
)

test('there are cases of both kinds', () => {
  expect(cases.filter(({ reasons }) => reasons === '').length).toBeGreaterThan(5)
  expect(cases.filter(({ reasons }) => reasons !== '').length).toBeGreaterThan(5)
})
