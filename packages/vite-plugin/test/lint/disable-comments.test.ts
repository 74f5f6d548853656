import { describe, expect, test } from 'vitest'

import { IMPORTS, lint } from './lint-fixture.ts'

const route = (comment: string): string => `${IMPORTS}
export const Route = createFileRoute('/a')({
  loader: async () => {
    ${comment}
    const url = await getSignInUrl()
    return { url }
  },
})`

const codes = (source: string): string[] => lint(source).map((diagnostic) => diagnostic.code)

describe('authkit-disable-next-line', () => {
  test.each([
    '// authkit-disable-next-line AK001 -- the page is never preloaded',
    '/* authkit-disable-next-line AK001 -- the page is never preloaded */',
    '// authkit-disable-next-line AK002, AK001 -- both',
    '// authkit-disable-next-line AK002 AK001 -- both',
    '//authkit-disable-next-line AK001 --short',
  ])('%s switches the next line off', (comment) => {
    expect(codes(route(comment))).toStrictEqual([])
  })

  test.each([
    '// authkit-disable-next-line AK001',
    '// authkit-disable-next-line AK001 --',
    '// authkit-disable-next-line AK001 -- ',
  ])('%s has no reason, and says so', (comment) => {
    expect(lint(route(comment))).toMatchObject([
      {
        code: 'AK001',
        help: expect.stringContaining(
          'has no reason and counts for nothing; with one it would be:\n// authkit-disable-next-line AK001 -- ',
        ),
      },
    ])
  })

  test.each([
    '// authkit-disable-next-line AK002 -- another code',
    '// authkit-disable-next-line -- no code',
    '// authkit-disable-next-line AK0011 -- no such code',
    '// authkit-disable-next-lines AK001 -- another word',
    '// see authkit-disable-next-line AK001 -- in the middle',
    '// authkit-disable-next-line AK001 -- two lines above\n',
    '"authkit-disable-next-line AK001 -- no comment"',
  ])('%s switches nothing off', (comment) => {
    const found = lint(route(comment))
    expect(found).toMatchObject([{ code: 'AK001' }])
    expect(found[0]?.help).not.toContain('has no reason')
  })

  test('speaks of one line, not of the rest', () => {
    const source = route('// authkit-disable-next-line AK001 -- reason').replace(
      'return { url }',
      'return { url, again: await getSignInUrl() }',
    )
    expect(codes(source)).toStrictEqual(['AK001'])
  })

  test('works with CRLF', () => {
    const source = route('// authkit-disable-next-line AK001 -- reason').replaceAll('\n', '\r\n')
    expect(codes(source)).toStrictEqual([])
  })
})
