import { resolve } from 'node:path'

import type { InitOptions } from '../args.ts'
import { CliError, EXIT_CODES } from '../cli-error.ts'
import type { NewRange } from '../codemods/dependency-range.ts'
import { nodeFileSystem } from '../plan/file-system.ts'
import type { Plan } from '../plan/plan.ts'
import { buildPlan, isEmpty } from '../plan/plan.ts'
import { preflight } from '../plan/preflight.ts'
import { planHeadline, planLines } from '../plan/render-summary.ts'
import type { Project } from '../project/project.ts'
import { readProject } from '../project/read-project.ts'
import { steps } from '../steps/index.ts'
import { pathsUnder } from '../steps/auth-paths.ts'
import { checkPaths } from '../steps/path-guard.ts'
import type { Choices, Credentials } from '../steps/step.ts'
import { describeProject } from '../ui/next-steps.ts'
import { askAdditions, askCredentials } from '../ui/prompts.ts'
import type { Reporter } from '../ui/reporter.ts'
import { VERSION } from '../version.ts'
import { carryOut } from './carry-out.ts'
import type { CommandContext } from './command-context.ts'
import { confirmPlan } from './confirm-plan.ts'
import type { Extras } from './init-choices.ts'
import { extrasFlags, givenExtras } from './init-choices.ts'
import type { GivenCredentials } from './init-credentials.ts'
import { givenCredentials, unaskedCredentials } from './init-credentials.ts'
import type { InitResult } from './init-json.ts'
import { initJson } from './init-json.ts'
import { settleUpgrade } from './init-upgrade.ts'
import { reportResult } from './report-result.ts'
import { settleEarlierRun } from './settle-earlier-run.ts'
import { exitCodeOf, whatIsLeft, whatIsMissing } from './what-is-left.ts'

/** Nobody is asked in these modes, so what to do has to be on the command line. */
type Mode = 'ask' | 'apply' | 'look'

/**
 * Adds AuthKit to the app: reads it, plans, shows the plan, asks, writes, and follows up with the app's own tools.
 * @returns the exit code: 0; 3 when something is left to the user; 1 when `--check` finds something missing
 * @throws {CliError} when nothing could be done; the app is unchanged then
 */
export async function init(
  options: InitOptions,
  context: CommandContext,
  reporter: Reporter,
): Promise<number> {
  const { signal, timing, env, isInteractive } = context
  const cwd = resolve(context.cwd, options.cwd ?? '.')
  const given = { credentials: givenCredentials(options, env), extras: givenExtras(options) }
  reporter.intro(`create-authkit-start ${VERSION}`)

  const recovery = settleEarlierRun(cwd, { writes: !options.dryRun && !options.check, reporter })
  const tooOld: CliError[] = []
  const project = await readProject(cwd, { onTooOld: (error) => tooOld.push(error) })
  timing.mark('project')
  reporter.step(describeProject(project))
  const mode = modeOf(options)
  const asks = mode === 'ask' && isInteractive && !options.json
  const upgrade = await settleUpgrade(project, tooOld, { wants: options.upgrade, asks, reporter })
  const chosen = await choosePlan(project, { ...given, upgrade: upgrade.edits }, { mode, asks }, options)
  timing.mark('plan')
  const { choices } = chosen
  const plan = { ...chosen.plan, notes: [...chosen.plan.notes, ...upgrade.notes] }
  const finish = (result: Pick<InitResult, 'status' | 'outcome' | 'left'>): number => {
    const flags = [...extrasFlags(choices), ...(upgrade.edits.length === 0 ? [] : ['--upgrade'])]
    const asked = mode === 'ask' && !isEmpty(plan)
    const whole = { ...result, project, choices, flags, asked, plan, recovery, cwd: context.cwd }
    if (options.json) context.print(`${JSON.stringify(initJson(whole), null, 2)}\n`)
    else reportResult(whole, reporter)
    return exitCodeOf(result.left)
  }

  if (isEmpty(plan)) return finish({ status: 'unchanged', outcome: null, left: [] })
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
  return finish({ status: 'applied', outcome, left: whatIsLeft(plan, outcome) })
}

function modeOf({ dryRun, check, yes }: InitOptions): Mode {
  if (dryRun || check) return 'look'
  return yes ? 'apply' : 'ask'
}

/** What the flags and the environment say; what they leave open may be asked. */
interface Given {
  credentials: GivenCredentials
  extras: Extras | null
  upgrade: readonly NewRange[]
}

async function choosePlan(
  project: Project,
  given: Given,
  { mode, asks }: { mode: Mode; asks: boolean },
  options: InitOptions,
): Promise<{ plan: Plan; choices: Choices }> {
  const { upgrade } = given
  const first = { credentials: assumedCredentials(given.credentials, mode), upgrade, ...given.extras }
  const plan = await buildPlan(project, first, steps)
  if (isEmpty(plan) || mode !== 'ask') return { plan, choices: first }
  if (!asks) throw cannotAsk(options)
  if (given.credentials.decided && given.extras !== null) return { plan, choices: first }

  const credentials = given.credentials.decided
    ? given.credentials.credentials
    : await askCredentials(given.credentials.known)
  const choices = { credentials, upgrade, ...(given.extras ?? (await askExtras(project))) }
  return { plan: await buildPlan(project, choices, steps), choices }
}

/** The credentials of the first plan: it shows whether there is anything to ask for. */
function assumedCredentials(given: GivenCredentials, mode: Mode): Credentials {
  if (given.decided) return given.credentials
  return mode === 'ask' ? { kind: 'local' } : unaskedCredentials(given.known)
}

async function askExtras(project: Project): Promise<Extras> {
  const checkPrefix = (prefix: string): void => checkPaths(project, pathsUnder(prefix))
  const { additions, prefix } = await askAdditions(project.authkitOptions === null ? checkPrefix : null)
  return { additions, ...(prefix === null ? {} : { paths: pathsUnder(prefix) }) }
}

function cannotAsk(options: InitOptions): CliError {
  const why = options.json ? '`--json` never asks' : 'there is no terminal to ask on'
  return new CliError(`The plan has to be agreed to, and ${why}.`, {
    code: 'ERR_NOT_INTERACTIVE',
    exitCode: EXIT_CODES.usage,
    help: [
      'Add `--yes` to apply it, or `--dry-run` to only see it.',
      'Credentials: `--local`, `--later`, or `--client-id client_…` with WORKOS_API_KEY in the environment.',
    ].join('\n'),
  })
}
