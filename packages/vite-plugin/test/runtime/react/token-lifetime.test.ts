import { expect, test } from 'vitest'

import { readLifetime } from '../../../src/runtime/react/token-lifetime.ts'
import { encodeToken } from './token.ts'

test.each([
  ['a long life', { iat: 1000, exp: 1301 }, { issuedAt: 1000, expiresAt: 1301, buffer: 60 }],
  ['a short life', { iat: 1000, exp: 1300 }, { issuedAt: 1000, expiresAt: 1300, buffer: 30 }],
  ['a very short life', { iat: 1000, exp: 1020 }, { issuedAt: 1000, expiresAt: 1020, buffer: 10 }],
  ['no beginning: now', { exp: 1240 }, { issuedAt: undefined, expiresAt: 1240, buffer: 20 }],
  ['an end before its beginning', { iat: 1000, exp: 900 }, { issuedAt: 1000, expiresAt: 900, buffer: 0 }],
])('%s', (_, claims, expected) => {
  expect(readLifetime(encodeToken(claims), 1200)).toEqual(expected)
})

test.each([{}, { exp: '1300' }, { exp: null }])('claims %j say nothing', (claims) => {
  expect(readLifetime(encodeToken(claims), 1200)).toBeUndefined()
})

test('an opaque token says nothing', () => {
  expect(readLifetime('opaque', 1200)).toBeUndefined()
})
