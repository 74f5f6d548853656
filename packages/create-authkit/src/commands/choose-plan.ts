import type { InitOptions } from '../args.ts'
import { CliError, EXIT_CODES } from '../cli-error.ts'
import type { NewRange } from '../codemods/dependency-range.ts'
import type { Plan } from '../plan/plan.ts'
import { buildPlan, isEmpty } from '../plan/plan.ts'
import type { Project } from '../project/project.ts'
import { pathsUnder } from '../steps/auth-paths.ts'
import { steps } from '../steps/index.ts'
import { checkPaths } from '../steps/path-guard.ts'
import type { Choices, Credentials } from '../steps/step.ts'
import { askAdditions, askCredentials } from '../ui/prompts.ts'
import type { Extras } from './init-choices.ts'
import type { GivenCredentials } from './init-credentials.ts'
import { unaskedCredentials } from './init-credentials.ts'

/** Nobody is asked in the last two, so what to do has to be on the command line. */
export type Mode = 'ask' | 'apply' | 'look'

export function modeOf({ dryRun, check, yes }: InitOptions): Mode {
  if (dryRun || check) return 'look'
  return yes ? 'apply' : 'ask'
}

/** What the flags and the environment say; what they leave open may be asked. */
export interface Given {
  credentials: GivenCredentials
  extras: Extras | null
  upgrade: readonly NewRange[]
}

/** What is to be done, and by which choices. */
export interface ChosenPlan {
  plan: Plan
  choices: Choices
}

/**
 * Plans by what was given, and asks for the rest. An app that is set up already is not asked about.
 * @param asks whether somebody can be asked
 * @throws {CliError} `ERR_NOT_INTERACTIVE`; `ERR_USAGE` when half of the credentials is missing; `ERR_ABORTED`
 */
export async function choosePlan(
  project: Project,
  given: Given,
  options: InitOptions,
  asks: boolean,
): Promise<ChosenPlan> {
  const { upgrade } = given
  const mode = modeOf(options)
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
      'What else to add: `--protected-layout`, `--example`, `--button`; `--help` lists every flag.',
    ].join('\n'),
  })
}
