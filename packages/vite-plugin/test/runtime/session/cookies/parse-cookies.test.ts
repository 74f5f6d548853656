import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readCookie, readCookieNames } from '../../../../src/runtime/session/cookies/parse-cookies.ts'
import { serializeCookie } from '../../../../src/runtime/session/cookies/serialize-cookie.ts'

test.each([
  ['no header', null, null],
  ['an empty header', '', null],
  ['another cookie', 'b=1', null],
  ['a longer name', 'aa=1', null],
  ['the only one', 'a=1', '1'],
  ['among others', 'b=1; a=2; c=3', '2'],
  ['no blanks', 'b=1;a=2;c=3', '2'],
  ['many blanks', '  a =  2  ; b=1', '2'],
  ['the last of several', 'a=1; a=2', '2'],
  ['equals signs in the value', 'a=b=c==', 'b=c=='],
  ['an encoded value', 'a=b%20c%3B', 'b c;'],
  ['broken encoding', 'a=%E0%A4%A', null],
  ['quotes', 'a="b"', '"b"'],
  ['an empty value', 'a=', ''],
  ['no value at all', 'a; b=1', null],
])('the value, %s', (_name, header, expected) => {
  expect(readCookie(header, 'a')).toBe(expected)
})

test.each([
  [null, []],
  [undefined, []],
  ['', []],
  ['a=1; b=2', ['a', 'b']],
  [' a =1;; =x; c', ['a', 'c']],
  ['a=1; a=2', ['a', 'a']],
])('the names in %j', (header, expected) => {
  expect(readCookieNames(header)).toEqual(expected)
})

test('what is written is read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      expect(readCookie(`x=1; ${serializeCookie('a', value, {})}; y=2`, 'a')).toBe(value)
    }),
  )
})
