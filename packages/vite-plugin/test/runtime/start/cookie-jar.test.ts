import { expect, test } from 'vitest'

import { CookieJar } from '../../../src/runtime/start/cookie-jar.ts'

function fill(...headers: string[]): CookieJar {
  const jar = new CookieJar()
  for (const header of headers) jar.set(header)
  return jar
}

test.each([
  ['the last word about a cookie counts', ['s=refreshed; Path=/', 's=; Path=/; Max-Age=0'], ['s=']],
  ['a sign-in after a sign-out counts', ['s=; Path=/; Max-Age=0', 's=new; Path=/'], ['s=new']],
  [
    'other cookies stay, in the order of their last word',
    ['s=1; Path=/', 'v=1; Path=/', 's=2; Path=/'],
    ['v=1', 's=2'],
  ],
  ['the same name on another path is another cookie', ['s=1; Path=/', 's=2; Path=/x'], ['s=1', 's=2']],
])('%s', (_, headers, expected) => {
  const taken = fill(...headers).takeAll()
  expect(taken.map(({ name, value }) => `${name}=${value}`)).toEqual(expected)
})

test('a cookie is found as it was written last', () => {
  const jar = fill('s=1; Path=/', 'v=1; Path=/', 's=2; Path=/x')
  expect(jar.find('s')).toMatchObject({ value: '2' })
  expect(jar.find('other')).toBeUndefined()
})

test('a cookie that is taken out is gone, but not another one in its place', () => {
  const jar = fill('s=1; Path=/')
  const first = jar.find('s')
  jar.set('s=2; Path=/')
  if (first) jar.remove(first)
  expect(jar.find('s')).toMatchObject({ value: '2' })
  const second = jar.find('s')
  if (second) jar.remove(second)
  expect(jar.size).toBe(0)
})

test('what was written since a checkpoint can be undone, and not once it has been handed over', () => {
  const jar = fill('s=1; Path=/')
  const undo = jar.checkpoint()
  jar.set('s=2; Path=/')
  jar.set('v=1; Path=/')
  undo()
  expect(jar.takeAll().map(({ name, value }) => `${name}=${value}`)).toEqual(['s=1'])
  undo()
  expect(jar.size).toBe(0)
})

test('cookies are handed over once', () => {
  const jar = fill('s=1; Path=/')
  expect(jar.size).toBe(1)
  expect(jar.takeAll()).toHaveLength(1)
  expect(jar.size).toBe(0)
  expect(jar.takeAll()).toEqual([])
})

test('a cookie that comes too late is an error, not a silent loss, and its value is not told', () => {
  const jar = fill()
  jar.takeAll()
  expect(() => jar.set('wos-session=secret; Path=/')).toThrow(
    /^The cookie "wos-session" can't be set any more/,
  )
  expect(() => jar.set('wos-session=secret; Path=/')).not.toThrow(/secret/)
  expect(() => jar.set('wos-session=secret; Path=/')).toThrow(
    expect.objectContaining({ code: 'ERR_RESPONSE_BEGUN', data: { cookieName: 'wos-session' } }),
  )
})
