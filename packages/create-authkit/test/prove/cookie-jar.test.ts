import { expect, test } from 'vitest'

import { CookieJar } from '../../src/prove/cookie-jar.ts'

test.each([
  { lines: ['a=1'], path: '/', sent: 'a=1' },
  { lines: ['a=1; Path=/', 'b=2; HttpOnly'], path: '/x', sent: 'a=1; b=2' },
  { lines: ['a=1', 'a=2'], path: '/', sent: 'a=2' },
  { lines: ['a=1=2; Path=/'], path: '/', sent: 'a=1=2' },
  { lines: ['a=1; Path=/app'], path: '/app/page', sent: 'a=1' },
  { lines: ['a=1; Path=/app'], path: '/app', sent: 'a=1' },
  { lines: ['a=1; Path=/app'], path: '/apple', sent: null },
  { lines: ['a=1; Path=/', 'a=; Max-Age=0'], path: '/', sent: null },
  { lines: ['a=1', 'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], path: '/', sent: null },
  { lines: ['a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], path: '/', sent: 'a=1' },
  { lines: ['=1', 'no pair'], path: '/', sent: null },
])('of $lines, $path gets $sent', ({ lines, path, sent }) => {
  const jar = new CookieJar()
  for (const line of lines) jar.take(line)
  expect(jar.header(path)).toBe(sent)
})
