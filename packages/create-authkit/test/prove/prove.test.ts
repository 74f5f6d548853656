import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'

import { expect, test } from 'vitest'

import { regenerateRouteTree } from '../../src/app-tools/route-tree.ts'
import { buildPlan } from '../../src/plan/plan.ts'
import { openTransaction } from '../../src/plan/transaction.ts'
import type { Project } from '../../src/project/project.ts'
import { readProject } from '../../src/project/read-project.ts'
import type { Proof } from '../../src/prove/proof.ts'
import { prove } from '../../src/prove/prove.ts'
import { DEFAULT_PATHS } from '../../src/steps/auth-paths.ts'
import { steps } from '../../src/steps/index.ts'
import { jsonReporter } from '../../src/ui/json-reporter.ts'
import { readTree } from '../file-tree.ts'
import { processOf, untilEnded } from '../running-process.ts'
import { linkPackages, packageManagerThat, START_APP, startApp } from '../start-app.ts'

const NEVER = new AbortController().signal
/** Runs the scripts of package.json, and looks at nothing else. */
const RUNS_SCRIPTS = `shift; PATH="$PWD/node_modules/.bin:$PATH" exec sh -c "$(node -p "require('./package.json').scripts['$1']")"`

function manifestWith(scripts: Record<string, string>): string {
  return JSON.stringify({ ...(JSON.parse(START_APP['package.json']) as object), scripts })
}

function proveApp(project: Project, signal: AbortSignal = NEVER): Promise<Proof> {
  const bin = packageManagerThat('pnpm', RUNS_SCRIPTS)
  return prove({
    project,
    paths: DEFAULT_PATHS,
    env: { ...process.env, PATH: `${bin}:${process.env['PATH']}` },
    signal,
    reporter: jsonReporter(new PassThrough()),
  })
}

/** An app that the command line has added AuthKit to. */
async function wiredApp(): Promise<Project> {
  const root = startApp()
  linkPackages(root)
  symlinkSync(
    join(import.meta.dirname, '../../../vite-plugin'),
    join(root, 'node_modules/vite-plugin-authkit-start'),
  )
  symlinkSync(join(root, 'node_modules/vite/bin'), join(root, 'node_modules/.bin'))
  const plan = await buildPlan(await readProject(root), { credentials: { kind: 'local' } }, steps)
  const transaction = openTransaction(plan)
  transaction.write()
  transaction.commit()
  const script = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  script.scripts['build'] = 'node node_modules/vite/bin/vite.js build'
  writeFileSync(join(root, 'package.json'), JSON.stringify(script))
  const project = await readProject(root)
  await regenerateRouteTree(project, process.env, NEVER)
  return project
}

test('builds a real app, signs in and out, and leaves nothing behind', async () => {
  const project = await wiredApp()
  const before = readTree(project.root)

  const proof = await proveApp(project)

  expect(proof).toMatchObject({
    status: 'proven',
    failure: null,
    problems: [],
    removed: ['dist'],
    overwritten: [],
  })
  expect(proof.exchanges.flatMap(({ cookies }) => cookies.map(({ name }) => name))).toContain('wos-session')
  const after = readTree(project.root)
  expect(Object.keys(after).filter((path) => !path.startsWith('node_modules'))).toEqual(
    Object.keys(before).filter((path) => !path.startsWith('node_modules')),
  )
})

test('a build that fails ends it, with what it printed', async () => {
  const root = startApp({
    'package.json': manifestWith({ build: 'mkdir dist; echo no such module >&2; exit 1' }),
  })

  const proof = await proveApp(await readProject(root))

  expect(proof).toMatchObject({
    status: 'failed',
    build: 'pnpm build',
    server: null,
    removed: ['dist'],
    failure: { stage: 'build', message: '`pnpm build` failed.', log: ['no such module'] },
  })
  expect(existsSync(join(root, 'dist'))).toBe(false)
})

test('a server that ends at once is told of, with what it printed', async () => {
  const scripts = { build: 'true', start: 'echo DATABASE_URL is missing; exit 1' }
  const root = startApp({ 'package.json': manifestWith(scripts) })

  expect(await proveApp(await readProject(root))).toMatchObject({
    status: 'failed',
    server: 'pnpm start',
    failure: {
      stage: 'serve',
      message: 'The server ended before it answered.',
      log: ['DATABASE_URL is missing'],
    },
  })
})

test('a folder that was there before stays', async () => {
  const root = startApp({
    'package.json': manifestWith({ build: 'echo new > dist/new; exit 1' }),
    'dist/old': 'old\n',
  })

  const proof = await proveApp(await readProject(root))

  expect(proof).toMatchObject({ removed: [], overwritten: ['dist'] })
  expect(existsSync(join(root, 'dist/old'))).toBe(true)
})

test('a build for Netlify is said to run there alone, before anything is built', async () => {
  const data = JSON.parse(START_APP['package.json']) as { devDependencies: Record<string, string> }
  data.devDependencies['@netlify/vite-plugin-tanstack-start'] = '^1.0.0'
  const root = startApp({ 'package.json': JSON.stringify(data) })

  expect(await proveApp(await readProject(root))).toMatchObject({
    status: 'unsupported',
    failure: { stage: 'serve', message: expect.stringContaining('Netlify') },
  })
})

test.each([
  {
    during: 'the build',
    scripts: { build: 'mkdir dist; echo $$ > pid; sleep 1000 & echo $! > child; wait' },
  },
  {
    during: 'the start',
    scripts: { build: 'mkdir dist', start: 'echo $$ > pid; sleep 1000 & echo $! > child; wait' },
  },
])('interrupted during $during, every process ends and the build is gone', async ({ scripts }) => {
  const root = startApp({ 'package.json': manifestWith(scripts) })
  const controller = new AbortController()
  const proof = proveApp(await readProject(root), controller.signal)
  const pids = await Promise.all(['pid', 'child'].map((name) => processOf(join(root, name))))

  controller.abort(new Error('stop'))

  await expect(proof).rejects.toThrow('stop')
  await Promise.all(pids.map(untilEnded))
  expect(existsSync(join(root, 'dist'))).toBe(false)
})
