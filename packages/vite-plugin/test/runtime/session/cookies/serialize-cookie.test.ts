import { expect, test } from 'vitest'

import { serializeCookie } from '../../../../src/runtime/session/cookies/serialize-cookie.ts'
import type { CookieOptions } from '../../../../src/runtime/session/index.ts'

const everything: CookieOptions = {
  partitioned: true,
  priority: 'high',
  sameSite: 'none',
  secure: true,
  httpOnly: true,
  maxAge: 60,
  expires: new Date(0),
  domain: 'example.com',
  path: '/',
}

test.each<[string, CookieOptions, { expired?: boolean }, string]>([
  [
    'everything, in the one order',
    everything,
    {},
    'n=v; Path=/; Domain=example.com; Max-Age=60; HttpOnly; Secure; SameSite=None; Priority=high; Partitioned',
  ],
  ['nothing', {}, {}, 'n=v'],
  [
    'what is false or empty',
    { path: '', domain: '', httpOnly: false, secure: false, partitioned: false },
    {},
    'n=v',
  ],
  ['an age of zero', { maxAge: 0 }, {}, 'n=v; Max-Age=0'],
  ['a deletion', { path: '/', maxAge: 60 }, { expired: true }, 'n=v; Path=/; Max-Age=0'],
  ['a deletion without an age', {}, { expired: true }, 'n=v; Max-Age=0'],
  ['lax', { sameSite: 'lax' }, {}, 'n=v; SameSite=Lax'],
  ['strict', { sameSite: 'strict' }, {}, 'n=v; SameSite=Strict'],
])('%s', (_name, options, flags, expected) => {
  expect(serializeCookie('n', 'v', options, flags)).toBe(expected)
})

test('another spelling of SameSite is corrected', () => {
  // What a hand-made configuration may hold.
  expect(serializeCookie('n', 'v', { sameSite: 'NONE' as 'none' })).toBe('n=v; SameSite=None')
})

test('the value is encoded, a seal needs no encoding', () => {
  expect(serializeCookie('n', 'a b;c="é"', {})).toBe('n=a%20b%3Bc%3D%22%C3%A9%22')
  expect(serializeCookie('n', 'Fe26.2*1*ab_-~2', {})).toBe('n=Fe26.2*1*ab_-~2')
})
