import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'

import { expect, test, vi } from 'vitest'

import type { Outcome } from '../../src/commands/carry-out.ts'
import { carryOut } from '../../src/commands/carry-out.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { buildPlan } from '../../src/plan/plan.ts'
import { carryOutUndo, planUndo } from '../../src/plan/undo/plan-undo.ts'
import type { Project } from '../../src/project/project.ts'
import { readProject } from '../../src/project/read-project.ts'
import { steps } from '../../src/steps/index.ts'
import { Timing } from '../../src/timing.ts'
import { jsonReporter } from '../../src/ui/json-reporter.ts'
import { readTree } from '../file-tree.ts'
import { INSTALLS_THE_PLUGIN, linkPackages, packageManagerThat, START_APP, startApp } from '../start-app.ts'

interface Setting {
  project: Project
  plan: Plan
  before: Record<string, string>
}

/** An app and the plan for it. Nothing is installed, so there is neither a compiler nor a router to wait for. */
async function plannedApp(files: Readonly<Record<string, string>> = {}): Promise<Setting> {
  return plan(startApp(files))
}

/** An installed app and the plan for it. */
async function installedApp(files: Readonly<Record<string, string>> = {}): Promise<Setting> {
  const root = startApp(files)
  linkPackages(root)
  return plan(root)
}

async function plan(root: string): Promise<Setting> {
  const project = await readProject(root)
  const plan = await buildPlan(project, { credentials: { kind: 'local' } }, steps)
  return { project, plan, before: sourcesOf(root) }
}

/** Everything but the installed packages, which are no part of the transaction. */
function sourcesOf(root: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readTree(root)).filter(([path]) => !path.startsWith('node_modules')),
  )
}

function run(
  { project, plan }: Setting,
  script: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  const bin = packageManagerThat('pnpm', script)
  return carryOut(plan, {
    project,
    extent: 'all',
    env: { ...process.env, PATH: `${bin}:${process.env['PATH']}` },
    signal,
    reporter: jsonReporter(new PassThrough()),
    timing: new Timing(),
  })
}

test('installs, writes, generates the route tree and finds no new type error', async () => {
  const setting = await installedApp()
  const { root } = setting.project

  const outcome = await run(setting, INSTALLS_THE_PLUGIN)

  expect(outcome).toEqual({
    installed: true,
    format: null,
    routeTree: { status: 'changed' },
    types: { checked: true, newErrors: [] },
  })
  expect(readFileSync(join(root, 'src/routeTree.gen.ts'), 'utf8')).toContain('/api/auth/callback')
  expect(setting.plan.files.map(({ path }) => readFileSync(join(root, path), 'utf8'))).toEqual(
    setting.plan.files.map(({ after }) => after),
  )
  expect(Object.keys(readTree(join(root, '.authkit-start')))).toEqual(['.gitignore', 'undo', 'undo/1.record'])
})

test('type errors that the changes bring are told, and those that were there before are not', async () => {
  const setting = await installedApp({
    'src/old.ts': "export const wrong: number = 'text'\n",
    // Breaks as soon as `virtual:authkit` is known.
    'src/wrong.ts':
      "declare const virtual: typeof import('virtual:authkit')\nexport const wrong = virtual.nonsense\n",
  })

  const outcome = await run(setting, INSTALLS_THE_PLUGIN)

  expect(outcome.types).toMatchObject({
    checked: true,
    newErrors: [{ file: 'src/wrong.ts', code: 'TS2339' }],
  })
})

test('a failing install leaves every file as it was, the lockfile included', async () => {
  const setting = await plannedApp()

  await expect(
    run(setting, 'echo broken > pnpm-lock.yaml; echo created > pnpm-workspace.yaml; echo why >&2; exit 1'),
  ).rejects.toMatchObject({ code: 'ERR_INSTALL_FAILED', help: expect.stringContaining('why') })
  expect(sourcesOf(setting.project.root)).toEqual(setting.before)
})

test('an interrupt during the install ends it and leaves every file as it was', async () => {
  const setting = await plannedApp()
  const { root } = setting.project
  const controller = new AbortController()
  const interrupt = new Error('interrupted')

  const running = run(setting, 'echo broken > pnpm-lock.yaml; touch started; sleep 1000', controller.signal)
  await vi.waitFor(() => expect(existsSync(join(root, 'started'))).toBe(true), { timeout: 20_000 })
  expect(readFileSync(join(root, 'package.json'), 'utf8')).toContain('vite-plugin-authkit-start')
  controller.abort(interrupt)

  await expect(running).rejects.toBe(interrupt)
  const { started: _, ...sources } = sourcesOf(root)
  expect(sources).toEqual(setting.before)
})

