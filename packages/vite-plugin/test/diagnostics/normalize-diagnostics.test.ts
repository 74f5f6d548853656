import { expect, test } from 'vitest'

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { normalizeDiagnostics } from '../../src/diagnostics/normalize-diagnostics.ts'

function finding(file: string, start: number, code: Diagnostic['code'] = 'AK001', message = ''): Diagnostic {
  return { code, rule: 'r', severity: 'error', message, help: '', file, start, end: start + 1, docs: '' }
}

function listed(given: Diagnostic[]): string[] {
  return normalizeDiagnostics(given).map(({ file, start, code }) => `${file} ${start} ${code}`)
}

test('sorts by file, then offset as a number, then code', () => {
  const given = [
    finding('b', 9),
    finding('a', 10),
    finding('a', 9, 'AK002'),
    finding('a', 9),
    finding('B', 1),
  ]
  expect(listed(given)).toStrictEqual(['B 1 AK001', 'a 9 AK001', 'a 9 AK002', 'a 10 AK001', 'b 9 AK001'])
})

test('keeps the first of several findings with one code at one place', () => {
  const given = [finding('a', 1, 'AK001', 'first'), finding('a', 1, 'AK001', 'second')]
  expect(normalizeDiagnostics(given).map((diagnostic) => diagnostic.message)).toStrictEqual(['first'])
})

test('does not take two codes, places or files for one', () => {
  const given = [finding('a', 1), finding('a', 1, 'AK002'), finding('a', 2), finding('a1', 1)]
  expect(listed(given)).toHaveLength(4)
})

test('leaves the given list as it was', () => {
  const given = [finding('b', 1), finding('a', 1)]
  normalizeDiagnostics(given)
  expect(given.map((diagnostic) => diagnostic.file)).toStrictEqual(['b', 'a'])
})
