import { expect, test } from 'vitest'

import { CliError } from '../../src/cli-error.ts'
import type { FileSystem } from '../../src/plan/file-system.ts'
import { carryOutUndo, planUndo } from '../../src/plan/undo/plan-undo.ts'
import { readTree, temporaryFolder, writeTree } from '../file-tree.ts'
import { apply, applyFormatted, SAMPLE_APP, samplePlan } from './sample-plan.ts'
import type { Operation } from './watched-file-system.ts'
import { watchedFileSystem } from './watched-file-system.ts'

/** Calls that need free space; on a full disk these fail and the rest works. */
const NEEDS_SPACE: ReadonlySet<keyof FileSystem> = new Set([
  'openSync',
  'writeSync',
  'mkdirSync',
  'fsyncSync',
])

interface Failure {
  code: string
  fails: (index: number, name: keyof FileSystem, failAt: number) => boolean
}

const FAILURES: Array<Failure & { name: string }> = [
  { name: 'one call is refused', code: 'EACCES', fails: (index, _, failAt) => index === failAt },
  { name: 'one call finds the disk full', code: 'ENOSPC', fails: (index, _, failAt) => index === failAt },
  {
    name: 'the disk is full from one call on',
    code: 'ENOSPC',
    fails: (index, name, failAt) => index >= failAt && NEEDS_SPACE.has(name),
  },
]

/** The calls of a whole apply and commit. */
function operations(): Operation[] {
  const root = temporaryFolder()
  writeTree(root, SAMPLE_APP)
  const calls: Operation[] = []
  const disk = watchedFileSystem((operation) => calls.push(operation))
  applyFormatted(samplePlan(root), { sharedFiles: ['package.json', 'pnpm-lock.yaml'], disk }).commit()
  // It deletes litter, without which everything is right as well.
  return calls.filter(({ name }) => name !== 'rmSync')
}

/** Generous: a whole apply for every call. */
const TIMEOUT = 60_000

test.each(FAILURES)(
  'when $name, at whichever call, nothing is changed',
  { timeout: TIMEOUT },
  ({ code, fails }) => {
    const outcomes = operations().map(({ name: call, index: failAt }) => {
      const root = temporaryFolder()
      writeTree(root, SAMPLE_APP)
      const before = readTree(root)
      let threw = false
      const disk = watchedFileSystem(({ index, name }) => {
        if (!fails(index, name, failAt)) return
        threw = true
        throw Object.assign(new Error(`${code}: made to fail, ${name}`), { code })
      })

      let error: unknown = null
      try {
        applyFormatted(samplePlan(root), { sharedFiles: ['package.json', 'pnpm-lock.yaml'], disk }).commit()
      } catch (caught) {
        error = caught
      }
      const unchanged = JSON.stringify(readTree(root)) === JSON.stringify(before)
      const sentence =
        error instanceof CliError && ['ERR_WRITE_FAILED', 'ERR_READ_FAILED'].includes(error.code)
      return { failAt, call, threw, ok: threw ? sentence && unchanged : error === null }
    })

    expect(outcomes.filter(({ ok }) => !ok)).toEqual([])
    expect(outcomes.filter(({ threw }) => threw).length).toBeGreaterThan(outcomes.length / 2)
  },
)

/** An app on which a run has ended that can be undone. */
function undoableApp(): string {
  const root = temporaryFolder()
  writeTree(root, SAMPLE_APP)
  apply(samplePlan(root), { undoable: true }).commit()
  return root
}

function undo(root: string, disk: FileSystem): void {
  const plan = planUndo(root)
  if (plan !== null) carryOutUndo(plan, disk)
}

test.each(FAILURES)(
  'when $name during an undo, at whichever call, nothing is changed',
  { timeout: TIMEOUT },
  ({ code, fails }) => {
    const calls: Operation[] = []
    undo(
      undoableApp(),
      watchedFileSystem((operation) => calls.push(operation)),
    )

    const outcomes = calls
      .filter(({ name }) => name !== 'rmSync')
      .map(({ name: call, index: failAt }) => {
        const root = undoableApp()
        const before = readTree(root)
        let threw = false
        const disk = watchedFileSystem(({ index, name }) => {
          if (!fails(index, name, failAt)) return
          threw = true
          throw Object.assign(new Error(`${code}: made to fail, ${name}`), { code })
        })

        let error: unknown = null
        try {
          undo(root, disk)
        } catch (caught) {
          error = caught
        }
        const unchanged = JSON.stringify(readTree(root)) === JSON.stringify(before)
        const sentence =
          error instanceof CliError && ['ERR_WRITE_FAILED', 'ERR_READ_FAILED'].includes(error.code)
        return { failAt, call, threw, ok: threw ? sentence && unchanged : error === null }
      })

    expect(outcomes.filter(({ ok }) => !ok)).toEqual([])
    expect(outcomes.filter(({ threw }) => threw).length).toBeGreaterThan(outcomes.length / 3)
  },
)
