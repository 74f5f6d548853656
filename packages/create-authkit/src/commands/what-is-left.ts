import type { CliErrorCode } from '../cli-error.ts'
import { EXIT_CODES } from '../cli-error.ts'
import type { Plan } from '../plan/plan.ts'
import { count } from '../plan/render-summary.ts'
import type { Proof } from '../prove/proof.ts'
import type { Project } from '../project/project.ts'
import type { Outcome } from './carry-out.ts'

/** Something the command could not do, or could not do right, and leaves to the user. */
export interface Left {
  code: CliErrorCode
  message: string
  details: string[]
}

/** How many type errors are listed; the rest is counted. */
const LISTED_ERRORS = 5

/** What is left to do after a plan was carried out, or, before that (`outcome` is `null`), what will be. */
export function whatIsLeft(plan: Plan, outcome: Outcome | null): Left[] {
  const left: Left[] = []
  if (plan.manual.length > 0) {
    left.push({
      code: 'ERR_MANUAL_CHANGES',
      message: `${count(plan.manual.length, 'change')} could not be proven safe and ${plan.manual.length === 1 ? 'is' : 'are'} left to you.`,
      details: plan.manual.map(({ why }) => why),
    })
  }
  if (outcome?.routeTree?.status === 'failed') {
    left.push({
      code: 'ERR_ROUTE_TREE_FAILED',
      message: 'The route tree could not be generated. Starting the dev server does it as well.',
      details: outcome.routeTree.reason.split('\n'),
    })
  }
  const newErrors = outcome?.types?.checked === true ? outcome.types.newErrors : []
  if (newErrors.length > 0) {
    const rest = newErrors.length - LISTED_ERRORS
    left.push({
      code: 'ERR_TYPE_ERRORS',
      message: `The app has ${count(newErrors.length, 'new type error')}.`,
      details: [
        ...newErrors
          .slice(0, LISTED_ERRORS)
          .map(
            ({ file, line, code, message }) => `${file === null ? '' : `${file}:${line} `}${code} ${message}`,
          ),
        ...(rest > 0 ? [`and ${rest} more`] : []),
      ],
    })
  }
  return left
}

/** What `--prove` could not do; `null` where nothing was to be proven. */
export function whatIsUnproven(proof: Proof | null): Left[] {
  if (proof === null || proof.status === 'proven') return []
  const { failure, problems } = proof
  const details = [
    ...(failure === null ? [] : [failure.help, ...failure.log]),
    ...problems.flatMap(({ message, help }) => [message, help]),
  ]
  const message =
    failure === null
      ? 'Signing in works here, and would not everywhere.'
      : `Not proven (${failure.stage}): ${failure.message}`
  return [{ code: 'ERR_PROOF_FAILED', message, details }]
}

/**
 * What `--check` fails for: everything the plan would write but the file of secrets, which is not in git and so not
 * where such a check usually runs.
 */
export function whatIsMissing(plan: Plan, { env }: Pick<Project, 'env'>): Left[] {
  const missing = plan.files.filter(({ path }) => path !== env.path)
  if (missing.length === 0) return []
  return [
    {
      code: 'ERR_NOT_SET_UP',
      message: `AuthKit is not set up: ${count(missing.length, 'file')} ${missing.length === 1 ? 'is' : 'are'} missing or to be changed.`,
      details: missing.map(({ path, why }) => `${path}: ${why}`),
    },
  ]
}

/** What `--check` fails for. */
const FAILURES: ReadonlySet<CliErrorCode> = new Set(['ERR_NOT_SET_UP', 'ERR_NOT_MIGRATED'])

/** The exit code of a command that leaves something to the user. */
export function exitCodeOf(left: readonly Left[]): number {
  if (left.some(({ code }) => FAILURES.has(code))) return EXIT_CODES.failed
  return left.length === 0 ? 0 : EXIT_CODES.manual
}
