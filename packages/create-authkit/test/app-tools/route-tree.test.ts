import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import { expect, test } from 'vitest'

import { regenerateRouteTree } from '../../src/app-tools/route-tree.ts'
import { START_APP, linkPackages, startApp } from '../start-app.ts'
import { sampleProject } from './sample-project.ts'

const NEVER = new AbortController().signal

function installedApp(files: Readonly<Record<string, string>> = {}): string {
  const root = startApp(files)
  linkPackages(root)
  return root
}

test('writes the tree of the routes that are there, and says whether it changed', async () => {
  const root = installedApp()
  const project = await sampleProject(root)
  const tree = (): string => readFileSync(join(root, 'src/routeTree.gen.ts'), 'utf8')

  expect(await regenerateRouteTree(project, process.env, NEVER)).toEqual({ status: 'changed' })
  expect(tree()).not.toContain('/about')
  expect(await regenerateRouteTree(project, process.env, NEVER)).toEqual({ status: 'unchanged' })

  writeFileSync(
    join(root, 'src/routes/about.tsx'),
    START_APP['src/routes/index.tsx'].replace("'/'", "'/about'"),
  )
  expect(await regenerateRouteTree(project, process.env, NEVER)).toEqual({ status: 'changed' })
  expect(tree()).toContain('/about')
  expect(tree()).toContain("declare module '@tanstack/react-start'")
})

test('follows the options that the app gives Start', async () => {
  const root = installedApp({
    'vite.config.ts': START_APP['vite.config.ts'].replace(
      'tanstackStart()',
      "tanstackStart({ router: { generatedRouteTree: 'tree.gen.ts', quoteStyle: 'double', semicolons: true } })",
    ),
  })
  const project = await sampleProject(root)

  expect(project.generatedRouteTree).toBe('src/tree.gen.ts')
  expect(await regenerateRouteTree(project, process.env, NEVER)).toEqual({ status: 'changed' })
  expect(readFileSync(join(root, 'src/tree.gen.ts'), 'utf8')).toContain(' from "./routes/__root";')
})

test('runs no plugin but TanStack’s', async () => {
  const root = installedApp({
    'vite.config.ts': START_APP['vite.config.ts'].replace(
      'react()',
      "react(), { name: 'other', configResolved: () => { throw new Error('must not run') } }",
    ),
  })

  expect(await regenerateRouteTree(await sampleProject(root), process.env, NEVER)).toEqual({
    status: 'changed',
  })
})

test.each([
  {
    name: 'the configuration throws',
    files: { 'vite.config.ts': "throw new Error('a mistake in the configuration')\n" },
    reason: 'a mistake in the configuration',
  },
  {
    name: 'the configuration does not use Start',
    files: { 'vite.config.ts': 'export default {}\n' },
    reason: 'does not use the plugin of TanStack Start',
  },
  {
    name: 'the generator refuses a route file',
    files: {
      'src/routes/same.tsx': START_APP['src/routes/index.tsx'],
      'src/routes/same/index.tsx': '',
      'src/routes/same.index.tsx': '',
    },
    reason: 'same',
  },
  {
    name: 'the configuration does not parse',
    files: { 'vite.config.ts': "import a from 'node:fs'\nimport a from 'node:fs'\n" },
    reason: 'vite.config.ts',
  },
])('when $name, says so instead of failing, and shows no stack', async ({ files, reason }) => {
  const root = installedApp(files)
  const project = await sampleProject(root, { viteConfig: 'vite.config.ts' })

  const result = await regenerateRouteTree(project, { ...process.env, FORCE_COLOR: '1' }, NEVER)

  expect(result).toEqual({ status: 'failed', reason: expect.stringContaining(reason) })
  const { reason: told } = result as { reason: string }
  expect(told.split('\n').filter((line) => line.startsWith('    at ')).length).toBeLessThan(2)
  expect(told).toBe(stripVTControlCharacters(told))
})

test('without a Vite configuration there is nothing to run', async () => {
  const root = installedApp()

  expect(
    await regenerateRouteTree(await sampleProject(root, { viteConfig: null }), process.env, NEVER),
  ).toMatchObject({ status: 'failed' })
  expect(existsSync(join(root, 'src/routeTree.gen.ts'))).toBe(false)
})
