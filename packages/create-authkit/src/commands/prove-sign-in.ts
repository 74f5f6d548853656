import type { InitOptions } from '../args.ts'
import { usageError } from '../usage-error.ts'
import { CliError, EXIT_CODES } from '../cli-error.ts'
import type { Proof } from '../prove/proof.ts'
import type { ProveOptions } from '../prove/prove.ts'

/**
 * What is not written, or not installed, can't be built.
 * @throws {CliError} `ERR_USAGE`
 */
export function checkProve({ prove, dryRun, check, noInstall }: InitOptions): void {
  const flags = { '--dry-run': dryRun, '--check': check, '--no-install': noInstall }
  const given = Object.entries(flags).find(([, isGiven]) => isGiven)
  if (!prove || given === undefined) return
  throw usageError(`\`--prove\` builds the app, and \`${given[0]}\` leaves it as it is.`, 'Use one of them.')
}

/** Whether somebody has interrupted a proof. */
export function isInterrupt(error: unknown): error is CliError {
  return error instanceof CliError && error.code === 'ERR_ABORTED'
}

/**
 * Proves that the app as it is on the disk can be signed in to.
 * @throws {CliError} `ERR_ABORTED`; what a run has written before stays, and is taken back by `undo`
 */
export async function proveSignIn(options: ProveOptions): Promise<Proof> {
  // It brings the local AuthKit, which nobody else needs to load.
  const { prove } = await import('../prove/prove.ts')
  try {
    return await prove(options)
  } catch (error) {
    if (!options.signal.aborted) throw error
    throw new CliError('The proof was interrupted; the app is as it was before it.', {
      code: 'ERR_ABORTED',
      exitCode: EXIT_CODES.aborted,
    })
  }
}
