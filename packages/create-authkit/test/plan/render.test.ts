import { applyPatch } from 'diff'
import { describe, expect, test } from 'vitest'

import type { Plan, PlannedFile } from '../../src/plan/plan.ts'
import { renderDiffs, renderPatch } from '../../src/plan/render-diff.ts'
import { renderJson } from '../../src/plan/render-json.ts'
import { planHeadline, planLines } from '../../src/plan/render-summary.ts'

const MODIFY: PlannedFile = {
  kind: 'modify',
  path: 'vite.config.ts',
  before: 'one\ntwo\nthree\nfour\nfive\nsix\n',
  after: 'one\ntwo\nthree\nfour!\nfive\nsix\n',
  why: 'adds the plugin',
  step: 'vite-config',
}
const CREATE: PlannedFile = {
  kind: 'create',
  path: 'src/start.ts',
  before: null,
  after: 'first\nsecond\n',
  why: 'adds the middleware',
  step: 'start-file',
}
const SECRET: PlannedFile = {
  kind: 'modify',
  path: '.env.local',
  before: 'DATABASE_URL=secret-one\nKEY="-----BEGIN\nsecret-two==\n-----END"',
  after:
    'DATABASE_URL=secret-one\nKEY="-----BEGIN\nsecret-two==\n-----END"\n# WorkOS AuthKit\nWORKOS_COOKIE_PASSWORD=secret-three\n',
  why: 'sets a cookie password',
  step: 'env-local',
}
const MANUAL = {
  kind: 'manual',
  path: '__root.tsx',
  why: 'no body',
  snippet: '<X/>',
  step: 'provider',
} as const

const planOf = (files: PlannedFile[], manual: Plan['manual'] = []): Plan => ({
  root: '/app',
  files,
  manual,
  skipped: [],
  notes: ['a note'],
  needsInstall: false,
})

test.each([
  { files: [CREATE], manual: [], says: 'Plan: 1 file to create' },
  { files: [MODIFY], manual: [], says: 'Plan: 1 file to change' },
  { files: [CREATE, CREATE, MODIFY, SECRET], manual: [], says: 'Plan: 2 files to create, 2 to change' },
  { files: [MODIFY], manual: [MANUAL], says: 'Plan: 1 file to change, 1 snippet to paste yourself' },
])('$says', ({ files, manual, says }) => {
  expect(planHeadline(planOf(files, manual))).toBe(says)
})

test('the summary has a line for everything, in columns', () => {
  expect(planLines(planOf([MODIFY, CREATE], [MANUAL]))).toEqual([
    'change  vite.config.ts  +1 -1  adds the plugin',
    'create  src/start.ts    +2     adds the middleware',
    'paste   __root.tsx             no body',
  ])
})

test('a line that is too long for the terminal is cut', () => {
  expect(planLines(planOf([CREATE]), 30)).toEqual(['create  src/start.ts  +2  add…'])
})

test('the diff shows what changes, with three lines around it', () => {
  expect(renderDiffs(planOf([MODIFY]))).toEqual([
    {
      title: 'change vite.config.ts',
      lines: ['@@ -1,6 +1,6 @@', ' one', ' two', ' three', '-four', '+four!', ' five', ' six'],
    },
  ])
})

test('colors go around whole lines', () => {
  const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`
  const [diff] = renderDiffs(planOf([MODIFY]), { added: tag('a'), removed: tag('r'), hunk: tag('h') })

  expect(diff?.lines).toEqual([
    '<h>@@ -1,6 +1,6 @@</h>',
    ' one',
    ' two',
    ' three',
    '<r>-four</r>',
    '<a>+four!</a>',
    ' five',
    ' six',
  ])
})

test('the patch is one that a patch program applies', () => {
  const [create = '', modify = ''] = renderPatch(planOf([CREATE, MODIFY])).split(/(?=^--- a)/m)

  expect(applyPatch('', create)).toBe(CREATE.after)
  expect(applyPatch(MODIFY.before ?? '', modify)).toBe(MODIFY.after)
})

describe('a file with secrets', () => {
  test('shows the names of what is added, and nothing that was there', () => {
    expect(renderDiffs(planOf([SECRET]))).toEqual([
      {
        title: 'change .env.local',
        lines: ['@@ -4,0 +5,2 @@', '+# WorkOS AuthKit', '+WORKOS_COOKIE_PASSWORD=••••••••'],
      },
    ])
  })

  test.each([
    { name: 'the diff', render: (plan: Plan) => JSON.stringify(renderDiffs(plan)) },
    { name: 'the patch', render: renderPatch },
    { name: 'the JSON', render: (plan: Plan) => JSON.stringify(renderJson(plan)) },
    { name: 'the summary', render: (plan: Plan) => planLines(plan).join('\n') },
  ])('has no value in $name', ({ render }) => {
    const text = render(planOf([SECRET, { ...SECRET, kind: 'create', before: null }]))

    expect(text).toContain('.env.local')
    expect(text).not.toMatch(/secret-(one|two|three)/)
  })
})

test('the JSON holds the plan with its hunks', () => {
  expect(renderJson(planOf([CREATE], [MANUAL]))).toEqual({
    root: '/app',
    files: [
      {
        kind: 'create',
        path: 'src/start.ts',
        step: 'start-file',
        why: 'adds the middleware',
        hunks: [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 2, lines: ['+first', '+second'] }],
      },
    ],
    manual: [{ path: '__root.tsx', step: 'provider', why: 'no body', snippet: '<X/>' }],
    skipped: [],
    notes: ['a note'],
  })
})
