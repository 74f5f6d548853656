import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { planUndo } from '../../../src/plan/undo/plan-undo.ts'
import { renderJson } from '../../../src/plan/render-json.ts'
import { appAfterRun, undo } from './undoable-app.ts'

const MINE = 'DATABASE_URL=postgres://me:hunter2@db\nPEM="one\ntwo"'
const BLOCK = '# WorkOS AuthKit\nWORKOS_CLIENT_ID=\nWORKOS_API_KEY=\nWORKOS_COOKIE_PASSWORD=generated\n'
const AFTER = `${MINE}\n\n${BLOCK}`

function appWith(before: string | null, after: string, edited: string): string {
  const root = appAfterRun({ '.env.local': [before, after] })
  writeFileSync(join(root, '.env.local'), edited)
  return root
}

const textOf = (root: string): string => readFileSync(join(root, '.env.local'), 'utf8')

describe('.env.local', () => {
  test.each([
    {
      name: 'loses our lines and keeps a line added below',
      edited: `${AFTER}MORE=1\n`,
      expected: `${MINE}\nMORE=1\n`,
    },
    {
      name: 'keeps credentials that were filled in',
      edited: AFTER.replace('CLIENT_ID=', 'CLIENT_ID=client_1').replace('API_KEY=', 'API_KEY=sk_live_1'),
      expected: `${MINE}\nWORKOS_CLIENT_ID=client_1\nWORKOS_API_KEY=sk_live_1\n`,
    },
    {
      name: 'keeps a password of the user’s',
      edited: AFTER.replace('generated', 'my-own'),
      expected: `${MINE}\nWORKOS_COOKIE_PASSWORD=my-own\n`,
    },
    {
      name: 'keeps a second value of a name',
      edited: `${AFTER}WORKOS_COOKIE_PASSWORD=my-own\n`,
      expected: `${MINE}\nWORKOS_COOKIE_PASSWORD=my-own\n`,
    },
    {
      name: 'loses our lines when a line above was edited',
      edited: AFTER.replace('hunter2', 'hunter3'),
      expected: `${MINE.replace('hunter2', 'hunter3')}\n`,
    },
  ])('$name', ({ edited, expected }) => {
    const root = appWith(MINE, AFTER, edited)

    expect(undo(root).left).toEqual([])
    expect(textOf(root)).toBe(expected)
  })

  test('a line of ours inside a value of the user’s is left there', () => {
    const edited = 'NOTE="\nWORKOS_COOKIE_PASSWORD=generated\n"\n'
    const root = appWith(null, 'WORKOS_COOKIE_PASSWORD=generated\n', edited)

    expect(undo(root).left).toMatchObject([{ path: '.env.local' }])
    expect(textOf(root)).toBe(edited)
  })

  test('a file that the run made is deleted when nothing else is in it', () => {
    const root = appWith(null, BLOCK, `\n${BLOCK}`)

    undo(root)

    expect(existsSync(join(root, '.env.local'))).toBe(false)
  })

  test('a file that the run made stays with what the user has put there', () => {
    const root = appWith(null, BLOCK, `${BLOCK}STRIPE=1\n`)

    undo(root)

    expect(textOf(root)).toBe('STRIPE=1\n')
  })

  test('no value of it is copied to the record, shown in the diff or in the JSON', () => {
    const root = appAfterRun({ '.env.local': [MINE, AFTER] })
    const record = readFileSync(join(root, '.authkit-start/undo/1.record'), 'utf8')
    const plan = planUndo(root)?.plan
    const shown = plan === undefined ? '' : JSON.stringify(renderJson(plan))

    expect(shown).toContain('WORKOS_COOKIE_PASSWORD=')
    expect(
      ['hunter2', 'postgres', 'two', 'generated'].filter((secret) => (record + shown).includes(secret)),
    ).toEqual([])
  })

  test('it is told before keys go with it', () => {
    const after = `${MINE}\nWORKOS_API_KEY=sk_live_1\n`
    const root = appAfterRun({ '.env.local': [MINE, after] })

    expect(planUndo(root)?.plan.notes).toEqual([
      'WORKOS_API_KEY goes from .env.local: copy it first if you have it nowhere else.',
    ])
  })
})
