import { styleText } from 'node:util'

import { CliError, EXIT_CODES } from './cli-error.ts'
import type { CommandContext } from './commands/command-context.ts'
import { helpText } from './help-text.ts'
import type { Invocation } from './parse-args.ts'
import { parseArgs } from './parse-args.ts'
import { redact } from './plan/secrets.ts'
import { Timing } from './timing.ts'
import type { Output } from './ui/output.ts'
import type { Reporter } from './ui/reporter.ts'
import { VERSION } from './version.ts'

/** What the command line gets from the process it runs in. */
export interface Surroundings {
  env: NodeJS.ProcessEnv
  /** Absolute path of the folder the user is in. */
  cwd: string
  isInteractive: boolean
  /** Aborted when the process is told to end; the reason is the error to end with. */
  signal: AbortSignal
  stdout: Output
  stderr: Output
}

/**
 * Carries out what the arguments say. The one place that prints an error and decides how the process ends.
 * @returns the exit code
 */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { env, stdout, stderr } = surroundings
  const timing = new Timing()
  timing.mark('start-up')
  // Values that must not be printed, whatever happens.
  const secrets: string[] = [env['WORKOS_API_KEY'] ?? '']
  try {
    return await run(parseArgs(argv), { ...surroundings, timing, secrets })
  } catch (error) {
    const description = describe(error, secrets)
    if (argv.includes('--json')) stdout.write(`${JSON.stringify(errorDocument(description), null, 2)}\n`)
    else stderr.write(errorText(description, stderr))
    return error instanceof CliError ? error.exitCode : EXIT_CODES.failed
  } finally {
    if (argv.includes('--timing')) stderr.write(`${timing.toString()}\n`)
  }
}

async function run(
  invocation: Invocation,
  { timing, secrets, stdout, stderr, ...rest }: Surroundings & { timing: Timing; secrets: string[] },
): Promise<number> {
  const print = (text: string): void => void stdout.write(text)
  const context: CommandContext = { ...rest, timing, print }
  const createReporter = async (json: boolean): Promise<Reporter> => {
    if (json) return (await import('./ui/json-reporter.ts')).jsonReporter(stderr)
    return (await import('./ui/human-reporter.ts')).humanReporter(stdout)
  }
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
      return init(invocation.options, context, reporter)
    }
    case 'doctor': {
      const [{ doctor }, reporter] = await Promise.all([
        import('./commands/doctor.ts'),
        createReporter(invocation.options.json),
      ])
      timing.mark('load')
      return doctor(invocation.options, context, reporter)
    }
    case 'undo': {
      const [{ undo }, reporter] = await Promise.all([
        import('./commands/undo.ts'),
        createReporter(invocation.options.json),
      ])
      timing.mark('load')
      return undo(invocation.options, context, reporter)
    }
    case 'migrate': {
      const [{ migrate }, reporter] = await Promise.all([
        import('./commands/migrate.ts'),
        createReporter(invocation.options.json),
      ])
      timing.mark('load')
      return migrate(invocation.options, context, reporter)
    }
    case 'emulate': {
      const { emulate } = await import('./commands/emulate.ts')
      return emulate(invocation.options, context)
    }
    case 'lint': {
      const { lint } = await import('./commands/lint.ts')
      timing.mark('load')
      return lint(invocation.options, context)
    }
    default:
      return invocation satisfies never
  }
}

interface ErrorDescription {
  code: string
  message: string
  help: string | undefined
  docs: string | undefined
}

function describe(error: unknown, secrets: readonly string[]): ErrorDescription {
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
    docs: undefined,
  }
}

function errorDocument({ code, message, help, docs }: ErrorDescription): unknown {
  return { ok: false, error: { code, message, help: help ?? null, docs: docs ?? null } }
}

function errorText({ code, message, help }: ErrorDescription, stream: Output): string {
  const styled = (format: 'red' | 'yellow', text: string): string => styleText(format, text, { stream })
  if (code === 'ERR_ABORTED')
    return `└  ${styled('yellow', [message, ...(help === undefined ? [] : [help])].join(' '))}\n`
  const lines = [`${styled('red', '■')}  ${message}`, ...(help === undefined ? [] : ['', help])]
  return `\n${lines.join('\n')}\n`
}
