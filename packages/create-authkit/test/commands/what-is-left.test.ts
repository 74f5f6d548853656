import { expect, test } from 'vitest'

import type { Outcome } from '../../src/commands/carry-out.ts'
import { whatIsLeft } from '../../src/commands/what-is-left.ts'
import type { Plan } from '../../src/plan/plan.ts'

const PLAN: Plan = { root: '/app', files: [], manual: [], skipped: [], notes: [], needsInstall: true }
const MANUAL = {
  kind: 'manual',
  path: 'vite.config.ts',
  why: 'a wrapper',
  snippet: 'x',
  step: 'vite',
} as const
const DONE: Outcome = {
  installed: true,
  format: null,
  routeTree: { status: 'changed' },
  types: { checked: true, newErrors: [] },
}
const problem = (line: number) => ({ file: 'a.ts', line, code: 'TS1', message: 'wrong' })

test.each([
  { name: 'before anything is done', plan: PLAN, outcome: null },
  { name: 'when all went well', plan: PLAN, outcome: DONE },
  { name: 'when only files were written', plan: PLAN, outcome: { ...DONE, routeTree: null, types: null } },
  {
    name: 'when the types could not be checked',
    plan: PLAN,
    outcome: { ...DONE, types: { checked: false as const, reason: 'no TypeScript' } },
  },
])('nothing is left $name', ({ plan, outcome }) => {
  expect(whatIsLeft(plan, outcome)).toEqual([])
})

test('snippets, a route tree and type errors are left, in this order', () => {
  const left = whatIsLeft(
    { ...PLAN, manual: [MANUAL, MANUAL] },
    {
      installed: true,
      format: null,
      routeTree: { status: 'failed', reason: 'one\ntwo' },
      types: { checked: true, newErrors: [1, 2, 3, 4, 5, 6, 7].map(problem) },
    },
  )

  expect(left).toEqual([
    {
      code: 'ERR_MANUAL_CHANGES',
      message: '2 changes could not be proven safe and are left to you.',
      details: ['a wrapper', 'a wrapper'],
    },
    {
      code: 'ERR_ROUTE_TREE_FAILED',
      message: 'The route tree could not be generated. Starting the dev server does it as well.',
      details: ['one', 'two'],
    },
    {
      code: 'ERR_TYPE_ERRORS',
      message: 'The app has 7 new type errors.',
      details: [
        'a.ts:1 TS1 wrong',
        'a.ts:2 TS1 wrong',
        'a.ts:3 TS1 wrong',
        'a.ts:4 TS1 wrong',
        'a.ts:5 TS1 wrong',
        'and 2 more',
      ],
    },
  ])
})
