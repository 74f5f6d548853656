import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, onTestFinished, vi } from 'vitest'

import { diagnose } from '../../src/checks/diagnose.ts'
import type { InitJson } from '../../src/commands/init-json.ts'
import type { Project } from '../../src/project/project.ts'
import { readProject } from '../../src/project/read-project.ts'
import { steps } from '../../src/steps/index.ts'
import { type AppTree, type Expectation, expectedChanges } from './app-tree.ts'
import { type Answer, PlantedApp } from './planted-app.ts'
import {
  type AppFiles,
  AUTHKIT_MIDDLEWARE,
  AUTHKIT_PLUGIN,
  CSRF_MIDDLEWARE,
  runApp,
  type RunningApp,
  START_PLUGIN,
} from './running/run-app.ts'

/** What became of an app: all done, some of it left to paste, or nothing touched. */
export type Outcome = 'complete' | 'manual' | 'refused'

/** Exit codes that are documented. */
const DONE = 0
const MANUAL = 3

/**
 * Does with an app what its user would, files only: `init`, `init` again, `undo`; and proves each. What was written is
 * proven three ways: by what is expected of the tree, by the doctor, and by running the files.
 */
export async function examine(
  tree: AppTree,
  change?: ConstructorParameters<typeof PlantedApp>[1],
): Promise<Outcome> {
  const { expect: expected = {} } = tree
  const app = new PlantedApp(tree, change)
  const before = app.contents()
  const filesBefore = await locate(app)
  const ranBefore = filesBefore === null || tree.unprovable?.running ? null : await run(app.root, filesBefore)

  const first = await app.init()
  if (expected.refused !== undefined) {
    expectRefusal(first, expected)
    expect(app.contents()).toEqual(before)
    return 'refused'
  }
  expectAnswer(first, expected)
  const written = first.document?.plan.files.map(({ path }) => [path, tree.links?.[path] ?? path]) ?? []
  const planned = written.flat().map((path) => join(tree.folder ?? '.', path))
  const after = app.contents()
  expect(without(after, planned)).toEqual(without(before, planned))
  for (const [path, texts] of Object.entries(expected.contains ?? {})) {
    const text = readFileSync(join(app.root, path), 'utf8')
    for (const part of [texts].flat()) expect(text).toContain(part)
  }

  const filesAfter = await expectWiring(app, expected)
  if (!tree.unprovable?.running) {
    expectRunning(ranBefore, await run(app.root, filesAfter), left(first))
  }

  const second = await app.init()
  expect(second.error).toBeNull()
  expect(second.document?.plan.files).toEqual([])
  expect(second.document?.plan.manual).toEqual(first.document?.plan.manual)
  expect(app.contents()).toEqual(after)

  expect(await app.undo()).toMatchObject({ exitCode: DONE, document: { status: 'undone', left: [] } })
  expect(app.contents()).toEqual(before)
  return left(first).size === 0 ? 'complete' : 'manual'
}

/** What a tree's expectation amounts to. */
export function expectedOutcome({ expect: { refused, manual = {} } = {} }: AppTree): Outcome {
  if (refused !== undefined) return 'refused'
  return Object.keys(manual).length === 0 ? 'complete' : 'manual'
}

function expectRefusal({ error, exitCode }: Answer<InitJson>, { refused, help = '' }: Expectation): void {
  expect(error?.code).toBe(refused)
  expect(error?.help ?? '').toContain(help)
  expect(exitCode).toBe(1)
}

function expectAnswer({ error, document, exitCode }: Answer<InitJson>, expected: Expectation): void {
  expect(error).toBeNull()
  if (document === null) return
  const { manual = {}, notes = [], app = {} } = expected
  const files = Object.fromEntries(document.plan.files.map(({ path, kind }) => [path, kind]))
  const reasons = Object.fromEntries(document.plan.manual.map(({ path, why }) => [path, why]))
  const parts = Object.entries(manual).map(([path, part]) => [path, expect.stringContaining(part)])
  expect({ files, manual: reasons }).toEqual({
    files: expectedChanges(expected),
    manual: Object.fromEntries(parts),
  })
  expect(document.plan.manual.map(({ snippet }) => snippet.trim())).not.toContain('')
  expect(document.plan.notes).toHaveLength(notes.length)
  for (const note of notes) expect(document.plan.notes).toContainEqual(expect.stringContaining(note))
  expect(document.app).toMatchObject(app)
  const complete = Object.keys(manual).length === 0
  expect({ exitCode, ok: document.ok, status: document.status }).toEqual({
    exitCode: complete ? DONE : MANUAL,
    ok: complete,
    status: 'applied',
  })
}

