import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import type { TypeCheck } from '../../src/app-tools/type-check.ts'
import { TypeChecker } from '../../src/app-tools/type-check.ts'
import type { Project } from '../../src/project/project.ts'
import { readTree } from '../file-tree.ts'
import { linkPackages, START_APP, startApp } from '../start-app.ts'
import { sampleProject } from './sample-project.ts'

const NEVER = new AbortController().signal
const ROOT_ROUTE = START_APP['src/routes/__root.tsx']

function check(project: Project): Promise<TypeCheck> {
  const checker = new TypeChecker(project, process.env)
  onTestFinished(() => checker.dispose())
  return checker.check(NEVER)
}

test('finds the errors of the app with its own compiler, and writes nothing', async () => {
  const root = startApp({ 'src/routes/__root.tsx': `${ROOT_ROUTE}export const wrong: number = 'text'\n` })
  linkPackages(root)
  const before = readTree(root)

  const result = await check(await sampleProject(root))

  expect(result).toMatchObject({
    checked: true,
    errors: expect.arrayContaining([
      {
        file: 'src/routes/__root.tsx',
        line: ROOT_ROUTE.split('\n').length,
        code: 'TS2322',
        message: "Type 'string' is not assignable to type 'number'.",
      },
    ]),
  })
  expect(readTree(root)).toEqual(before)
})

test('a second check sees what changed, and what did not', async () => {
  const root = startApp({ 'src/old.ts': "export const old: number = 'text'\n" })
  linkPackages(root)
  const checker = new TypeChecker(await sampleProject(root), process.env)
  onTestFinished(() => checker.dispose())
  const filesOf = (result: TypeCheck): string[] =>
    result.checked
      ? result.errors.flatMap(({ file }) => (file?.startsWith('src/routes') ? [] : [file ?? '']))
      : []

  const first = await checker.check(NEVER)
  writeFileSync(join(root, 'src/new.ts'), "export const wrong: number = 'text'\n")
  const second = await checker.check(NEVER)

  expect(filesOf(first)).toContain('src/old.ts')
  expect(filesOf(second).filter((file) => !filesOf(first).includes(file))).toEqual(['src/new.ts'])
  expect(filesOf(second)).toContain('src/old.ts')
})

test.each([
  {
    name: 'TypeScript is not installed',
    install: false,
    files: {},
    reason: 'TypeScript is not installed',
  },
  {
    name: 'no configuration includes the sources',
    install: true,
    files: { 'tsconfig.json': '{ "files": ["other.ts"] }', 'other.ts': 'export {}' },
    reason: "tsconfig.json includes the app's sources",
  },
  {
    name: 'the configuration is not valid',
    install: true,
    files: { 'tsconfig.json': '{ "compilerOptions": { "module": "nonsense" }, "include": ["nowhere"] }' },
    reason: 'TS',
  },
])('says why nothing was checked when $name', async ({ install, files, reason }) => {
  const root = startApp(files)
  if (install) linkPackages(root)

  expect(await check(await sampleProject(root))).toEqual({
    checked: false,
    reason: expect.stringContaining(reason),
  })
})

test('an app without TypeScript has nothing to check', async () => {
  const project = await sampleProject(startApp(), { typescript: false })

  expect(await check(project)).toEqual({ checked: false, reason: 'the app does not use TypeScript' })
})

test('the sources may be in a solution’s tsconfig.app.json', async () => {
  const root = startApp({
    'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
    'tsconfig.app.json': START_APP['tsconfig.json'],
  })
  linkPackages(root)

  expect(await check(await sampleProject(root))).toMatchObject({ checked: true })
})
