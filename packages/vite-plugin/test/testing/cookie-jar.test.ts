import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { CookieJar } from '../../src/testing/cookie-jar.ts'

const NOW = Date.parse('2026-11-21T12:00:00.000Z')
const HERE = new URL('http://app.localhost:3000/api/auth/callback?code=1')

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function jarWith(...headers: string[]): CookieJar {
  const jar = new CookieJar()
  jar.store(answer(...headers), HERE)
  return jar
}

function answer(...headers: string[]): Response {
  return new Response(null, { headers: headers.map((header) => ['set-cookie', header]) })
}

describe('a Set-Cookie header', () => {
  const plain = {
    name: 'a',
    value: 'b',
    domain: 'app.localhost',
    path: '/api/auth',
    expires: -1,
    httpOnly: false,
    secure: false,
    sameSite: 'Lax',
  }
  test.each([
    ['a=b', plain],
    ['a=b; Path=/', { ...plain, path: '/' }],
    ['a=b; Path=nowhere', plain],
    ['a=b; HttpOnly; Secure; SameSite=none', { ...plain, httpOnly: true, secure: true, sameSite: 'None' }],
    ['a=b;SAMESITE=strict', { ...plain, sameSite: 'Strict' }],
    ['a=b; SameSite=nonsense', plain],
    ['a=b; Max-Age=60', { ...plain, expires: NOW / 1000 + 60 }],
    ['a=b; Expires=Sat, 21 Nov 2026 13:00:00 GMT', { ...plain, expires: NOW / 1000 + 3600 }],
    ['a=b; Max-Age=60; Expires=Sat, 21 Nov 2026 13:00:00 GMT', { ...plain, expires: NOW / 1000 + 60 }],
    ['a=b; Expires=some day', plain],
    ['a=b; Domain=app.localhost', { ...plain, domain: '.app.localhost' }],
    ['a=b; Domain=.localhost', { ...plain, domain: '.localhost' }],
    ['a==b=', { ...plain, value: '=b=' }],
  ])('%s', (header, expected) => {
    expect(jarWith(header).cookies()).toStrictEqual([expected])
  })

  test.each([
    ['of another site', 'a=b; Domain=example.com'],
    ['of a name that only ends alike', 'a=b; Domain=pp.localhost'],
    ['without a name', '=b'],
    ['that has expired', 'a=b; Max-Age=0'],
    ['that expired long ago', 'a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
  ])('%s is not kept', (_, header) => {
    expect(jarWith(header).cookies()).toStrictEqual([])
  })
})

test('a cookie is replaced, and taken away', () => {
  const jar = jarWith('a=1; Path=/', 'b=1; Path=/')
  jar.store(answer('a=2; Path=/', 'b=; Path=/; Max-Age=0'), HERE)
  expect(jar.header(HERE)).toBe('a=2')
})

test('a cookie ends', () => {
  const jar = jarWith('a=1; Path=/; Max-Age=60')
  vi.setSystemTime(NOW + 59_000)
  expect(jar.header(HERE)).toBe('a=1')
  vi.setSystemTime(NOW + 60_000)
  expect(jar.header(HERE)).toBeUndefined()
  expect(jar.cookies()).toStrictEqual([])
})

describe('a cookie is sent', () => {
  const jar = (): CookieJar =>
    jarWith('host=1; Path=/', 'deep=1; Path=/api', 'below=1; Path=/; Domain=app.localhost')
  test.each([
    ['http://app.localhost:3000/', 'host=1; below=1'],
    ['https://app.localhost/api/x', 'deep=1; host=1; below=1'],
    ['http://app.localhost:3000/api', 'deep=1; host=1; below=1'],
    ['http://app.localhost:3000/apis', 'host=1; below=1'],
    ['http://other.app.localhost/', 'below=1'],
    ['http://localhost:3000/', undefined],
    ['http://xapp.localhost/', undefined],
    ['https://example.com/', undefined],
  ])('to %s: %s', (url, expected) => {
    expect(jar().header(new URL(url))).toBe(expected)
  })
})
