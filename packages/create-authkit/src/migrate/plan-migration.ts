import { posix } from 'node:path'

import { developmentEnvironment } from '../checks/environment.ts'
import { addCsrf } from '../codemods/start-file/add-csrf.ts'
import { forgetModules } from '../codemods/vendor/forget-modules.ts'
import { adoptSignInHandler } from '../codemods/vendor/sign-in-handler.ts'
import { VENDOR_PACKAGE, VENDOR_PACKAGES } from '../codemods/vendor/vendor-modules.ts'
import { replaceCompatTypes } from '../codemods/vite-env-reference.ts'
import { listFiles } from '../lint/find-modules.ts'
import type { Plan } from '../plan/plan.ts'
import type { Project } from '../project/project.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'
import { DEFAULT_PATHS, findAuthPaths } from '../steps/auth-paths.ts'
import { callbackRoute } from '../steps/callback-route.ts'
import { envExample } from '../steps/env-example.ts'
import { fromCodemod } from '../steps/from-codemod.ts'
import { packageJson } from '../steps/package-json.ts'
import { provider } from '../steps/provider.ts'
import { signInRoute } from '../steps/sign-in-route.ts'
import { signOutRoute } from '../steps/sign-out-route.ts'
import { startFile } from '../steps/start-file.ts'
import type { Choices, Step } from '../steps/step.ts'
import { viteEnv } from '../steps/vite-env.ts'
import type { Timing } from '../timing.ts'
import { findAuthRoutes } from './auth-routes.ts'
import { Draft } from './draft.ts'
import { KNOWN_DECLARATIONS } from './example/known-declarations.ts'
import { planExample } from './example/plan-example.ts'
import { fixPatterns } from './fix-patterns.ts'
import { leftChanges, mentions } from './left-uses.ts'
import { findWorkspaceUsers, removeVendorPackages } from './vendor-packages.ts'
import type { VendorFile } from './vendor-files.ts'
import { findVendorFiles } from './vendor-files.ts'
import { planViteConfigs } from './vite-configs.ts'

/** Name of the part that moves imports, for the files it changes. */
const STEP = 'migrate'

/** The steps ask for choices, which those of a migration do not look at. */
const CHOICES: Choices = { credentials: { kind: 'local' } }

/** What a migration would do. */
export interface Migration {
  plan: Plan
  /** Whether the app uses what is migrated from. Without, the plan is empty. */
  isNeeded: boolean
  /** Whether the plugin has to serve WorkOS' modules for what stays. */
  needsCompat: boolean
}

export interface MigrationOptions {
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  timing: Timing
}

/**
 * Plans to move an app from WorkOS' own package to ours: its imports, configuration and dependencies, then what init
 * would add, then the fixes of the lint for old patterns. Nothing is written, and the files of secrets stay as they are.
 *
 * What has no proven counterpart stays and is told. Where nothing could stand in for it, and where the Vite
 * configuration can't be edited, all else waits: half an app on another runtime would be no app.
 */
export async function planMigration(project: Project, options: MigrationOptions): Promise<Migration> {
  const files = await listFiles(project.root, '.')
  const found = findVendorFiles(project, files)
  const users = findWorkspaceUsers(project)
  options.timing.mark('uses')
  const draft = new Draft(project)
  const example = planExample(project, files, KNOWN_DECLARATIONS)
  const isNeeded =
    example !== null ||
    found.length > 0 ||
    VENDOR_PACKAGES.some((name) => project.declared(name) !== null) ||
    project.authkitOptions?.['compat'] === true
  if (!isNeeded) return { plan: planOf(draft, []), isNeeded, needsCompat: false }

  if (example !== null && example.blockers.length > 0) {
    for (const change of example.blockers) draft.apply(change, STEP)
    return { plan: planOf(draft, []), isNeeded, needsCompat: false }
  }
  const built = found.filter(({ isBuilt }) => isBuilt)
  const blockers = built.filter(({ moved }) => moved.left.some(({ kind }) => kind === 'package'))
  if (blockers.length > 0) {
    for (const file of blockers) {
      const left = file.moved.left.filter(({ kind }) => kind === 'package')
      const only = { ...file, moved: { ...file.moved, left } }
      for (const change of leftChanges(only)) draft.apply(change, STEP)
    }
    return { plan: planOf(draft, []), isNeeded, needsCompat: false }
  }

  moveFiles(draft, built)
  for (const change of example?.changes ?? []) draft.apply(change, STEP)
  for (const file of found) for (const change of leftChanges(file)) draft.apply(change, STEP)
  const needsCompat =
    built.some(({ moved }) => moved.left.some(isServed)) || users.some(({ isUsed }) => isUsed)
  adoptHandlers(draft, built)
  const paths = authPaths(draft, options.env)
  const isConfigured = await planViteConfigs(draft, paths, needsCompat)
  if (!isConfigured) {
    const waiting = new Draft(project)
    await planViteConfigs(waiting, paths, needsCompat)
    return { plan: planOf(waiting, [], { manualOnly: true }), isNeeded, needsCompat }
  }
  const notes = [
    ...removeVendorPackages(draft, files, keptPackages(project, found)),
    ...forgetInTsconfigs(draft, files),
    ...(await planSteps(draft, found)),
    ...(await fixPatterns(draft, paths, options)),
    ...notesOf(found, users, files),
    ...(example?.notes ?? []),
  ]
  return { plan: planOf(draft, notes), isNeeded, needsCompat }
}

