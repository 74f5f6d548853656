import { describe, expect, test } from 'vitest'

import { serializeCookie } from '../../../src/runtime/session/cookies/serialize-cookie.ts'
import { cookieIdentity, parseSetCookie } from '../../../src/runtime/start/set-cookie.ts'

test.each([
  ['a=b', { name: 'a', value: 'b' }],
  ['a=', { name: 'a', value: '' }],
  ['a=b=c', { name: 'a', value: 'b=c' }],
  ['a=%20; Path=/; HttpOnly', { name: 'a', value: '%20', path: '/', httpOnly: true }],
  [
    'a=b; path=/x; DOMAIN=example.com; max-age=600; secure; samesite=NONE; priority=High; Partitioned',
    {
      name: 'a',
      value: 'b',
      path: '/x',
      domain: 'example.com',
      maxAge: 600,
      secure: true,
      sameSite: 'none',
      priority: 'high',
      partitioned: true,
    },
  ],
  ['a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT', { name: 'a', value: 'b', expires: new Date(0) }],
  ['a=b; Max-Age=soon; SameSite=Foo; Expires=never; Path=; Unknown=1', { name: 'a', value: 'b' }],
])('%s', (header, expected) => {
  expect(parseSetCookie(header)).toEqual(expected)
})

test('what the toolkit serialises comes back whole', () => {
  const options = {
    path: '/',
    domain: 'example.com',
    maxAge: 34_560_000,
    httpOnly: true,
    secure: true,
    sameSite: 'strict' as const,
    priority: 'low' as const,
    partitioned: true,
  }
  expect(parseSetCookie(serializeCookie('wos-session', 'Fe26.2*1~2', options))).toEqual({
    name: 'wos-session',
    value: encodeURIComponent('Fe26.2*1~2'),
    ...options,
  })
})

test.each(['', 'a', '=b', '; Path=/'])('%j is no cookie', (header) => {
  expect(() => parseSetCookie(header)).toThrow(TypeError)
})

describe('identity', () => {
  test.each([
    ['a=1; Path=/', 'a=2; Path=/; Max-Age=0; Secure', true],
    ['a=1; Path=/; Domain=Example.com', 'a=1; Path=/; Domain=example.com', true],
    ['a=1; Path=/', 'b=1; Path=/', false],
    ['a=1; Path=/', 'a=1; Path=/x', false],
    ['a=1; Path=/', 'a=1; Path=/; Domain=example.com', false],
    ['a=1', 'A=1', false],
  ])('%s and %s: %s', (one, other, isSame) => {
    expect(cookieIdentity(parseSetCookie(one)) === cookieIdentity(parseSetCookie(other))).toBe(isSame)
  })
})
