import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { buildPlan } from '../../../src/plan/plan.ts'
import { planUndo } from '../../../src/plan/undo/plan-undo.ts'
import { readProject } from '../../../src/project/read-project.ts'
import { createSteps } from '../../../src/steps/index.ts'
import { findFixtures } from '../../codemods/find-fixtures.ts'
import { readTree } from '../../file-tree.ts'
import { installed, makeApp, viteConfig } from '../../project/make-app.ts'
import { START_APP, startApp } from '../../start-app.ts'
import { LOCAL, RANDOM, WORKOS } from '../../steps/plan-app.ts'
import { apply } from '../sample-plan.ts'
import { appAfterRun, applyRun, undo } from './undoable-app.ts'

const CSRF = "import { createCsrfMiddleware, createStart } from '@tanstack/react-start'\n"
const START_FILE = `${CSRF}
export const startInstance = createStart(() => ({
  requestMiddleware: [createCsrfMiddleware()],
}))
`

function eachText(change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(START_APP).map(([path, text]) => [path, change(text)]))
}

const APPS: Record<string, () => string> = {
  'a fresh app': () => startApp(),
  'an app without a .gitignore': () => makeApp(),
  'line ends of Windows': () => startApp(eachText((text) => text.replaceAll('\n', '\r\n'))),
  'byte order marks': () =>
    startApp({
      'vite.config.ts': `\uFEFF${START_APP['vite.config.ts']}`,
      'src/routes/__root.tsx': `\uFEFF${START_APP['src/routes/__root.tsx']}`,
    }),
  'tabs and no final newlines': () => startApp(eachText((text) => text.replaceAll('  ', '\t').trimEnd())),
  'a start file of its own': () => startApp({ 'src/start.ts': START_FILE }),
  'secrets of its own': () => startApp({ '.env.local': 'DATABASE_URL="a\nb"\nOTHER=1' }),
  'secrets with line ends of Windows': () => startApp({ '.env.local': '# mine\r\nOTHER=1\r\n' }),
  'an env example': () => startApp({ '.env.example': 'OTHER=\n' }),
  'Vite 7, which needs a second package': () =>
    makeApp({ ...installed('vite', '7.1.0'), 'package-lock.json': '{}\n' }),
  'a source folder of another name': () =>
    makeApp({
      'vite.config.ts': viteConfig("{ srcDirectory: 'app' }"),
      'app/router.tsx': START_APP['src/router.tsx'],
      'app/routes/__root.tsx': START_APP['src/routes/__root.tsx'],
    }),
  'a Vite configuration that can’t be changed': () =>
    startApp({
      'vite.config.ts': "export { default } from './vite.shared'\n",
      'vite.shared.ts': 'export default {}\n',
    }),
}

describe('an init and its undo give back the same tree', () => {
  test.each(
    Object.entries(APPS).flatMap(([name, makeApp]) => [
      { name, makeApp, choices: LOCAL },
      { name, makeApp, choices: WORKOS },
    ]),
  )('$name ($choices.credentials.kind)', async ({ makeApp, choices }) => {
    const root = makeApp()
    const before = readTree(root)
    const plan = await buildPlan(await readProject(root), choices, createSteps(RANDOM))

    apply(plan, { undoable: true }).commit()
    expect(readTree(root)).not.toEqual(before)
    const { left } = undo(root)

    expect(left).toEqual([])
    expect(readTree(root)).toEqual(before)
  })
})

const FIXTURES = findFixtures(new URL('../../codemods/fixtures/', import.meta.url)).flatMap(
  ({ name, codemod, file, input, expected }) =>
    expected === null || expected === input ? [] : [{ name, path: pathOf(codemod, file), input, expected }],
)

function pathOf(codemod: string, file: string): string {
  if (codemod === 'env-file') return '.env.local'
  return codemod === 'package-json' ? 'package.json' : `src/${file}`
}

