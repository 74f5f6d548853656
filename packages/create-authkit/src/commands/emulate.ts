import { resolve } from 'node:path'

import {
  createLocalAuthKit,
  DEFAULT_PORT,
  findSeedFile,
  loadSeedFile,
  serveLocalAuthKit,
} from 'vite-plugin-authkit-start/emulator'
import type { LocalAuthKit, LocalAuthKitServer } from 'vite-plugin-authkit-start/emulator'

import { localAuthKitEnvironment } from '../app-tools/local-authkit-environment.ts'
import { CliError } from '../cli-error.ts'
import type { CommandContext } from './command-context.ts'

export interface EmulateCommandOptions {
  /** 0 takes any free one. @defaultValue 4100 */
  port?: number | undefined
  /** A loopback address. @defaultValue 127.0.0.1 */
  host?: string | undefined
  /** A seed file. @defaultValue `authkit.seed.*` of the current folder, if there is one */
  seed?: string | undefined
  /** Where the seed file is looked for. @defaultValue the current folder */
  cwd?: string | undefined
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
 * @throws CliError `ERR_EMULATOR_FAILED` when the port can't be listened on, `ERR_SEED_INVALID` for the seed file
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

async function start(options: EmulateCommandOptions): Promise<LocalAuthKitServer> {
  const { port = DEFAULT_PORT, host } = options
  const authKit = await createSeeded(options)
  try {
    return await serveLocalAuthKit({ port, authKit, ...(host !== undefined && { host }) })
  } catch (cause) {
    throw new CliError(cause instanceof Error ? cause.message : String(cause), {
      code: 'ERR_EMULATOR_FAILED',
      help: 'Choose another port with `--port`; `--port 0` takes any free one.',
      cause,
    })
  }
}

async function createSeeded({ seed, cwd = process.cwd() }: EmulateCommandOptions): Promise<LocalAuthKit> {
  try {
    const file = seed === undefined ? await findSeedFile(cwd) : resolve(cwd, seed)
    if (file === undefined) return createLocalAuthKit()
    return createLocalAuthKit({ seed: (await loadSeedFile(file)).seed })
  } catch (cause) {
    throw new CliError(cause instanceof Error ? cause.message : String(cause), {
      code: 'ERR_SEED_INVALID',
      help: 'docs/local-authkit.md says what a seed has. A module of TypeScript needs Node 22.18 or later.',
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
