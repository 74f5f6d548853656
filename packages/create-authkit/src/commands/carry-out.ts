import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { FormatResult } from '../app-tools/formatter.ts'
import { formatNewFiles } from '../app-tools/formatter.ts'
import { filesOfInstall, install } from '../app-tools/package-manager.ts'
import { refusePlugAndPlay } from '../app-tools/plug-and-play.ts'
import type { RouteTreeResult } from '../app-tools/route-tree.ts'
import { regenerateRouteTree } from '../app-tools/route-tree.ts'
import type { TypeCheck } from '../app-tools/type-check.ts'
import { TypeChecker } from '../app-tools/type-check.ts'
import type { TypeProblem } from '../app-tools/type-errors.ts'
import { newTypeErrors } from '../app-tools/type-errors.ts'
import { CliError } from '../cli-error.ts'
import type { Plan } from '../plan/plan.ts'
import { checkInstalledVersions } from '../project/check-app.ts'
import type { Transaction } from '../plan/transaction.ts'
import { openTransaction } from '../plan/transaction.ts'
import type { Project } from '../project/project.ts'
import type { Timing } from '../timing.ts'
import type { Reporter } from '../ui/reporter.ts'

/** What came of carrying out a plan. */
export interface Outcome {
  installed: boolean
  /** What the app's own formatter made of the new files; `null` when there is none, or only files were written. */
  format: FormatResult | null
  /** `null` when only files were written. */
  routeTree: RouteTreeResult | null
  /** `null` when only files were written. */
  types: { checked: true; newErrors: TypeProblem[] } | { checked: false; reason: string } | null
}

export interface CarryOutOptions {
  project: Project
  /** `files`: write and stop; `all`: install, generate the route tree, check the types as well. */
  extent: 'files' | 'all'
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  reporter: Reporter
  timing: Timing
}

/**
 * Writes a plan's files and does with the app's own tools what has to follow. All of it is one transaction: a
 * failure or an interrupt at any point leaves the app as it was.
 *
 * The order saves time. package.json goes first, and while the package manager works, the compiler tells which type
 * errors there were before; only then do the sources change.
 * @throws {CliError} `ERR_PLUG_N_PLAY`, `ERR_INSTALL_FAILED`, `ERR_WRITE_FAILED`, `ERR_CHANGED_MEANWHILE`, or the signal's reason
 */
export async function carryOut(plan: Plan, options: CarryOutOptions): Promise<Outcome> {
  const { project, extent } = options
  if (extent === 'files') {
    const transaction = openTransaction(plan, { undoable: true })
    transaction.write()
    transaction.commit()
    return { installed: false, format: null, routeTree: null, types: null }
  }

  refusePlugAndPlay(project)
  const manifest = project.packageJson.path
  const sharedFiles = [manifest, ...filesOfInstall(project), project.generatedRouteTree]
  const types = new TypeChecker(project, options.env)
  const transaction = openTransaction(plan, { sharedFiles, undoable: true })
  try {
    transaction.write([manifest])
    const before = await installAndCheck(plan, types, options)
    options.timing.mark('install')
    checkInstalledVersions(project)
    const format = await formatInto(transaction, plan, options)
    transaction.write()
    const { routeTree, after } = await followUp(types, options)
    options.signal.throwIfAborted()
    transaction.commit()
    return { installed: plan.needsInstall, format, routeTree, types: compare(before, after) }
  } catch (error) {
    // After a failed `write` everything is back already; doing it again changes nothing.
    transaction.rollback()
    throw plan.needsInstall ? withInstallNote(error, project) : error
  } finally {
    options.reporter.progressEnd()
    types.dispose()
  }
}

/** The installed packages are no part of the transaction: an install that broke off may have changed some. */
function withInstallNote(error: unknown, { root, packageManager }: Project): unknown {
  if (!(error instanceof CliError) || !existsSync(join(root, 'node_modules'))) return error
  const note = `node_modules may have changed: \`${packageManager.name} install\` puts it right.`
  return new CliError(error.message, {
    code: error.code,
    exitCode: error.exitCode,
    help: error.help === undefined ? note : `${error.help}\n${note}`,
    docs: error.docs,
    cause: error.cause,
  })
}

async function installAndCheck(
  plan: Plan,
  types: TypeChecker,
  { project, env, signal, reporter }: CarryOutOptions,
): Promise<TypeCheck> {
  if (!plan.needsInstall) {
    reporter.progress('Checking types as they are')
    return types.check(signal)
  }
  reporter.progress(`Installing with ${project.packageManager.name}`)
  const failed = new AbortController()
  const either = AbortSignal.any([signal, failed.signal])
  const installing = install(project, env, either).catch((error: unknown) => {
    failed.abort(error)
    throw error
  })
  const [installed, before] = await Promise.allSettled([installing, types.check(either)])
  if (installed.status === 'rejected') throw installed.reason
  if (before.status === 'rejected') throw before.reason
  if (before.value.checked) return before.value
  // Nothing was installed yet, so neither was the compiler.
  reporter.progress('Checking types as they are')
  return types.check(signal)
}

/** Before the files are in place: they are never on the disk in another layout, and it costs no second write. */
async function formatInto(
  transaction: Transaction,
  plan: Plan,
  { project, env, signal, reporter, timing }: CarryOutOptions,
): Promise<FormatResult | null> {
  reporter.progress('Formatting the new files')
  const formatted = await formatNewFiles(plan, project, { env, signal })
  if (formatted === null) return null
  for (const [path, text] of formatted.texts) transaction.amend(path, text)
  timing.mark('format')
  return formatted.result
}

async function followUp(
  types: TypeChecker,
  { project, env, signal, reporter, timing }: CarryOutOptions,
): Promise<{ routeTree: RouteTreeResult; after: TypeCheck }> {
  reporter.progress('Generating the route tree')
  const routeTree = await regenerateRouteTree(project, env, signal)
  timing.mark('route tree')
  reporter.progress('Checking types')
  const after = await types.check(signal)
  timing.mark('types')
  return { routeTree, after }
}

function compare(before: TypeCheck, after: TypeCheck): Outcome['types'] {
  if (!after.checked) return after
  return before.checked ? { checked: true, newErrors: newTypeErrors(before.errors, after.errors) } : before
}
