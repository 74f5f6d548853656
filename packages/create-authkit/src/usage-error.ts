import { CliError, EXIT_CODES } from './cli-error.ts'

/** A mistake in the command line: exit code 2. */
export function usageError(message: string, help?: string): CliError {
  return new CliError(message, {
    code: 'ERR_USAGE',
    exitCode: EXIT_CODES.usage,
    help: help ?? 'Run `create-authkit-start --help` to see every flag.',
  })
}
