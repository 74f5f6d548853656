import { styleText } from 'node:util'

import { CliError, EXIT_CODES } from './cli-error.ts'
import type { CommandContext } from './commands/command-context.ts'
import { helpText } from './help-text.ts'
import type { Invocation } from './parse-args.ts'
import { parseArgs } from './parse-args.ts'
import { redact } from './plan/secrets.ts'
import { Timing } from './timing.ts'
import type { Reporter } from './ui/reporter.ts'
import { VERSION } from './version.ts'

const timing = new Timing()
timing.mark('start-up')

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The one place that prints an error and decides how the process ends. */
async function main(argv: readonly string[]): Promise<void> {
  const wantsJson = argv.includes('--json')
  try {
    process.exitCode = await run(parseArgs(argv))
  } catch (error) {
    process.exitCode = error instanceof CliError ? error.exitCode : EXIT_CODES.failed
    if (wantsJson) print(`${JSON.stringify(errorDocument(error), null, 2)}\n`)
    else process.stderr.write(errorText(error))
  }
  if (argv.includes('--timing')) process.stderr.write(`${timing.toString()}\n`)
}

async function run(invocation: Invocation): Promise<number> {
  switch (invocation.command) {
    case 'help':
      print(helpText(invocation.topic))
      return 0
    case 'version':
      print(`${VERSION}\n`)
      return 0
    case 'init': {
      secrets.push(invocation.options.apiKey ?? '')
      const [{ init }, reporter] = await Promise.all([
        import('./commands/init.ts'),
        createReporter(invocation.options.json),
      ])
      timing.mark('load')
      return init(invocation.options, createContext(), reporter)
    }
    case 'doctor': {
      const [{ doctor }, reporter] = await Promise.all([
        import('./commands/doctor.ts'),
        createReporter(invocation.options.json),
      ])
      timing.mark('load')
      return doctor(invocation.options, createContext(), reporter)
    }
    case 'undo': {
      const [{ undo }, reporter] = await Promise.all([
        import('./commands/undo.ts'),
        createReporter(invocation.options.json),
      ])
      timing.mark('load')
      return undo(invocation.options, createContext(), reporter)
    }
    case 'migrate': {
      const [{ migrate }, reporter] = await Promise.all([
        import('./commands/migrate.ts'),
        createReporter(invocation.options.json),
      ])
      timing.mark('load')
      return migrate(invocation.options, createContext(), reporter)
    }
    case 'emulate': {
      const { emulate } = await import('./commands/emulate.ts')
      return emulate(invocation.options, createContext())
    }
    case 'lint': {
      const { lint } = await import('./commands/lint.ts')
      timing.mark('load')
      return lint(invocation.options, createContext())
    }
    default:
      return invocation satisfies never
  }
}

async function createReporter(json: boolean): Promise<Reporter> {
  if (json) return (await import('./ui/json-reporter.ts')).jsonReporter()
  return (await import('./ui/human-reporter.ts')).humanReporter()
}

function createContext(): CommandContext {
  return {
    env: process.env,
    cwd: process.cwd(),
    isInteractive: process.stdin.isTTY && process.stdout.isTTY,
    signal: abortOnSignal(),
    timing,
    print,
  }
}

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

/** Values that must not be printed, whatever happens. */
const secrets: string[] = [process.env['WORKOS_API_KEY'] ?? '']

function print(text: string): void {
  process.stdout.write(text)
}

function errorDocument(error: unknown): unknown {
  const { code, message, help, docs } = describe(error)
  return { ok: false, error: { code, message, help: help ?? null, docs: docs ?? null } }
}

function errorText(error: unknown): string {
  const { code, message, help } = describe(error)
  if (code === 'ERR_ABORTED')
    return `└  ${styled('yellow', [message, ...(help === undefined ? [] : [help])].join(' '))}\n`
  const lines = [`${styled('red', '■')}  ${message}`, ...(help === undefined ? [] : ['', help])]
  return `\n${lines.join('\n')}\n`
}

interface ErrorDescription {
  code: string
  message: string
  help?: string | undefined
  docs?: string | undefined
}

function describe(error: unknown): ErrorDescription {
  if (error instanceof CliError) {
    const { code, message, help, docs } = error
    return {
      code,
      message: redact(message, secrets),
      help: help === undefined ? undefined : redact(help, secrets),
      docs,
    }
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {
    code: 'ERR_INTERNAL',
    message:
      'This is a mistake in create-authkit-start, not in your app. Please report it with the lines below.',
    help: redact(trace, secrets),
  }
}

function styled(format: 'red' | 'yellow', text: string): string {
  return styleText(format, text, { stream: process.stderr })
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

await main(process.argv.slice(2))
