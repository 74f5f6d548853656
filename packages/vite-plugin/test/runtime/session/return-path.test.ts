import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { sanitizeReturnPathname } from '../../../src/runtime/session/return-path.ts'

const ORIGIN = 'https://app.example.com'

describe('hostile input stays on this site', () => {
  test.each([
    'https://evil.example/p?q=1',
    'http://evil.example',
    'ftp://evil.example/file',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example/a',
    '\\/evil.example',
    'javascript:alert(1)',
    'javascript://evil.example/%0aalert(1)',
    'x:a/..//evil.example',
    'x:\\\\evil.example',
    'data:text/html,<script>1</script>',
    '/\t/evil.example',
    '/\n//evil.example',
    '\r//evil.example',
    '/%2f%2fevil.example',
    'https://user:pass@evil.example/a',
    '  //evil.example',
    '\u0000//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'https:evil.example',
    'https:/\\evil.example',
  ])('%j', (input) => {
    const path = sanitizeReturnPathname(input)

    expect(path).toMatch(/^\/(?![/\\])/)
    expect(new URL(path, ORIGIN).origin).toBe(ORIGIN)
  })
})

test.each([
  ['/dashboard', '/dashboard'],
  ['dashboard', '/dashboard'],
  ['?x=1', '/?x=1'],
  ['#top', '/#top'],
  ['/a?x=1&x=2&y=#part', '/a?x=1&x=2&y=#part'],
  ['/a?next=https://b.example/?c=1', '/a?next=https://b.example/?c=1'],
  ['/a/../b', '/b'],
  ['///a', '/'],
  ['/ü', '/%C3%BC'],
  ['/a%20b?c=%26#d%20e', '/a%20b?c=%26#d%20e'],
  ['https://evil.example/p?q=1#r', '/p?q=1#r'],
  ['javascript:alert(1)', '/alert(1)'],
  ['/a/b/', '/a/b/'],
])('%j becomes %j', (input, expected) => {
  expect(sanitizeReturnPathname(input)).toBe(expected)
})

test.each([undefined, null, '', 7, {}, ['/a'], 'https://['])('%j falls back', (input) => {
  expect(sanitizeReturnPathname(input)).toBe('/')
  expect(sanitizeReturnPathname(input, '/home?a=1')).toBe('/home?a=1')
})

test('the fallback is reduced too', () => {
  expect(sanitizeReturnPathname(undefined, '//evil.example/a')).toBe('/a')
  expect(sanitizeReturnPathname(undefined, 'https://[')).toBe('/')
})

describe('whatever the input', () => {
  const hostile = fc.string({
    unit: fc.constantFrom(
      '/',
      '\\',
      ':',
      '.',
      '?',
      '#',
      '@',
      '%2f',
      'a',
      ' ',
      '\t',
      '\n',
      'x:',
      'https:',
      '//',
      '..',
    ),
    maxLength: 24,
  })
  const input = fc.oneof(
    hostile,
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  )

  test('the result is a path of this site, and reducing it again changes nothing', () => {
    fc.assert(
      fc.property(input, (text) => {
        const path = sanitizeReturnPathname(text)
        expect(path).toMatch(/^\/(?![/\\])/)
        expect(new URL(path, ORIGIN).origin).toBe(ORIGIN)
        expect(sanitizeReturnPathname(path)).toBe(path)
      }),
      { numRuns: 600 },
    )
  })

  test('an ordinary path comes back whole', () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{1,8}$/)
    const paths = fc
      .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), segment, segment, segment)
      .map(([segments, name, value, hash]) => `/${segments.join('/')}?${name}=${value}&${name}=1#${hash}`)
    fc.assert(
      fc.property(paths, (path) => {
        expect(sanitizeReturnPathname(path)).toBe(path)
      }),
      { numRuns: 200 },
    )
  })
})
