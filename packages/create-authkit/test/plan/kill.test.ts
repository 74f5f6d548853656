import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import type { Journal } from '../../src/plan/journal.ts'
import { recover } from '../../src/plan/recover.ts'
import { carryOutUndo, planUndo } from '../../src/plan/undo/plan-undo.ts'
import { readTree, temporaryFolder, writeTree } from '../file-tree.ts'
import { apply, applyFormatted, SAMPLE_APP, samplePlan } from './sample-plan.ts'

const CHILD = join(import.meta.dirname, 'apply-and-die.ts')
const SHARED_FILES = ['package.json', 'pnpm-lock.yaml', 'bun.lock']
const PROCESSES_AT_ONCE = 4
/** Generous: every call to the disk costs a process. */
const TIMEOUT = 300_000

function sampleApp(): string {
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
function undoableApp(): string {
  const root = sampleApp()
  apply(samplePlan(root), { sharedFiles: SHARED_FILES, undoable: true }).commit()
  return root
}

/** Everything in it, save for the time in a record. */
function treeOf(root: string): string {
  return JSON.stringify(readTree(root)).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
}

interface Outcome {
  killed: boolean
  /** How many calls to the disk it made, when it was not killed. */
  calls: number
}

type Task = 'apply' | 'init' | 'format' | 'undo' | 'recover'

function run(root: string, task: Task, killAt: number, cache: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [CHILD, root, task, String(killAt)],
      { env: { ...process.env, NODE_COMPILE_CACHE: cache } },
      (error, stdout, stderr) => {
        if (error !== null && error.signal !== 'SIGKILL') reject(new Error(stderr))
        else resolve({ killed: error !== null, calls: Number(stdout) })
      },
    )
  })
}

/** Kills one process at every call that an undisturbed one makes, and tells what each left after a recovery. */
async function killAtEveryCall(
  task: Task,
  makeApp: () => string,
  inspect: (root: string) => string = treeOf,
): Promise<Array<{ killAt: number; killed: boolean; tree: string }>> {
  const cache = temporaryFolder('cache')
  const { calls } = await run(makeApp(), task, -1, cache)
  const outcomes: Array<{ killAt: number; killed: boolean; tree: string }> = []
  for (let first = 0; first < calls; first += PROCESSES_AT_ONCE) {
    const batch = Array.from(
      { length: Math.min(PROCESSES_AT_ONCE, calls - first) },
      (_, index) => first + index,
    )
    outcomes.push(
      ...(await Promise.all(
        batch.map(async (killAt) => {
          const root = makeApp()
          const { killed } = await run(root, task, killAt, cache)
          recover(root)
          return { killAt, killed, tree: inspect(root) }
        }),
      )),
    )
  }
  return outcomes
}

test(
  'killed at any call while applying: the next run finds the old tree, or the new one',
  { timeout: TIMEOUT },
  async () => {
    const app = sampleApp()
    const oldTree = JSON.stringify(readTree(app))
    apply(samplePlan(app)).commit()
    const newTree = JSON.stringify(readTree(app))

    const outcomes = await killAtEveryCall('apply', sampleApp)

    expect(outcomes.filter(({ killed }) => !killed)).toEqual([])
    expect(outcomes.filter(({ tree }) => tree !== oldTree && tree !== newTree)).toEqual([])
    // The commit is the deletion of the journal: only the last call, which clears up, comes after it.
    expect(outcomes.filter(({ tree }) => tree === newTree).map(({ killAt }) => killAt)).toEqual([
      outcomes.length - 1,
    ])
  },
)

test(
  'killed at any call while undoing a killed run: the run after that finds the old tree',
  { timeout: TIMEOUT },
  async () => {
    const oldTree = JSON.stringify(readTree(sampleApp()))

    const outcomes = await killAtEveryCall('recover', killedApp)

    expect(outcomes.filter(({ killed, tree }) => !killed || tree !== oldTree)).toEqual([])
    expect(outcomes.length).toBeGreaterThan(10)
  },
)

test(
  'killed at any call while applying what can be undone: there is a record exactly when the run has ended',
  { timeout: TIMEOUT },
  async () => {
    const oldTree = treeOf(sampleApp())
    const newTree = treeOf(undoableApp())

    const outcomes = await killAtEveryCall('init', sampleApp)

    expect(outcomes.filter(({ killed }) => !killed)).toEqual([])
    expect(outcomes.filter(({ tree }) => tree !== oldTree && tree !== newTree)).toEqual([])
    expect(outcomes.filter(({ tree }) => tree === newTree).length).toBeGreaterThan(0)
  },
)

test(
  'killed at any call while a new file is formatted: the next run finds the old tree, or the formatted one',
  { timeout: TIMEOUT },
  async () => {
    const oldTree = treeOf(sampleApp())
    const app = sampleApp()
    applyFormatted(samplePlan(app), { sharedFiles: SHARED_FILES, undoable: true }).commit()
    const newTree = treeOf(app)

    const outcomes = await killAtEveryCall('format', sampleApp)

    expect(outcomes.filter(({ killed }) => !killed)).toEqual([])
    expect(outcomes.filter(({ tree }) => tree !== oldTree && tree !== newTree)).toEqual([])
    expect(outcomes.filter(({ tree }) => tree === newTree).length).toBeGreaterThan(0)
  },
)

test(
  'killed at any call while undoing a run: the next run finds the tree before or after it, and can finish it',
  { timeout: TIMEOUT },
  async () => {
    const oldTree = treeOf(undoableApp())
    const newTree = treeOf(sampleApp())

    const outcomes = await killAtEveryCall('undo', undoableApp, (root) => {
      const found = treeOf(root)
      const rest = planUndo(root)
      if (rest !== null) carryOutUndo(rest)
      return JSON.stringify({ found, finished: treeOf(root) })
    })
    const trees = outcomes.map(({ killAt, killed, tree }) => {
      const { found, finished } = JSON.parse(tree) as { found: string; finished: string }
      return { killAt, killed, found, finished }
    })

    expect(trees.filter(({ killed, finished }) => !killed || finished !== newTree)).toEqual([])
    expect(trees.filter(({ found }) => found !== oldTree && found !== newTree)).toEqual([])
    expect(trees.filter(({ found }) => found === oldTree).length).toBeGreaterThan(10)
    expect(trees.filter(({ found }) => found === newTree).length).toBeGreaterThan(0)
  },
)
