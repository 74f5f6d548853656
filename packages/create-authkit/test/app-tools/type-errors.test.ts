import { expect, test } from 'vitest'

import type { TypeProblem } from '../../src/app-tools/type-errors.ts'
import { newTypeErrors, parseTypeErrors } from '../../src/app-tools/type-errors.ts'

test('reads the errors of a compiler’s output', () => {
  const output = [
    '/app/src/routes/index.tsx',
    "src/a (copy).ts(12,5): error TS2345: Argument of type 'a' is not assignable to 'b'.",
    "  Type 'a' is not assignable to type 'b'.",
    'error TS5101: Option is deprecated.',
    'src/b.ts(1,1): warning TS1000: not an error',
  ]

  expect(parseTypeErrors(output)).toEqual([
    {
      file: 'src/a (copy).ts',
      line: 12,
      code: 'TS2345',
      message: "Argument of type 'a' is not assignable to 'b'.",
    },
    { file: null, line: null, code: 'TS5101', message: 'Option is deprecated.' },
  ])
})

const problem = (change: Partial<TypeProblem> = {}): TypeProblem => ({
  file: 'a.ts',
  line: 1,
  code: 'TS1',
  message: 'wrong',
  ...change,
})

test.each([
  { name: 'the same error', before: [problem()], after: [problem()], isNew: 0 },
  { name: 'an error that moved', before: [problem({ line: 1 })], after: [problem({ line: 9 })], isNew: 0 },
  { name: 'an error that is gone', before: [problem()], after: [], isNew: 0 },
  { name: 'an error of another code', before: [problem()], after: [problem({ code: 'TS2' })], isNew: 1 },
  {
    name: 'an error with another message elsewhere',
    before: [problem()],
    after: [problem({ message: 'x', line: 2 })],
    isNew: 1,
  },
  {
    name: 'an error whose message lists one route more',
    before: [problem({ message: `Type '"/a/"' is not assignable to type '"/" | "/a"'.` })],
    after: [
      problem({ message: `Type '"/a/"' is not assignable to type '"/" | "/a" | "/api/auth/callback"'.` }),
    ],
    isNew: 0,
  },
  {
    name: 'one that moved to the line of another',
    before: [problem({ line: 1 }), problem({ line: 2, message: 'other' })],
    after: [problem({ line: 2 }), problem({ line: 3, message: 'other' })],
    isNew: 0,
  },
  {
    name: 'a second one on the line of one that is there still',
    before: [problem()],
    after: [problem(), problem({ message: 'x' })],
    isNew: 1,
  },
  { name: 'an error of another file', before: [problem()], after: [problem({ file: 'b.ts' })], isNew: 1 },
  { name: 'one more of the same', before: [problem()], after: [problem(), problem({ line: 2 })], isNew: 1 },
  { name: 'an error of the program', before: [], after: [problem({ file: null, line: null })], isNew: 1 },
])('$name: $isNew new', ({ before, after, isNew }) => {
  expect(newTypeErrors(before, after)).toHaveLength(isNew)
})
