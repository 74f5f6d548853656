import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { examine, expectedOutcome } from './examine-tree.ts'
import { findTrees } from './find-trees.ts'
import { ALL_SHAPES } from './shapes.ts'

const TREES = await findTrees()

beforeEach(() => {
  // The package manager that runs the tests must not decide.
  vi.stubEnv('npm_config_user_agent', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test.each(TREES)('$name', async ({ tree }) => {
  expect(await examine(tree)).toBe(expectedOutcome(tree))
})

test('there are at least 120 trees, each with a name of its own, and they cover every shape', () => {
  const covered = new Set<string>(TREES.flatMap(({ tree }) => tree.covers))
  expect(ALL_SHAPES.filter((shape) => !covered.has(shape))).toEqual([])
  expect(new Set(TREES.map(({ name }) => name)).size).toBe(TREES.length)
  expect(TREES.length).toBeGreaterThanOrEqual(120)
})
