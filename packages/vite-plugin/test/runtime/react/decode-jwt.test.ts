import { expect, test } from 'vitest'

import { decodeJwt } from '../../../src/runtime/react/decode-jwt.ts'
import { encodeToken } from './token.ts'

test('reads header and payload', () => {
  const token = encodeToken({ sub: 'user_1', exp: 7 }, { alg: 'RS256', kid: 'a' })
  expect(decodeJwt(token)).toEqual({ header: { alg: 'RS256', kid: 'a' }, payload: { sub: 'user_1', exp: 7 } })
})

test.each(['Zoë Müller', '東京', '👩‍💻 ok', 'ÿ?>~'])('reads the text %s as it was written', (name) => {
  expect(decodeJwt(encodeToken({ name })).payload).toEqual({ name })
})

test.each(['', 'opaque', 'a.b', 'a.b.c.d'])('%j is no token', (text) => {
  expect(() => decodeJwt(text)).toThrow('Invalid JWT format')
})

test.each(['a.b.c', 'e30.!!!.c', `e30.${btoa('null')}.c`, `e30.${btoa('"text"')}.c`, `${btoa('[')}.e30.c`])(
  '%j is no token of JSON objects',
  (text) => {
    expect(() => decodeJwt(text)).toThrow('Failed to decode JWT')
  },
)
