import { execFile } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { expect } from 'vitest'

import type { Journal } from '../../src/plan/journal.ts'
import { recover } from '../../src/plan/recover.ts'
import { readTree, temporaryFolder, writeTree } from '../file-tree.ts'
import { carryOutTask, SHARED_FILES, type Task } from './killable-task.ts'
import { apply, SAMPLE_APP, samplePlan } from './sample-plan.ts'
import { watchedFileSystem, writeHalf } from './watched-file-system.ts'

const CHILD = join(import.meta.dirname, 'carry-out-and-die.ts')
const PROCESSES_AT_ONCE = 4

export function sampleApp(): string {
  const root = temporaryFolder('kill')
  writeTree(root, SAMPLE_APP)
  return root
}

/** An app whose run was killed in the middle of its install. */
function killedApp(): string {
  const root = sampleApp()
  apply(samplePlan(root), { sharedFiles: SHARED_FILES })
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'half an install')
  // The journal names this very process, which is alive: make it look like one of long ago.
  const path = join(root, '.authkit-start/journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal
  writeFileSync(path, JSON.stringify({ ...journal, startedAt: new Date(0).toISOString() }))
  return root
}

/** An app on which a run has ended that can be undone. */
export function undoableApp(): string {
  const root = sampleApp()
  apply(samplePlan(root), { sharedFiles: SHARED_FILES, undoable: true }).commit()
  return root
}

/** Makes an app to carry a task out on. */
export const MAKE_APP: Record<Task, () => string> = {
  apply: sampleApp,
  init: sampleApp,
  format: sampleApp,
  undo: undoableApp,
  recover: killedApp,
}

/** Everything in an app, save for the time in a record. */
export function treeOf(root: string): string {
  return JSON.stringify(readTree(root)).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
}

/**
 * What a kill at each call of a task to the disk would leave, after the next run has put it right: a kill changes
 * nothing on the disk, so the app is copied just before the call, or after half of the bytes that it writes.
 * {@link afterEachKill} shows that it is so.
 * @param inspect what is told of each app
 */
export async function ifKilledAtEachCall(
  task: Task,
  inspect: (root: string) => string = treeOf,
): Promise<string[]> {
  const root = MAKE_APP[task]()
  const copies = temporaryFolder('copies')
  let calls = 0
  await carryOutTask(
    task,
    root,
    watchedFileSystem((operation) => {
      writeHalf(operation)
      copyTree(root, join(copies, String(calls++)))
    }),
  )
  return Array.from({ length: calls }, (_, call) => {
    const copy = join(copies, String(call))
    recover(copy)
    return inspect(copy)
  })
}

/**
 * What SIGKILL at each call of a task to the disk leaves, after the next run has put it right: a process for each.
 * @param calls how many there are
 */
export async function afterEachKill(task: Task, calls: number): Promise<string[]> {
  // Most of the time of a process goes into reading TypeScript, which one that ends by itself does for all.
  const cache = temporaryFolder('cache')
  expect(await run(MAKE_APP[task](), task, NEVER, cache)).toBe('ended')
  const trees: string[] = []
  for (let first = 0; first < calls; first += PROCESSES_AT_ONCE) {
    const batch = Array.from(
      { length: Math.min(PROCESSES_AT_ONCE, calls - first) },
      (_, index) => first + index,
    )
    trees.push(
      ...(await Promise.all(
        batch.map(async (killAt) => {
          const root = MAKE_APP[task]()
          expect(await run(root, task, killAt, cache)).toBe('killed')
          recover(root)
          return treeOf(root)
        }),
      )),
    )
  }
  return trees
}

/** A call that no task makes. */
const NEVER = -1

function run(root: string, task: Task, killAt: number, cache: string): Promise<'ended' | 'killed'> {
  const env = { ...process.env, NODE_COMPILE_CACHE: cache }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [CHILD, root, task, String(killAt)], { env }, (error, _stdout, stderr) => {
      if (error === null) resolve('ended')
      else if (error.signal === 'SIGKILL') resolve('killed')
      else reject(new Error(stderr))
    })
  })
}

/** Copies everything below a folder, with the modes. */
function copyTree(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const folder = join(entry.parentPath, entry.name)
    chmodSync(join(to, relative(from, folder)), lstatSync(folder).mode)
  }
}
