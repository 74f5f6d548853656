import { expect, test } from 'vitest'

import { maskEnvFile } from '../../../src/lint/secrets/env-file.ts'

test.each<{ name: string; text: string; masked: string; variables: string[] }>([
  { name: 'a value', text: 'A=secret', masked: 'A=…', variables: ['A'] },
  { name: 'an export', text: 'export A=secret\n', masked: 'export A=…\n', variables: ['A'] },
  { name: 'spaces', text: '  A = secret', masked: '  A=…', variables: ['A'] },
  { name: 'a comment', text: '# A=secret\nB=1', masked: '…\nB=…', variables: ['B'] },
  { name: 'empty lines', text: '\n\nA=1', masked: '\n\nA=…', variables: ['A'] },
  { name: 'CRLF', text: 'A=1\r\nB=2', masked: 'A=…\nB=…', variables: ['A', 'B'] },
  {
    name: 'a value of several lines that look like assignments',
    text: 'A="one\nSECRET=two\nthree"\nB=1',
    masked: 'A=…\n…\n…\nB=…',
    variables: ['A', 'B'],
  },
  {
    name: 'a value with a quote of another kind',
    text: `A="it's"\nB=1`,
    masked: 'A=…\nB=…',
    variables: ['A', 'B'],
  },
  { name: 'something else', text: 'secret', masked: '…', variables: [] },
])('$name', ({ text, masked, variables }) => {
  const file = maskEnvFile(text)
  expect(file.text).toBe(masked)
  expect([...file.variables].map(([, { start, end }]) => file.text.slice(start, end))).toStrictEqual(
    variables,
  )
})

test('of a variable that is set twice, the last counts', () => {
  const { text, variables } = maskEnvFile('A=1\nA=2')
  expect(text.slice(0, variables.get('A')?.start).split('\n')).toHaveLength(2)
})
