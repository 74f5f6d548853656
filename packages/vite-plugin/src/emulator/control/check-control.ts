import { isEmail } from '../email-address.ts'
import { MAX_DELAY, type NextFailure } from '../next-answers.ts'
import { ENDPOINT_NAMES } from '../endpoint-names.ts'
import type { Impersonator } from '../store/records.ts'

/** Most requests that one failure or sign-in is for. */
const MAX_TIMES = 1_000_000

/** The control was asked for something it can't do. */
export class ControlError extends Error {
  /** What the request below `/control` answers. */
  readonly status: 400 | 404

  constructor(message: string, status: 400 | 404 = 400, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ControlError'
    this.status = status
  }
}

/** @throws ControlError */
export function checkFailure(failure: NextFailure): NextFailure {
  const { endpoint, status, delay, times, retryAfter, error } = failure
  const known = ['*', ...ENDPOINT_NAMES]
  if (!known.includes(endpoint)) {
    throw new ControlError(`There is no endpoint "${endpoint}". It may be ${known.join(', ')}.`)
  }
  if (status !== undefined && !isWhole(status, 400, 599)) {
    throw new ControlError('`status` must be a status of an error, 400 to 599.')
  }
  if (delay !== undefined && !isWhole(delay, 0, MAX_DELAY)) {
    throw new ControlError(`\`delay\` must be a whole number of milliseconds, at most ${MAX_DELAY}.`)
  }
  if (retryAfter !== undefined && !isWhole(retryAfter, 0, 86_400)) {
    throw new ControlError('`retryAfter` must be a whole number of seconds, at most 86400.')
  }
  checkTimes(times)
  if (status === undefined && delay === undefined && (error === undefined || endpoint !== 'authorize')) {
    throw new ControlError(
      'A failure needs a `status` or a `delay`; for `authorize`, an `error` that is sent to the redirect URI will do.',
    )
  }
  return failure
}

/** @throws ControlError */
export function checkTimes(times: number | undefined): void {
  if (times === undefined || isWhole(times, 1, MAX_TIMES)) return
  throw new ControlError(`\`times\` must be a whole number, at least 1 and at most ${MAX_TIMES}.`)
}

/** @throws ControlError */
export function checkImpersonator(impersonator: Impersonator | undefined): void {
  if (impersonator === undefined || isEmail(impersonator.email)) return
  throw new ControlError('`impersonator.email` must be an email address.')
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
