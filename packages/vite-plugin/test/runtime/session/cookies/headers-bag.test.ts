import { expect, test } from 'vitest'

import { mergeHeadersBags } from '../../../../src/runtime/session/cookies/headers-bag.ts'
import type { HeadersBag } from '../../../../src/runtime/session/index.ts'

test.each<[string, HeadersBag | undefined, HeadersBag | undefined, HeadersBag | undefined]>([
  ['two absent ones', undefined, undefined, undefined],
  ['the first alone', { a: '1' }, undefined, { a: '1' }],
  ['the second alone', undefined, { a: '1' }, { a: '1' }],
  [
    'cookies of both, first first',
    { 'Set-Cookie': 'a=1' },
    { 'Set-Cookie': 'b=2' },
    { 'Set-Cookie': ['a=1', 'b=2'] },
  ],
  [
    'the first spelling',
    { 'set-cookie': 'a=1' },
    { 'Set-Cookie': ['b=2'] },
    { 'set-cookie': ['a=1', 'b=2'] },
  ],
  [
    'arrays on both sides',
    { 'Set-Cookie': ['a', 'b'] },
    { 'SET-COOKIE': ['c', 'd'] },
    { 'Set-Cookie': ['a', 'b', 'c', 'd'] },
  ],
  ['cookies of the second only', { x: '1' }, { 'Set-Cookie': 'a' }, { x: '1', 'Set-Cookie': 'a' }],
  ['the second value of another header', { x: '1', y: '1' }, { x: '2' }, { x: '2', y: '1' }],
])('%s', (_name, first, second, expected) => {
  expect(mergeHeadersBags(first, second)).toEqual(expected)
})

test('neither bag is changed', () => {
  const first = { 'Set-Cookie': ['a'] }
  const second = { 'Set-Cookie': ['b'] }

  mergeHeadersBags(first, second)

  expect([first, second]).toEqual([{ 'Set-Cookie': ['a'] }, { 'Set-Cookie': ['b'] }])
})
