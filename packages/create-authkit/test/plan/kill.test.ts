import { expect, test } from 'vitest'

import { carryOutUndo, planUndo } from '../../src/plan/undo/plan-undo.ts'
import { carryOutTask } from './killable-task.ts'
import { afterEachKill, ifKilledAtEachCall, sampleApp, treeOf, undoableApp } from './killed-apps.ts'

test('killed at any call while applying: the next run finds the old tree, or the new one', async () => {
  const app = sampleApp()
  const oldTree = treeOf(app)
  await carryOutTask('apply', app)
  const newTree = treeOf(app)

  const trees = await ifKilledAtEachCall('apply')

  expect(trees.filter((tree) => tree !== oldTree && tree !== newTree)).toEqual([])
  // The commit is the deletion of the journal: only the last call, which clears up, comes after it.
  expect(trees.indexOf(newTree)).toBe(trees.length - 1)
})

test('killed at any call while undoing a killed run: the run after that finds the old tree', async () => {
  const oldTree = treeOf(sampleApp())

  const trees = await ifKilledAtEachCall('recover')

  expect(trees.filter((tree) => tree !== oldTree)).toEqual([])
  expect(trees.length).toBeGreaterThan(10)
})

test('SIGKILL at any call of init: there is a record exactly when the run has ended', async () => {
  const oldTree = treeOf(sampleApp())
  const newTree = treeOf(undoableApp())

  const expected = await ifKilledAtEachCall('init')
  const trees = await afterEachKill('init', expected.length)

  expect(trees).toEqual(expected)
  expect(trees.filter((tree) => tree !== oldTree && tree !== newTree)).toEqual([])
  expect(trees.filter((tree) => tree === newTree).length).toBeGreaterThan(0)
}, 300_000)

test('killed at any call while a new file is formatted: the next run finds the old tree, or the formatted one', async () => {
  const app = sampleApp()
  const oldTree = treeOf(app)
  await carryOutTask('format', app)
  const newTree = treeOf(app)

  const trees = await ifKilledAtEachCall('format')

  expect(trees.filter((tree) => tree !== oldTree && tree !== newTree)).toEqual([])
  expect(trees.filter((tree) => tree === newTree).length).toBeGreaterThan(0)
})

test('killed at any call while undoing a run: the next run finds the tree before or after it, and can finish it', async () => {
  const oldTree = treeOf(undoableApp())
  const newTree = treeOf(sampleApp())

  const trees = await ifKilledAtEachCall('undo')
  const finished = await ifKilledAtEachCall('undo', (root) => {
    const rest = planUndo(root)
    if (rest !== null) carryOutUndo(rest)
    return treeOf(root)
  })

  expect(trees.filter((tree) => tree !== oldTree && tree !== newTree)).toEqual([])
  expect(trees.filter((tree) => tree === oldTree).length).toBeGreaterThan(10)
  expect(trees.filter((tree) => tree === newTree).length).toBeGreaterThan(0)
  expect(finished.length).toBe(trees.length)
  expect(finished.filter((tree) => tree !== newTree)).toEqual([])
})
