import { expect, test } from 'vitest'

import { positionAt } from '../../src/diagnostics/position.ts'

test.each([
  { name: 'start of a file', source: 'ab\ncd', offset: 0, line: 1, column: 1 },
  { name: 'first line', source: 'ab\ncd', offset: 1, line: 1, column: 2 },
  { name: 'a line feed belongs to its line', source: 'ab\ncd', offset: 2, line: 1, column: 3 },
  { name: 'start of a line', source: 'ab\ncd', offset: 3, line: 2, column: 1 },
  { name: 'CRLF counts as one ending', source: 'ab\r\ncd', offset: 4, line: 2, column: 1 },
  { name: 'inside a CRLF', source: 'ab\r\ncd', offset: 3, line: 1, column: 3 },
  { name: 'CR alone', source: 'ab\rcd', offset: 3, line: 2, column: 1 },
  { name: 'UTF-16 units, as editors count', source: '😀x', offset: 2, line: 1, column: 3 },
  { name: 'end of a file', source: 'ab\n', offset: 3, line: 2, column: 1 },
  { name: 'beyond the end', source: 'ab\ncd', offset: 99, line: 2, column: 3 },
  { name: 'before the start', source: 'ab', offset: -1, line: 1, column: 1 },
  { name: 'an empty file', source: '', offset: 0, line: 1, column: 1 },
])('$name is line $line, column $column', ({ source, offset, line, column }) => {
  expect(positionAt(source, offset)).toStrictEqual({ line, column })
})
