import type { InitOptions } from '../args.ts'
import { parseApiKey, parseClientId } from '../flag-values.ts'
import { usageError } from '../usage-error.ts'
import type { Credentials } from '../steps/step.ts'
import type { KnownCredentials } from '../ui/prompts.ts'

/** What the flags and the environment say about the credentials: a choice, or what is known for the question. */
export type GivenCredentials =
  | { decided: true; credentials: Credentials }
  | { decided: false; known: KnownCredentials }

/**
 * Reads the credentials from the flags, then from the environment.
 * @throws {CliError} `ERR_USAGE` when the flags contradict each other or a value has the wrong form
 */
export function givenCredentials(options: InitOptions, env: NodeJS.ProcessEnv): GivenCredentials {
  const named = [
    ...(options.local ? ['--local'] : []),
    ...(options.later ? ['--later'] : []),
    ...(options.clientId === undefined && options.apiKey === undefined
      ? []
      : [options.clientId === undefined ? '--api-key' : '--client-id']),
  ]
  if (named.length > 1) throw usageError(`Choose one of ${named.map((flag) => `\`${flag}\``).join(' and ')}.`)
  if (options.local) return { decided: true, credentials: { kind: 'local' } }
  if (options.later) return { decided: true, credentials: { kind: 'later' } }

  const known = {
    clientId: options.clientId ?? fromEnvironment(env, 'WORKOS_CLIENT_ID', parseClientId),
    apiKey: options.apiKey ?? fromEnvironment(env, 'WORKOS_API_KEY', parseApiKey),
  }
  const { clientId, apiKey } = known
  if (clientId === undefined || apiKey === undefined) return { decided: false, known }
  return { decided: true, credentials: { kind: 'workos', clientId, apiKey } }
}

/**
 * The choice when nobody can be asked: the local AuthKit, unless a part of real keys was given.
 * @throws {CliError} `ERR_USAGE` naming the part that is missing
 */
export function unaskedCredentials({ clientId, apiKey }: KnownCredentials): Credentials {
  if (clientId === undefined && apiKey === undefined) return { kind: 'local' }
  const missing =
    clientId === undefined
      ? '`--client-id` (or WORKOS_CLIENT_ID)'
      : 'WORKOS_API_KEY in the environment (or `--api-key`)'
  throw usageError(
    `Only half of the WorkOS credentials was given: ${missing} is missing.`,
    'Give both, or use `--local` for the local AuthKit.',
  )
}

function fromEnvironment(
  env: NodeJS.ProcessEnv,
  name: string,
  parse: (raw: string, flag: string) => string,
): string | undefined {
  const value = env[name]
  // An empty variable counts as none, as in the runtime.
  return value === undefined || value === '' ? undefined : parse(value, name)
}
