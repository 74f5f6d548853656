import { describe, expect, test } from 'vitest'

import { applyEdits } from '../../../src/lint/fixes/apply-edits.ts'
import type { FixResult, TextEdit } from '../../../src/lint/fixes/fix.ts'
import { findCases, fix, ROOT } from './fix-fixture.ts'

const FILE = `${ROOT}/src/routes/page.tsx`
const PAGE = `import { createFileRoute } from '@tanstack/react-router'
import { getSignInUrl, getSignUpUrl } from 'virtual:authkit'

export const Route = createFileRoute('/')({
  loader: async () => ({ url: await getSignUpUrl() }),
})
`

/** Replaces the one call by other code. */
function insteadOfTheCall(text: string): () => FixResult {
  const start = PAGE.indexOf('getSignUpUrl()')
  const edits: TextEdit[] = [{ file: FILE, start, end: start + 'getSignUpUrl()'.length, text }]
  return () => ({ fix: { title: 'a change', edits } })
}

describe('a change is kept only when it is proven', () => {
  test('proven', async () => {
    const { texts, applied, left, result } = await fix(
      { 'routes/page.tsx': PAGE },
      { otherFix: insteadOfTheCall("'/sign-up'") },
    )

    expect(texts.get(FILE)).toBe(PAGE.replace('getSignUpUrl()', "'/sign-up'"))
    expect(applied).toMatchObject([{ title: 'a change', diagnostic: { code: 'AK001' }, files: [FILE] }])
    expect(left).toEqual([])
    expect(result.diagnostics).toEqual([])
  })

  test.each([
    { name: 'its result does not parse', text: 'getSignUpUrl((', reason: 'does not parse' },
    { name: 'the finding stays', text: 'getSignUpUrl({})', reason: 'another finding' },
    { name: 'another finding comes', text: 'getSignInUrl()', reason: 'another finding' },
  ])('not when $name', async ({ text, reason }) => {
    const { texts, applied, left, result } = await fix(
      { 'routes/page.tsx': PAGE },
      { otherFix: insteadOfTheCall(text) },
    )

    expect(texts.size).toBe(0)
    expect(applied).toEqual([])
    expect(left).toMatchObject([{ reason: expect.stringContaining(reason) }])
    expect(result.diagnostics).toHaveLength(1)
  })
})

test('what is not wanted is left without a word', async () => {
  const { texts, left, result } = await fix(
    { 'routes/page.tsx': PAGE },
    { otherFix: insteadOfTheCall("'/sign-up'"), wants: () => false },
  )

  expect(texts.size).toBe(0)
  expect(left).toEqual([])
  expect(result.diagnostics).toHaveLength(1)
})

describe('the base path', () => {
  const input = findCases().find(({ name }) => name === 'redirect-inline')?.input ?? {}

  test('is in front of the links', async () => {
    const { texts } = await fix(input, { app: { basePath: '/app' } })

    expect(texts.get(FILE)).toContain('href: `/app/api/auth/sign-in?returnPathname=')
  })

  test('that is not known keeps them from being made', async () => {
    const { texts, left } = await fix(input, { app: { basePath: null } })

    expect(texts.size).toBe(0)
    expect(left).toMatchObject([{ reason: expect.stringContaining('base path') }])
  })
})

test('routes may be taken for granted, for suggestions', async () => {
  const input = findCases().find(({ name }) => name === 'unsupported-no-route')?.input ?? {}

  expect((await fix(input, { app: { assumesRoutes: true } })).applied).toHaveLength(1)
})

describe('applyEdits', () => {
  const edit = (start: number, end: number, text: string): TextEdit => ({ file: '/a', start, end, text })

  test.each([
    { name: 'none', edits: [], texts: {} },
    { name: 'in any order', edits: [edit(3, 4, 'Y'), edit(0, 1, 'X')], texts: { '/a': 'XbcY' } },
    { name: 'insertions side by side', edits: [edit(1, 1, '1'), edit(1, 1, '2')], texts: { '/a': 'a12bcd' } },
    { name: 'touching', edits: [edit(0, 2, ''), edit(2, 4, 'X')], texts: { '/a': 'X' } },
  ])('$name', ({ edits, texts }) => {
    expect(Object.fromEntries(applyEdits(edits, () => 'abcd'))).toEqual(texts)
  })

  test('overlapping edits are a mistake', () => {
    expect(() => applyEdits([edit(0, 2, ''), edit(1, 3, '')], () => 'abcd')).toThrow('overlap')
  })

  test('so is an edit of a file that is not known', () => {
    expect(() => applyEdits([edit(0, 2, '')], () => undefined)).toThrow('/a')
  })
})
