import { DEFAULT_PORT, serveLocalAuthKit } from 'vite-plugin-authkit-start/emulator'
import type { LocalAuthKitServer } from 'vite-plugin-authkit-start/emulator'

import { localAuthKitEnvironment } from '../app-tools/local-authkit-environment.ts'
import { CliError } from '../cli-error.ts'
import type { CommandContext } from './command-context.ts'

export interface EmulateCommandOptions {
  /** 0 takes any free one. @defaultValue 4100 */
  port?: number | undefined
  /** A loopback address. @defaultValue 127.0.0.1 */
  host?: string | undefined
  /** Prints one JSON document in place of the text. */
  json?: boolean | undefined
}

/** The document of `emulate --json`. */
export interface EmulateJson {
  url: string
  /** What to start the app with. No secrets: the credentials are the same on every machine. */
  env: Record<string, string>
}

/**
 * Runs the local AuthKit for an app that is already built, until the process is told to stop.
 *
 * @returns the exit code
 * @throws CliError `ERR_EMULATOR_FAILED` when the port can't be listened on
 */
export async function emulate(
  options: EmulateCommandOptions,
  { signal, print }: Pick<CommandContext, 'signal' | 'print'>,
): Promise<number> {
  const server = await start(options)
  try {
    const document: EmulateJson = { url: server.url, env: localAuthKitEnvironment(server.port, options.host) }
    print(options.json === true ? `${JSON.stringify(document, null, 2)}\n` : text(document))
    await aborted(signal)
  } finally {
    await server.close()
  }
  return 0
}

async function start({ port = DEFAULT_PORT, host }: EmulateCommandOptions): Promise<LocalAuthKitServer> {
  try {
    return await serveLocalAuthKit({ port, ...(host !== undefined && { host }) })
  } catch (cause) {
    throw new CliError(cause instanceof Error ? cause.message : String(cause), {
      code: 'ERR_EMULATOR_FAILED',
      help: 'Choose another port with `--port`; `--port 0` takes any free one.',
      cause,
    })
  }
}

function text({ url, env }: EmulateJson): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  return [
    `Local AuthKit on ${url}: no account, no password. For development and tests only.`,
    '',
    'Start your app with this environment:',
    '',
    variables.join(' '),
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n')
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
