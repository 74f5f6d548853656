import {
  chmodSync,
  existsSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { CliError } from '../../src/cli-error.ts'
import { readJournal } from '../../src/plan/journal.ts'
import { nodeFileSystem } from '../../src/plan/file-system.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { openTransaction } from '../../src/plan/transaction.ts'
import { carryOutUndo, planUndo } from '../../src/plan/undo/plan-undo.ts'
import { readTree, temporaryFolder, writeTree } from '../file-tree.ts'
import { apply, applyFormatted, SAMPLE_APP, samplePlan } from './sample-plan.ts'

function sampleApp(): { root: string; plan: Plan } {
  const root = temporaryFolder()
  writeTree(root, SAMPLE_APP)
  return { root, plan: samplePlan(root) }
}

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return error instanceof CliError ? error.code : String(error)
  }
  return 'no error'
}

test('a commit leaves exactly the planned texts and no trace of the transaction', () => {
  const { root, plan } = sampleApp()
  const before = readTree(root)

  apply(plan).commit()

  expect(Object.keys(readTree(root)).filter((path) => !(path in before))).toEqual([
    '.env',
    'src/api',
    'src/api/callback.ts',
  ])
  expect(plan.files.map(({ path }) => readFileSync(join(root, path), 'utf8'))).toEqual(
    plan.files.map(({ after }) => after),
  )
})

test('a changed file keeps its mode, and a new file with secrets is its owner’s alone', () => {
  const { root, plan } = sampleApp()

  apply(plan).commit()

  const mode = (path: string): string => (statSync(join(root, path)).mode & 0o777).toString(8)
  expect([mode('src/start.ts'), mode('package.json'), mode('.env')]).toEqual(['755', '640', '600'])
})

test('a rollback gives back the same bytes, modes and times, and removes new folders', () => {
  const { root, plan } = sampleApp()
  utimesSync(join(root, 'src/start.ts'), 1_000_000_000, 1_000_000_000)
  const before = readTree(root)

  apply(plan).rollback()

  expect(readTree(root)).toEqual(before)
  expect(statSync(join(root, 'src/start.ts')).mtimeMs).toBe(1_000_000_000_000)
})

test('a rollback also puts back files that other tools wrote meanwhile', () => {
  const { root, plan } = sampleApp()
  const before = readTree(root)

  const transaction = apply(plan, { sharedFiles: ['package.json', 'pnpm-lock.yaml', 'bun.lock'] })
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'changed by an install')
  writeFileSync(join(root, 'bun.lock'), 'created by an install')
  writeFileSync(join(root, 'package.json'), 'reformatted by an install')
  transaction.rollback()

  expect(readTree(root)).toEqual(before)
})

test('files are put into place in the order asked for, and only then', () => {
  const { root, plan } = sampleApp()
  const text = (path: string): string => readFileSync(join(root, path), 'utf8')

  const transaction = openTransaction(plan)
  expect(text('package.json')).toBe(SAMPLE_APP['package.json'].text)
  transaction.write(['package.json'])
  expect(text('package.json')).toContain('app-with-auth')
  expect(text('src/start.ts')).toBe(SAMPLE_APP['src/start.ts'].text)
  transaction.write()
  expect(text('src/start.ts')).toContain('// added')
})

test('a file that the user edits while the run goes on stops it, and keeps the edit', () => {
  const { root, plan } = sampleApp()
  const before = readTree(root)

  const transaction = openTransaction(plan)
  transaction.write(['package.json'])
  writeFileSync(join(root, 'src/start.ts'), 'edited')
  expect(codeOf(() => transaction.write())).toBe('ERR_CHANGED_MEANWHILE')
  expect(readTree(root)).toEqual({ ...before, 'src/start.ts': '755 edited' })
})

test('while the transaction is open, its folder hides itself from git and from other users', () => {
  const { root, plan } = sampleApp()

  apply(plan)

  const mode = (path: string): number => statSync(join(root, path)).mode & 0o777
  expect(readFileSync(join(root, '.authkit-start/.gitignore'), 'utf8')).toBe('*\n')
  expect(mode('.authkit-start')).toBe(0o700)
  expect(mode('.authkit-start/journal.json')).toBe(0o600)
  expect(readFileSync(join(root, '.authkit-start/journal.json'), 'utf8')).not.toContain('sk_1')
})