test('a file that is edited during the install stops the run, and keeps the edit', async () => {
  const setting = await plannedApp()
  const { root } = setting.project

  await expect(run(setting, `${INSTALLS_THE_PLUGIN}\necho edited > vite.config.ts`)).rejects.toMatchObject({
    code: 'ERR_CHANGED_MEANWHILE',
  })
  expect(sourcesOf(root)).toEqual({
    ...setting.before,
    'vite.config.ts': setting.before['vite.config.ts']?.replace(START_APP['vite.config.ts'], 'edited\n'),
  })
})

test('a route tree that can’t be generated is told, and the changes stay', async () => {
  const setting = await installedApp()

  // Without the plugin the Vite configuration can't be loaded.
  const outcome = await run(setting, 'exit 0')

  expect(outcome.routeTree).toEqual({
    status: 'failed',
    reason: expect.stringContaining('vite-plugin-authkit-start'),
  })
  expect(existsSync(join(setting.project.root, 'src/start.ts'))).toBe(true)
})

test('an app that was never installed has its types checked after the install', async () => {
  const root = startApp()
  const project = await readProject(root)
  const plan = await buildPlan(project, { credentials: { kind: 'local' } }, steps)
  const installed = startApp()
  linkPackages(installed)

  const outcome = await run(
    { project, plan, before: {} },
    `mv "${installed}/node_modules" .\n${INSTALLS_THE_PLUGIN}`,
  )

  expect(outcome.types).toEqual({ checked: true, newErrors: [] })
})

test('the app’s own formatter lays out the new files, and only those; undo gives all of it back', async () => {
  const config = { '.oxfmtrc.json': '{ "singleQuote": false, "semi": true, "tabWidth": 8 }\n' }
  const setting = await plannedApp(config)
  const { root } = setting.project
  linkFormatter(root)

  const outcome = await run(setting, INSTALLS_THE_PLUGIN)

  expect(outcome.format).toEqual({ status: 'formatted', formatter: 'oxfmt' })
  const start = readFileSync(join(root, 'src/start.ts'), 'utf8')
  expect(start).toContain('        requestMiddleware: [csrfMiddleware, authkitMiddleware()],')
  expect(start).toContain('from "virtual:authkit";')
  const edited = setting.plan.files.filter(({ kind }) => kind === 'modify')
  expect(edited.map(({ path }) => readFileSync(join(root, path), 'utf8'))).toEqual(
    edited.map(({ after }) => after),
  )
  const undo = planUndo(root)
  expect(undo?.left).toEqual([])
  if (undo !== null) carryOutUndo(undo)
  rmSync(join(root, 'node_modules/oxfmt'))
  expect(sourcesOf(root)).toEqual(setting.before)
})

test('a formatter that fails is told of, and the files are as they were planned', async () => {
  const setting = await plannedApp({ '.oxfmtrc.json': 'no JSON' })
  linkFormatter(setting.project.root)

  const outcome = await run(setting, INSTALLS_THE_PLUGIN)

  expect(outcome.format).toMatchObject({ status: 'failed', formatter: 'oxfmt' })
  const created = setting.plan.files.filter(({ kind }) => kind === 'create')
  expect(created.map(({ path }) => readFileSync(join(setting.project.root, path), 'utf8'))).toEqual(
    created.map(({ after }) => after),
  )
})

/** The formatter of this workspace, as an install of it would make it available. */
function linkFormatter(root: string): void {
  mkdirSync(join(root, 'node_modules'))
  symlinkSync(join(import.meta.dirname, '../../../../node_modules/oxfmt'), join(root, 'node_modules/oxfmt'))
}

test('an app in Yarn’s Plug’n’Play is refused before the first byte', async () => {
  const setting = await plannedApp({ '.pnp.cjs': '' })

  await expect(run(setting, INSTALLS_THE_PLUGIN)).rejects.toMatchObject({ code: 'ERR_PLUG_N_PLAY' })
  expect(sourcesOf(setting.project.root)).toEqual(setting.before)
})
