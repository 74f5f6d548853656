import { CliError, EXIT_CODES } from './cli-error.ts'
import { main } from './main.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Signals do not end the process: the work is told to stop, puts things back, and ends it. */
function abortOnSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of SIGNALS) {
    process.on(name, () =>
      controller.abort(
        new CliError('Interrupted. Every file is as it was before.', {
          code: 'ERR_ABORTED',
          exitCode: EXIT_CODES.aborted,
        }),
      ),
    )
  }
  return controller.signal
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  isInteractive: process.stdin.isTTY && process.stdout.isTTY,
  signal: abortOnSignal(),
  stdout: process.stdout,
  stderr: process.stderr,
})