test('a link stays a link: the file it points to changes', () => {
  const root = temporaryFolder()
  writeTree(root, { 'shared.env': 'A=1\n' })
  symlinkSync('shared.env', join(root, '.env.local'))
  const before = readTree(root)
  const plan: Plan = {
    ...emptyPlan(root),
    files: [
      { kind: 'modify', path: '.env.local', before: 'A=1\n', after: 'A=1\nB=2\n', why: 'test', step: 'test' },
    ],
  }

  const transaction = apply(plan)
  expect(readFileSync(join(root, 'shared.env'), 'utf8')).toBe('A=1\nB=2\n')
  expect(readTree(root)['.env.local']).toBe('link to shared.env')
  transaction.rollback()
  expect(readTree(root)).toEqual(before)
})

test.each([
  {
    name: 'a file that was changed',
    disturb: (root: string) => writeFileSync(join(root, 'package.json'), '{}'),
  },
  { name: 'a file that appeared', disturb: (root: string) => writeFileSync(join(root, '.env'), '') },
])('refuses $name after the plan was made, and changes nothing', ({ disturb }) => {
  const { root, plan } = sampleApp()
  disturb(root)
  const before = readTree(root)

  expect(codeOf(() => apply(plan))).toBe('ERR_CHANGED_MEANWHILE')
  expect(readTree(root)).toEqual(before)
})

test.each([
  {
    name: 'a file in the place of a folder',
    file: 'src/api',
    message: 'src/api is not a folder',
  },
  { name: 'a link to nothing', link: '.env', message: 'it is a link to a file that does not exist' },
])('refuses $name, and changes nothing', ({ file, link, message }) => {
  const { root, plan } = sampleApp()
  if (file !== undefined) writeTree(root, { [file]: 'a file' })
  if (link !== undefined) symlinkSync('missing', join(root, link))
  const before = readTree(root)

  expect(() => apply(plan)).toThrow(message)
  expect(readTree(root)).toEqual(before)
})

test('refuses a second run while one is going on', () => {
  const { root, plan } = sampleApp()
  const other: Plan = {
    ...emptyPlan(root),
    files: [{ kind: 'create', path: 'new.ts', before: null, after: '', why: 'test', step: 'test' }],
  }

  const first = apply(plan)
  const during = readTree(root)
  expect(codeOf(() => apply(other))).toBe('ERR_RUN_IN_PROGRESS')
  expect(readTree(root)).toEqual(during)
  first.commit()
  apply(other).commit()
  expect(existsSync(join(root, 'new.ts'))).toBe(true)
})

test('the copies of the originals are as private as the originals', () => {
  const { root, plan } = sampleApp()
  chmodSync(join(root, 'src/start.ts'), 0o600)

  apply(plan)

  const entry = readJournal(root, nodeFileSystem)?.entries.find(({ path }) => path === 'src/start.ts')
  const copy = join(root, '.authkit-start', entry?.backup ?? '')
  expect(readFileSync(copy, 'utf8')).toBe(SAMPLE_APP['src/start.ts'].text)
  expect(statSync(copy).mode & 0o777).toBe(0o600)
})

function emptyPlan(root: string): Plan {
  return { root, files: [], manual: [], skipped: [], notes: [], needsInstall: false }
}

test('a new file can get another text before it is in place: that is written, and what undo knows', () => {
  const root = temporaryFolder()
  writeTree(root, SAMPLE_APP)
  const before = readTree(root)

  applyFormatted(samplePlan(root), { undoable: true }).commit()

  expect(readFileSync(join(root, 'src/api/callback.ts'), 'utf8')).toBe('callback, formatted\n')
  const undo = planUndo(root)
  expect(undo?.left).toEqual([])
  if (undo !== null) carryOutUndo(undo)
  expect(readTree(root)).toEqual(before)
})

test.each(['package.json', 'src/start.ts', 'src/other.ts'])('%s can’t be given another text', (path) => {
  const root = temporaryFolder()
  writeTree(root, SAMPLE_APP)
  const transaction = openTransaction(samplePlan(root))

  expect(() => transaction.amend(path, 'other')).toThrow('is not a file that is still to be created')
  transaction.rollback()
})
