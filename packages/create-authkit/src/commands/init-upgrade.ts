import { findOtherRouter } from '../checks/check-packages.ts'
import { CliError } from '../cli-error.ts'
import type { NewRange } from '../codemods/dependency-range.ts'
import { planUpgrade } from '../project/plan-upgrade.ts'
import type { Project } from '../project/project.ts'
import { askUpgrade } from '../ui/prompts.ts'
import type { Reporter } from '../ui/reporter.ts'

/** What is done about versions that are too old, or do not fit together. */
export interface SettledUpgrade {
  /** New ranges of package.json; none when all is well, or left as it is. */
  edits: readonly NewRange[]
  /** What to tell of it with the plan. */
  notes: readonly string[]
}

export interface UpgradeOptions {
  /** Whether `--upgrade` was given. */
  wants: boolean
  /** Whether somebody can be asked. */
  asks: boolean
  reporter: Reporter
}

/**
 * Decides before anything is planned what happens to a Start or Vite that is too old, and to a router that is there in
 * two versions: upgraded as a part of the plan, when that was asked for or is agreed to.
 * @param tooOld what the reading of the app found
 * @throws {CliError} `ERR_START_TOO_OLD`, `ERR_VITE_TOO_OLD` when it stays as it is; `ERR_NODE_TOO_OLD`
 */
export async function settleUpgrade(
  project: Project,
  tooOld: readonly CliError[],
  { wants, asks, reporter }: UpgradeOptions,
): Promise<SettledUpgrade> {
  const node = tooOld.find(({ code }) => code === 'ERR_NODE_TOO_OLD')
  if (node !== undefined) throw node
  const [refusal] = tooOld
  const twice = findOtherRouter(project)
  if (refusal === undefined && twice === null) return { edits: [], notes: [] }

  const startIsOld = tooOld.some(({ code }) => code === 'ERR_START_TOO_OLD')
  const need = {
    start: startIsOld || twice !== null,
    vite: tooOld.some(({ code }) => code === 'ERR_VITE_TOO_OLD'),
  }
  const plan = planUpgrade(project, need)
  const problem = refusal?.message ?? `${twice?.name} is there in versions ${twice?.copies.join(' and ')}`
  if ('impossible' in plan) {
    if (refusal !== undefined) throw cannotUpgrade(refusal, plan, wants || asks)
    return { edits: [], notes: [`${problem}: ${plan.impossible}. ${plan.help}`] }
  }
  if (wants) return { edits: plan.edits, notes: [] }
  if (asks) {
    reporter.warn(`${problem}.`)
    if (await askUpgrade(plan.edits)) return { edits: plan.edits, notes: [] }
  }
  if (refusal !== undefined) throw offered(refusal)
  return { edits: [], notes: [`${problem}: with \`--upgrade\` they are brought in line.`] }
}

function cannotUpgrade(
  { message, code }: CliError,
  { impossible, help }: { impossible: string; help: string },
  isExpected: boolean,
): CliError {
  const why = isExpected ? `, and can't be upgraded for you: ${impossible}` : ''
  return new CliError(`${message}${why}`, { code, help })
}

/** The refusal, with the flag that would have helped. */
function offered({ message, code, help }: CliError): CliError {
  const flag = 'Add `--upgrade` to have it done as a part of the plan.'
  return new CliError(message, { code, help: [flag, help ?? ''].join('\n') })
}
