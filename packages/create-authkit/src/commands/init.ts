import type { InitOptions } from '../args.ts'
import { CliError, EXIT_CODES } from '../cli-error.ts'
import { nodeFileSystem } from '../plan/file-system.ts'
import { isEmpty } from '../plan/plan.ts'
import { preflight } from '../plan/preflight.ts'
import { planHeadline, planLines } from '../plan/render-summary.ts'
import { readProject } from '../project/read-project.ts'
import { findRivals } from '../project/rival-package-managers.ts'
import type { Proof } from '../prove/proof.ts'
import { DEFAULT_PATHS, findAuthPaths } from '../steps/auth-paths.ts'
import { describeProject } from '../ui/next-steps.ts'
import type { Reporter } from '../ui/reporter.ts'
import { VERSION } from '../version.ts'
import { carryOut } from './carry-out.ts'
import { choosePlan, modeOf } from './choose-plan.ts'
import type { CommandContext } from './command-context.ts'
import { confirmPlan } from './confirm-plan.ts'
import type { FoundApp } from './find-app.ts'
import { findApp } from './find-app.ts'
import { extrasFlags, givenExtras } from './init-choices.ts'
import { givenCredentials } from './init-credentials.ts'
import type { InitResult } from './init-json.ts'
import { initJson } from './init-json.ts'
import { settlePackageManager } from './init-package-manager.ts'
import { settleUpgrade } from './init-upgrade.ts'
import { checkProve, isInterrupt, proveSignIn } from './prove-sign-in.ts'
import { offerMigration } from './offer-migration.ts'
import { reportResult } from './report-result.ts'
import { settleEarlierRun } from './settle-earlier-run.ts'
import { exitCodeOf, whatIsLeft, whatIsMissing, whatIsUnproven } from './what-is-left.ts'

/**
 * Adds AuthKit to the app: reads it, plans, shows the plan, asks, writes, and follows up with the app's own tools.
 * Where there is no app yet, or several, it first makes one or asks for one.
 * @returns the exit code: 0; 3 when something is left to the user; 1 when `--check` finds something missing
 * @throws {CliError} when nothing could be done; the app is unchanged then, and one that was just made is gone
 */
export async function init(
  options: InitOptions,
  context: CommandContext,
  reporter: Reporter,
): Promise<number> {
  checkProve(options)
  const given = { credentials: givenCredentials(options, context.env), extras: givenExtras(options) }
  const asks = modeOf(options) === 'ask' && context.isInteractive && !options.json
  reporter.intro(`create-authkit-start ${VERSION}`)
  const app = await findApp(options, { ...context, asks, reporter })
  try {
    return await addTo(app, given, { options, context, reporter, asks })
  } catch (error) {
    app.takeBack()
    throw error
  }
}

interface Surroundings {
  options: InitOptions
  context: CommandContext
  reporter: Reporter
  asks: boolean
}

async function addTo(
  app: FoundApp,
  given: { credentials: ReturnType<typeof givenCredentials>; extras: ReturnType<typeof givenExtras> },
  { options, context, reporter, asks }: Surroundings,
): Promise<number> {
  const { signal, timing, env } = context
  const mode = modeOf(options)
  const recovery = settleEarlierRun(app.cwd, { writes: mode !== 'look', reporter })
  const tooOld: CliError[] = []
  const read = await readProject(app.cwd, { onTooOld: (error) => tooOld.push(error) })
  const rivals = await findRivals(read.root, read.workspaceRoot)
  timing.mark('project')
  reporter.step(describeProject(read, options.packageManager === undefined ? rivals?.names : undefined))

  const upgrade = await settleUpgrade(read, tooOld, { wants: options.upgrade, asks, reporter })
  const offer = { project: read, options, context, reporter, asks }
  const chosen = await choosePlan(read, { ...given, upgrade: upgrade.edits }, options, asks).catch(
    (error: unknown) => {
      if (error instanceof CliError && error.code === 'ERR_AUTHKIT_ALREADY_INSTALLED') return error
      throw error
    },
  )
  if (chosen instanceof CliError) return offerMigration(chosen, offer)
  const { choices } = chosen
  const { project, ...manager } = await settlePackageManager(read, rivals, {
    named: options.packageManager,
    installs: chosen.plan.needsInstall && mode !== 'look' && !options.noInstall,
    asks,
  })
  const plan = { ...chosen.plan, notes: [...chosen.plan.notes, ...upgrade.notes, ...manager.notes] }
  timing.mark('plan')
  const proveIt = async (): Promise<Proof | null> =>
    options.prove && plan.manual.length === 0
      ? proveSignIn({
          project,
          paths: findAuthPaths(project, choices.paths) ?? DEFAULT_PATHS,
          env,
          signal,
          reporter,
        })
      : null
  const finish = (
    result: Pick<InitResult, 'status' | 'outcome' | 'left'> & { proof?: Proof | null },
  ): number => {
    const upgraded = upgrade.edits.length === 0 ? [] : ['--upgrade']
    const flags = [...extrasFlags(choices), ...upgraded, ...manager.flags, ...app.flags]
    const asked = mode === 'ask' && !isEmpty(plan)
    const about = { project, choices, flags, asked, plan, recovery, cwd: context.cwd }
    const whole = { proof: null, ...result, ...about }
    if (options.json) context.print(`${JSON.stringify(initJson(whole), null, 2)}\n`)
    else reportResult(whole, reporter)
    return exitCodeOf(result.left)
  }

  if (isEmpty(plan)) {
    const proof = mode === 'look' ? null : await proveIt()
    return finish({ status: 'unchanged', outcome: null, left: whatIsUnproven(proof), proof })
  }
  reporter.step(
    `${planHeadline(plan)}${mode === 'ask' ? '   (d to see the diff)' : ''}`,
    planLines(plan, reporter.width),
  )
  for (const note of plan.notes) reporter.warn(note)
  if (options.diff) reporter.diff(plan)
  if (mode === 'look') {
    const missing = options.check ? whatIsMissing(plan, project) : []
    return finish({ status: 'planned', outcome: null, left: [...missing, ...whatIsLeft(plan, null)] })
  }

  // Before the question: an answer that can't be carried out is a waste of the user's time.
  preflight(plan, nodeFileSystem)
  if (mode === 'ask') await confirmPlan(plan, reporter)
  signal.throwIfAborted()
  const extent = options.noInstall ? 'files' : 'all'
  const outcome = await carryOut(plan, { project, extent, env, signal, reporter, timing })
  app.keep()
  const left = whatIsLeft(plan, outcome)
  try {
    const proof = await proveIt()
    timing.mark('proof')
    return finish({ status: 'applied', outcome, left: [...left, ...whatIsUnproven(proof)], proof })
  } catch (error) {
    if (!isInterrupt(error)) throw error
    // What was written stays: it is whole, and only the proof of it is missing.
    reporter.warn(error.message)
    finish({ status: 'applied', outcome, left })
    return EXIT_CODES.aborted
  }
}