function planOf(draft: Draft, notes: readonly string[], { manualOnly = false } = {}): Plan {
  const files = manualOnly ? [] : draft.files()
  const { root, packageJson: manifest } = draft.project
  const needsInstall = files.some(({ path }) => path === manifest.path)
  return {
    root,
    files,
    manual: draft.manual(),
    skipped: [],
    notes: [...notes, ...draft.notes()],
    needsInstall,
  }
}

function moveFiles(draft: Draft, built: readonly VendorFile[]): void {
  for (const { path, text, moved } of built) {
    if (moved.result.status === 'unchanged') continue
    const why = 'imports AuthKit from the plugin’s modules'
    draft.apply(fromCodemod(moved.result, { path, before: text, why, snippet: '' }), STEP)
  }
}

/** A sign-in route that does what ours does is ours from now on: the fixes of the lint link to no other. */
function adoptHandlers(draft: Draft, built: readonly VendorFile[]): void {
  for (const { path } of built) {
    const before = draft.read(path) ?? ''
    const result = adoptSignInHandler(path, before)
    if (result.status !== 'changed') continue
    const why = 'sends the user to AuthKit with the plugin’s handler'
    draft.apply(fromCodemod(result, { path, before, why, snippet: '' }), STEP)
  }
}

function isServed({ kind }: VendorFile['moved']['left'][number]): boolean {
  return kind === 'import' || kind === 'types'
}

/** What needs a package itself: types that ours don't have, and files that Vite does not build. */
function keptPackages({ declared }: Project, found: readonly VendorFile[]): Set<string> {
  const users = found.filter((file) =>
    file.isBuilt ? file.moved.left.some(({ kind }) => kind === 'types') : isOutside(file),
  )
  const needed = VENDOR_PACKAGES.filter((name) => users.some(({ text }) => text.includes(name)))
  // What is not declared has come with the other one.
  return new Set(needed.map((name) => (declared(name) === null ? VENDOR_PACKAGE : name)))
}

/** A file that imports WorkOS' package and is no part of what Vite builds. */
function isOutside({ isBuilt, moved }: VendorFile): boolean {
  return (
    !isBuilt && (moved.result.status !== 'unchanged' || moved.left.some(({ kind }) => kind !== 'mention'))
  )
}

/** The paths that the app's own routes have, and for those it lacks what init would take. */
function authPaths(draft: Draft, env: NodeJS.ProcessEnv): AuthPaths {
  const { project } = draft
  const redirectUri = developmentEnvironment(project, env).get('WORKOS_REDIRECT_URI')?.value ?? ''
  const callback = URL.canParse(redirectUri) ? new URL(redirectUri).pathname : null
  const base = project.basePath === '/' ? '' : project.basePath
  const routes = findAuthRoutes(
    project,
    callback?.startsWith(`${base}/`) === true ? callback.slice(base.length) : callback,
  )
  return { ...(findAuthPaths(project) ?? DEFAULT_PATHS), ...(project.authkitOptions === null ? routes : {}) }
}

const ROUTE_STEPS: readonly Step[] = [callbackRoute, signInRoute, signOutRoute]

