import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { CliError } from '../../../src/cli-error.ts'
import type { Plan } from '../../../src/plan/plan.ts'
import { clearRecords, planUndo } from '../../../src/plan/undo/plan-undo.ts'
import { MAX_FILE_BYTES } from '../../../src/plan/undo/record-run.ts'
import { MAX_RECORDS, type UndoRecord } from '../../../src/plan/undo/undo-record.ts'
import { readTree } from '../../file-tree.ts'
import { apply } from '../sample-plan.ts'
import { appAfterRun, applyRun, undo } from './undoable-app.ts'

const RECORD = '.authkit-start/undo/1.record'

/** An app whose record was tampered with. */
function appWithRecord(edit: (record: UndoRecord) => unknown): string {
  const root = appAfterRun({ 'a.ts': ['a\n', 'b\n'] })
  const record = JSON.parse(readFileSync(join(root, RECORD), 'utf8')) as UndoRecord
  const edited = edit(record)
  writeFileSync(join(root, RECORD), typeof edited === 'string' ? edited : JSON.stringify(edited))
  return root
}

function errorOf(run: () => unknown): CliError | null {
  try {
    run()
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
  return null
}

const file = (changes: object) => (record: UndoRecord) => ({
  ...record,
  files: [{ kind: 'text', path: 'a.ts', before: 'a\n', after: 'b\n', ...changes }],
})

describe('a record that can’t be used is refused, and nothing is changed', () => {
  test.each([
    { name: 'is no JSON', edit: () => '{"version":1,' },
    { name: 'is empty', edit: () => '' },
    { name: 'is not an object', edit: () => null },
    { name: 'has no files', edit: (record: UndoRecord) => ({ ...record, files: undefined }) },
    { name: 'lacks an original', edit: file({ before: undefined }) },
    { name: 'has a file of an unknown kind', edit: file({ kind: 'other' }) },
    { name: 'names a place outside the app', edit: file({ path: '../../.bashrc' }) },
    { name: 'names an absolute path', edit: file({ path: '/etc/passwd' }) },
    { name: 'has a folder elsewhere', edit: (record: UndoRecord) => ({ ...record, folders: ['../x'] }) },
    { name: 'has secrets without their lines', edit: file({ kind: 'secret' }) },
  ])('when it $name', ({ edit }) => {
    const root = appWithRecord(edit)
    const before = readTree(root)

    const error = errorOf(() => planUndo(root))

    expect(error).toMatchObject({
      code: 'ERR_UNDO_UNREADABLE',
      help: expect.stringContaining('Nothing was changed'),
    })
    expect(error?.message).toContain(RECORD)
    expect(readTree(root)).toEqual(before)
  })

  test('when a newer version wrote it', () => {
    const root = appWithRecord((record) => ({ ...record, version: 2 }))

    expect(errorOf(() => planUndo(root))).toMatchObject({
      code: 'ERR_UNDO_TOO_NEW',
      help: expect.stringContaining('create-authkit-start@latest undo'),
    })
  })
})

test('a record belongs to its owner alone, and to no repository', () => {
  const root = appAfterRun({ 'a.ts': ['a\n', 'b\n'] })

  expect(statSync(join(root, RECORD)).mode & 0o777).toBe(0o600)
  expect(statSync(join(root, '.authkit-start')).mode & 0o777).toBe(0o700)
  expect(Object.keys(readTree(join(root, '.authkit-start')))).toEqual(['.gitignore', 'undo', 'undo/1.record'])
  expect(readFileSync(join(root, '.authkit-start/.gitignore'), 'utf8')).toBe('*\n')
})

test('a run that is rolled back leaves no record', () => {
  const root = appAfterRun({ 'a.ts': ['a\n', 'b\n'] })
  const before = readTree(root)
  const plan: Plan = {
    ...emptyPlan(root),
    files: [{ kind: 'create', path: 'new.ts', before: null, after: 'n', why: 'test', step: 'test' }],
  }

  apply(plan, { undoable: true }).rollback()

  expect(readTree(root)).toEqual(before)
})

test(`only the last ${MAX_RECORDS} runs can be undone`, () => {
  const root = appAfterRun({ 'a.ts': ['0\n', '1\n'] })
  for (let run = 1; run <= MAX_RECORDS; run++) applyRun(root, { 'a.ts': [`${run}\n`, `${run + 1}\n`] })

  for (let run = 0; run < MAX_RECORDS; run++) undo(root)

  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('1\n')
  expect(planUndo(root)).toBeNull()
})

test('an original that is too large is not kept, and that is said', () => {
  const large = 'x'.repeat(MAX_FILE_BYTES / 2)
  const root = appAfterRun({ 'a.ts': [`${large}1`, `${large}2`], 'b.ts': [null, 'b\n'] })

  expect(statSync(join(root, RECORD)).size).toBeLessThan(1000)
  expect(undo(root).left).toMatchObject([{ path: 'a.ts', why: 'its original was too large to keep' }])
  expect(existsSync(join(root, 'b.ts'))).toBe(false)
})

test('bytes that are no text are not kept', () => {
  const root = appAfterRun({ 'a.ts': ['a\n', 'b\n'] })
  writeFileSync(join(root, 'bun.lockb'), Buffer.from([0xff, 1]))
  const transaction = apply(emptyPlan(root), { undoable: true, sharedFiles: ['bun.lockb'] })
  writeFileSync(join(root, 'bun.lockb'), Buffer.from([0xff, 2]))
  transaction.commit()

  expect(planUndo(root)?.left).toMatchObject([{ path: 'bun.lockb' }])
})

test('records of no more use are cleared away', () => {
  const root = appAfterRun({ 'a.ts': ['a\n', 'b\n'] })
  writeFileSync(join(root, 'a.ts'), 'a\n')

  clearRecords(root)

  expect(readTree(root)).toEqual({ 'a.ts': '644 a\n' })
})

function emptyPlan(root: string): Plan {
  return { root, files: [], manual: [], skipped: [], notes: [], needsInstall: false }
}
