import { expect, test } from 'vitest'

import { diagnosticToJson } from '../../src/diagnostics/diagnostic-json.ts'
import { displayPath } from '../../src/diagnostics/diagnostic-view.ts'

const diagnostic = {
  code: 'AK001',
  rule: 'no-prefetched-auth-url',
  severity: 'error',
  message: 'm',
  help: 'h',
  file: '/app/a.ts',
  start: 4,
  end: 6,
  trace: [{ file: '/other/b.ts', start: 1, end: 2, note: 'n' }],
  docs: 'd',
} as const

test('adds lines and columns where the source is known', () => {
  const view = { root: '/app/', sourceOf: (file: string) => (file === '/app/a.ts' ? 'ab\ncdef' : undefined) }
  expect(diagnosticToJson({ ...diagnostic, trace: [...diagnostic.trace] }, view)).toStrictEqual({
    code: 'AK001',
    rule: 'no-prefetched-auth-url',
    severity: 'error',
    message: 'm',
    help: 'h',
    docs: 'd',
    file: 'a.ts',
    start: { offset: 4, line: 2, column: 2 },
    end: { offset: 6, line: 2, column: 4 },
    trace: [{ note: 'n', file: '/other/b.ts', start: { offset: 1 }, end: { offset: 2 } }],
  })
})

test.each([
  { file: '/app/src/a.ts', root: '/app', shown: 'src/a.ts' },
  { file: '/app/src/a.ts', root: '/app/', shown: 'src/a.ts' },
  { file: '/application/a.ts', root: '/app', shown: '/application/a.ts' },
  { file: 'C:\\app\\src\\a.ts', root: 'C:\\app', shown: 'src/a.ts' },
  { file: 'C:/app/src/a.ts', root: 'C:\\app', shown: 'src/a.ts' },
])('$file below $root is shown as $shown', ({ file, root, shown }) => {
  expect(displayPath(file, root)).toBe(shown)
})