/** What init adds and the app has not; its env files stay, but for the list of names. */
async function planSteps(draft: Draft, found: readonly VendorFile[]): Promise<string[]> {
  const take = async (step: Step): Promise<void> => {
    for (const change of await step.plan(draft.project, CHOICES)) draft.apply(change, step.name)
  }
  await take(packageJson)
  const notes = await planStartFile(draft, found)
  for (const step of ROUTE_STEPS) await take(step)
  // Without hooks nothing looks for a provider, and one that is there stays where it is.
  const hasHooks = found.some((file) => uses(file, `${VENDOR_PACKAGE}/client`))
  if (hasHooks && !found.some((file) => uses(file, 'AuthKitProvider'))) await take(provider)
  const types = posix.join(draft.project.srcDirectory, 'vite-env.d.ts')
  const text = draft.read(types)
  if (text !== null && draft.manual().every(({ path }) => path !== types)) {
    const why = 'tells TypeScript about virtual:authkit'
    draft.apply(
      fromCodemod(replaceCompatTypes(types, text), { path: types, before: text, why, snippet: '' }),
      viteEnv.name,
    )
  }
  await take(viteEnv)
  await take(envExample)
  return notes
}

/** A middleware that was there stays in its place; what the app lacks is added. */
async function planStartFile(draft: Draft, found: readonly VendorFile[]): Promise<string[]> {
  const { startEntry, style } = draft.project
  const { path } = startEntry
  const before = draft.read(path)
  const withMiddleware = found.filter((file) => uses(file, 'authkitMiddleware'))
  if (before !== null && withMiddleware.some((file) => file.path !== path)) {
    const result = addCsrf(path, before, style)
    const why = 'protects server functions against CSRF, which Start itself does only without a start file'
    if (result.status === 'changed')
      draft.apply(fromCodemod(result, { path, before, why, snippet: '' }), startFile.name)
    return result.status === 'unsupported' ? [csrfNote(path)] : []
  }
  for (const change of await startFile.plan(draft.project, CHOICES)) {
    if (change.kind === 'manual' && withMiddleware.length > 0) return [csrfNote(path)]
    draft.apply(change, startFile.name)
  }
  return []
}

function csrfNote(path: string): string {
  return `${path} has the middleware in a form that can't be followed, so its place stays: make sure that CSRF protection (createCsrfMiddleware) is in \`requestMiddleware\` too.`
}

/** Whether a file takes a name from WorkOS' package. */
function uses({ text }: VendorFile, name: string): boolean {
  return text.includes(VENDOR_PACKAGE) && text.includes(name)
}

const TSCONFIG = /^(?:ts|js)config(?:\.[\w-]+)?\.json$/

function forgetInTsconfigs(draft: Draft, files: readonly string[]): string[] {
  return files
    .filter((path) => TSCONFIG.test(path))
    .flatMap((path) => {
      const before = draft.read(path) ?? ''
      const why = 'takes WorkOS’ package out of `types`'
      const result = forgetModules(path, before)
      if (result.status === 'changed')
        draft.apply(fromCodemod(result, { path, before, why, snippet: '' }), STEP)
      const isNamed = VENDOR_PACKAGES.some((name) => (draft.read(path) ?? '').includes(name))
      return isNamed ? [`${path} still names WorkOS’ package: look whether that means something.`] : []
    })
}

const VITEST_CONFIG = /^vitest\.(?:config|workspace)\.[cm]?[jt]s$/

function notesOf(
  found: readonly VendorFile[],
  users: ReturnType<typeof findWorkspaceUsers>,
  files: readonly string[],
): string[] {
  const named = found.flatMap(mentions)
  const outside = found.filter(isOutside).map(({ path }) => path)
  const vitest = files.find((path) => VITEST_CONFIG.test(path))
  return [
    ...(named.length === 0
      ? []
      : [`WorkOS’ package is still named, where it is no import: ${named.join(', ')}.`]),
    ...(outside.length === 0
      ? []
      : [
          `WorkOS’ package stays for what Vite does not build, and virtual modules can't be in: ${outside.join(', ')}.`,
        ]),
    ...users.map(
      ({ name, path, isUsed }) =>
        `${name} (${path}) of the workspace depends on WorkOS’ package${isUsed ? '; built into this app it gets our runtime, by authkit({ compat: true })' : ' too, and is not changed'}.`,
    ),
    ...(vitest === undefined
      ? []
      : [
          `${vitest} is not changed: tests of what imports virtual:authkit need \`authkit()\` among its plugins.`,
        ]),
  ]
}