const FORMS: Array<{ form: string; of: (text: string) => string }> = [
  { form: 'as it is', of: (text) => text },
  { form: 'CRLF', of: (text) => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') },
  { form: 'BOM', of: (text) => `\uFEFF${text}` },
]

describe('every edit of every codemod is taken back', () => {
  test.each(FORMS)('$form', ({ of }) => {
    const wrong = FIXTURES.filter(({ path, input, expected }) => {
      const root = appAfterRun({ [path]: [of(input), of(expected)] })
      chmodSync(join(root, path), 0o640)
      const { left } = undo(root)
      const tree = readTree(root)
      return left.length > 0 || tree[path] !== `640 ${Buffer.from(of(input)).toString('latin1')}`
    })

    expect(FIXTURES.length).toBeGreaterThan(80)
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  test('and with a line that the user has added since, which stays', () => {
    const sources = FIXTURES.filter(({ path, input }) => /^src\/.*tsx?$/.test(path) && input.endsWith('\n'))
    const mine = '\nexport const mine = 1\n'
    const outcomes = sources.map(({ name, path, input, expected }) => {
      const root = appAfterRun({ [path]: [input, expected] })
      writeFileSync(join(root, path), `${expected}${mine}`)
      const { left } = undo(root)
      const text = readTree(root)[path]
      const latin = (value: string): string => `644 ${Buffer.from(value).toString('latin1')}`
      if (left.length > 0) return { name, ok: text === latin(`${expected}${mine}`), merged: false }
      return { name, ok: text === latin(`${input}${mine}`), merged: true }
    })

    expect(outcomes.filter(({ ok }) => !ok)).toEqual([])
    // The rest ends with what the run wrote, so the added line is beside it.
    expect(outcomes.filter(({ merged }) => merged).length).toBeGreaterThan(outcomes.length * 0.8)
  })
})

test('modes stay, and only folders that the run made are removed', () => {
  const root = appAfterRun(
    { 'src/a/b/new.ts': [null, 'new'], 'src/old.ts': ['old', 'changed'] },
    { 'src/kept/x.ts': '' },
  )
  chmodSync(join(root, 'src/old.ts'), 0o755)

  undo(root)

  expect(Object.keys(readTree(root))).toEqual(['src', 'src/kept', 'src/kept/x.ts', 'src/old.ts'])
  expect(statSync(join(root, 'src/old.ts')).mode & 0o777).toBe(0o755)
})

test('runs are undone one after the other, from the last', () => {
  const root = appAfterRun({ 'a.ts': ['0\n', '1\n'] })
  const trees = [readTree(root)]
  applyRun(root, { 'a.ts': ['1\n', '2\n'], 'b/c.ts': [null, 'c\n'] })

  expect(undo(root).earlier).toBe(1)
  expect(readTree(root)).toEqual(trees[0])
  expect(undo(root).earlier).toBe(0)
  expect(readTree(root)).toEqual({ 'a.ts': '644 0\n' })
  expect(planUndo(root)).toBeNull()
})

test('an edit between two runs is kept when both are undone', () => {
  const root = appAfterRun({ 'a.ts': ['one\n\n\n\nfour\n', 'one\nrun 1\n\n\n\nfour\n'] })
  writeFileSync(join(root, 'a.ts'), 'one\nrun 1\n\n\n\nfour\nmine\n')
  applyRun(root, { 'a.ts': ['one\nrun 1\n\n\n\nfour\nmine\n', 'run 2\none\nrun 1\n\n\n\nfour\nmine\n'] })

  undo(root)
  undo(root)

  expect(readTree(root)).toEqual({ 'a.ts': '644 one\n\n\n\nfour\nmine\n' })
})

test('a run that was taken back by other means does not hide the run before it', () => {
  const root = appAfterRun({ 'a.ts': ['0\n', '1\n'] })
  applyRun(root, { 'b.ts': [null, 'b\n'] })
  rmSync(join(root, 'b.ts'))

  const { plan, earlier } = undo(root)

  expect(plan.files.map(({ path }) => path)).toEqual(['a.ts'])
  expect(earlier).toBe(0)
  expect(readTree(root)).toEqual({ 'a.ts': '644 0\n' })
})
