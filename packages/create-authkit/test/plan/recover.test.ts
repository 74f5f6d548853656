import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import type { Journal } from '../../src/plan/journal.ts'
import { recover, refuseUnfinishedRun } from '../../src/plan/recover.ts'
import { readTree, temporaryFolder, writeTree } from '../file-tree.ts'
import { apply, SAMPLE_APP, samplePlan } from './sample-plan.ts'

/** An app whose run was killed after its files were written. */
function interruptedApp(edit: (journal: Journal) => unknown = (journal) => journal): {
  root: string
  before: Record<string, string>
} {
  const root = temporaryFolder()
  writeTree(root, SAMPLE_APP)
  const before = readTree(root)
  apply(samplePlan(root), { sharedFiles: ['package.json', 'pnpm-lock.yaml'] })
  const path = join(root, '.authkit-start/journal.json')
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')) as Journal)))
  return { root, before }
}

test('undoes an interrupted run, from any folder of the app, and says what it put back', () => {
  const { root, before } = interruptedApp()

  const recovery = recover(join(root, 'src'))

  expect(readTree(root)).toEqual(before)
  expect(recovery).toMatchObject({
    root,
    restored: ['package.json', 'src/start.ts', 'src/api/callback.ts', '.env'],
    kept: [],
  })
  expect(recover(root)).toBeNull()
})

test('leaves alone what was edited since, and the lockfile with it', () => {
  const { root } = interruptedApp()
  writeFileSync(join(root, 'package.json'), 'edited by the user')
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'installed by the user')

  expect(recover(root)?.kept).toEqual(['package.json', 'pnpm-lock.yaml'])
  expect(readFileSync(join(root, 'package.json'), 'utf8')).toBe('edited by the user')
  expect(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')).toBe('installed by the user')
  expect(existsSync(join(root, 'src/api'))).toBe(false)
})

test('puts back the lockfile that an interrupted install wrote', () => {
  const { root, before } = interruptedApp()
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'half an install')

  expect(recover(root)?.restored).toContain('pnpm-lock.yaml')
  expect(readTree(root)).toEqual(before)
})

test('a folder that is needed by a file of the user stays', () => {
  const { root } = interruptedApp()
  writeFileSync(join(root, 'src/api/mine.ts'), 'mine')

  recover(root)

  expect(readFileSync(join(root, 'src/api/mine.ts'), 'utf8')).toBe('mine')
  expect(existsSync(join(root, 'src/api/callback.ts'))).toBe(false)
})

test('clears the litter of a run that was killed before it changed anything', () => {
  const root = temporaryFolder()
  writeTree(root, SAMPLE_APP)
  const before = readTree(root)
  mkdirSync(join(root, '.authkit-start/before'), { recursive: true })
  writeFileSync(join(root, '.authkit-start/journal.json.tmp'), '{')

  expect(recover(root)).toBeNull()
  expect(readTree(root)).toEqual(before)
})

test('does not touch a run that is going on', () => {
  const { root } = interruptedApp((journal) => ({ ...journal, pid: process.ppid }))
  const before = readTree(root)

  expect(() => recover(root)).toThrow('Another run of create-authkit-start is changing this app.')
  expect(readTree(root)).toEqual(before)
})

test('a process number that is an hour old belongs to another process', () => {
  const anHourAgo = new Date(Date.now() - 60 * 60 * 1000 - 1).toISOString()
  const { root, before } = interruptedApp((journal) => ({
    ...journal,
    pid: process.ppid,
    startedAt: anHourAgo,
  }))

  recover(root)

  expect(readTree(root)).toEqual(before)
})

const entry = (changes: object) => (journal: Journal) => ({
  ...journal,
  entries: [{ path: 'a', backup: null, temporary: null, after: null, shared: true, ...changes }],
})

test.each([
  { name: 'names a place outside the app', edit: entry({ path: '../../.bashrc' }) },
  { name: 'names an absolute path', edit: entry({ path: '/etc/passwd' }) },
  { name: 'names a drive', edit: entry({ path: 'C:\\Windows' }) },
  { name: 'hides a step upwards', edit: entry({ path: 'src/../../x' }) },
  { name: 'takes a backup from elsewhere', edit: entry({ backup: '../package.json' }) },
  { name: 'has a temporary file elsewhere', edit: entry({ temporary: '../package.json' }) },
  {
    name: 'has a folder elsewhere',
    edit: (journal: Journal) => ({ ...journal, folders: ['../elsewhere'] }),
  },
  { name: 'is of another version', edit: (journal: Journal) => ({ ...journal, version: 2 }) },
  { name: 'is not an object', edit: () => null },
])('refuses a journal that $name, and changes nothing', ({ edit }) => {
  const { root } = interruptedApp(edit)
  const before = readTree(root)

  expect(() => recover(root)).toThrow("can't be undone automatically")
  expect(readTree(root)).toEqual(before)
})

test('a command that writes nothing refuses to plan on a half-changed app', () => {
  const { root } = interruptedApp()
  const before = readTree(root)

  expect(() => refuseUnfinishedRun(root)).toThrow('was interrupted while it changed this app')
  expect(readTree(root)).toEqual(before)
})

test('a command that writes nothing tells a run that is going on from one that broke off', () => {
  const { root } = interruptedApp((journal) => ({ ...journal, pid: process.ppid }))

  expect(() => refuseUnfinishedRun(root)).toThrow('Another run of create-authkit-start is changing this app.')
})

test('a command that writes nothing has nothing against an app at rest', () => {
  const root = temporaryFolder()

  expect(() => refuseUnfinishedRun(root)).not.toThrow()
})

test('an original that can’t be put back keeps the journal for another try', () => {
  const { root, before } = interruptedApp()
  rmSync(join(root, 'src/start.ts'))
  mkdirSync(join(root, 'src/start.ts'))

  expect(() => recover(root)).toThrow('src/start.ts could not be put back as it was')
  rmSync(join(root, 'src/start.ts'), { recursive: true })
  recover(root)
  expect(readTree(root)).toEqual(before)
})
