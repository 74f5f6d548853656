import { expect, test } from 'vitest'

import type { Change } from '../../src/plan/change.ts'
import { buildPlan, isEmpty } from '../../src/plan/plan.ts'
import { readProject } from '../../src/project/read-project.ts'
import type { Choices, Step } from '../../src/steps/step.ts'
import { startApp } from '../start-app.ts'

const CHOICES: Choices = { credentials: { kind: 'local' } }

const step = (name: string, ...changes: Change[]): Step => ({ name, plan: () => changes })
const create = (path: string): Change => ({ kind: 'create', path, before: null, after: '', why: 'test' })
const SKIP: Change = { kind: 'skip', path: 'a.ts', why: 'is already as it should be' }
const MANUAL: Change = { kind: 'manual', path: 'b.ts', why: 'test', snippet: 'x' }

test('gathers the changes of all steps in their order, with the step that asked', async () => {
  const project = await readProject(startApp())

  const plan = await buildPlan(project, CHOICES, [
    step('one', create('one.ts'), SKIP),
    step('two', MANUAL, create('two.ts')),
  ])

  expect(plan).toMatchObject({
    root: project.root,
    files: [
      { path: 'one.ts', step: 'one' },
      { path: 'two.ts', step: 'two' },
    ],
    manual: [{ path: 'b.ts', step: 'two' }],
    skipped: [{ path: 'a.ts', step: 'one' }],
    notes: [],
    needsInstall: false,
  })
})

test('two steps that write the same file are a mistake of ours', async () => {
  const project = await readProject(startApp())

  await expect(
    buildPlan(project, CHOICES, [step('one', create('same.ts')), step('two', create('same.ts'))]),
  ).rejects.toThrow('The steps one and two both write same.ts')
})

test('a change of package.json needs an install', async () => {
  const project = await readProject(startApp())

  expect(await buildPlan(project, CHOICES, [step('one', create('package.json'))])).toMatchObject({
    needsInstall: true,
  })
})

test('an assumed port is told', async () => {
  const project = await readProject(startApp())
  const assumed = { ...project, port: { value: 3000, source: "Vite's default", assumed: true } }

  expect((await buildPlan(assumed, CHOICES, [])).notes).toEqual([
    "Nothing says which port the dev server uses, so 3000 is assumed (Vite's default): if it is another one, put it into the addresses.",
  ])
})

test.each([
  { name: 'nothing', steps: [], empty: true },
  { name: 'what is there already', steps: [step('one', SKIP)], empty: true },
  { name: 'a file', steps: [step('one', create('a'))], empty: false },
  { name: 'a snippet', steps: [step('one', MANUAL)], empty: false },
])('a plan of $name is empty: $empty', async ({ steps, empty }) => {
  expect(isEmpty(await buildPlan(await readProject(startApp()), CHOICES, steps))).toBe(empty)
})