/** The doctor finds every piece in its place but those that are left to the user. */
export async function expectWiring(app: PlantedApp, { manual = {} }: Expectation): Promise<AppFiles> {
  const names = new Set(steps.map(({ name }) => name))
  const { checks, project } = await diagnose(app.root, {})
  const missing = checks
    .filter(({ code }) => names.has(code) || code === 'plugin-order')
    .flatMap(({ problems }) => problems.map(({ path }) => path))
  expect(missing.filter((path) => path === null || !Object.hasOwn(manual, path))).toEqual([])
  return filesOf(project)
}

/** Steps that are left to the user. */
function left({ document }: Answer<InitJson>): ReadonlySet<string> {
  return new Set(document?.plan.manual.map(({ step }) => step))
}

/** What the files do is what they did, and AuthKit besides, in its place. */
export function expectRunning(
  before: RunningApp | null,
  after: RunningApp,
  manual: ReadonlySet<string>,
): void {
  if (!manual.has('vite-config') && after.plugins !== null) {
    for (const command of ['serve', 'build'] as const) {
      const plugins = after.plugins[command]
      const others = plugins.filter((name) => name !== AUTHKIT_PLUGIN)
      expect(plugins.length - others.length).toBe(1)
      expect(others).toEqual(before?.plugins?.[command])
      expect(others).toContain(START_PLUGIN)
    }
  }
  if (!manual.has('start-file')) {
    const middleware = after.requestMiddleware ?? []
    const at = middleware.indexOf(AUTHKIT_MIDDLEWARE)
    expect(middleware.filter((name) => name === AUTHKIT_MIDDLEWARE)).toHaveLength(1)
    const hadCsrf = before?.requestMiddleware?.includes(CSRF_MIDDLEWARE) === true
    const added = new Set([AUTHKIT_MIDDLEWARE, ...(hadCsrf ? [] : [CSRF_MIDDLEWARE])])
    expect(middleware.filter((name) => !added.has(name))).toEqual(
      (before?.requestMiddleware ?? []).filter((name) => !added.has(name)),
    )
    const csrf = middleware.indexOf(CSRF_MIDDLEWARE)
    if (csrf !== -1) expect(csrf).toBeLessThan(at)
    expect(after.startOptions).toEqual(before?.startOptions ?? [])
  }
  if (!manual.has('provider')) {
    expect(after.html).toMatch(/<authkit-provider>.*<page-outlet>.*<\/authkit-provider>/s)
    expect(after.html.split('<authkit-provider>')).toHaveLength(2)
    expect(after.html.replace(/<\/?authkit-provider>/g, '')).toBe(before?.html)
  }
}

/** Quiet: React and an app's own code talk to the console. */
export async function run(root: string, files: AppFiles): Promise<RunningApp> {
  const silenced = (['error', 'warn', 'log'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => {}),
  )
  onTestFinished(() => silenced.forEach((spy) => spy.mockRestore()))
  return runApp(root, files)
}

/** Where Vite, Start and the router find an app's files; `null` where the app can't be read. */
export async function locate(app: PlantedApp): Promise<AppFiles | null> {
  const project = await readProject(app.root).catch(() => null)
  return project === null ? null : filesOf(project)
}

function filesOf({ root, viteConfig, startEntry, rootRoute, srcDirectory }: Project): AppFiles {
  const there = (path: string | null): string | null =>
    path !== null && existsSync(join(root, path)) ? path : null
  const routers = ['tsx', 'ts', 'jsx', 'js'].map((extension) => there(`${srcDirectory}/router.${extension}`))
  return {
    viteConfig: there(viteConfig),
    startEntry: there(startEntry.path),
    rootRoute: there(rootRoute.path),
    router: routers.find((path) => path !== null) ?? null,
  }
}

function without(tree: Record<string, string>, paths: readonly string[]): Record<string, string> {
  const folders = new Set(
    paths.flatMap((path) => path.split('/').map((_segment, index, all) => all.slice(0, index).join('/'))),
  )
  const left = Object.entries(tree).filter(
    ([path]) => !paths.includes(path) && !folders.has(path) && !path.includes('.authkit-start'),
  )
  return Object.fromEntries(left)
}
