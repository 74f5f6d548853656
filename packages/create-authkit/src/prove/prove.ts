import { randomBytes } from 'node:crypto'

import { serveLocalAuthKit } from 'vite-plugin-authkit-start/emulator'

import { localAuthKitEnvironment } from '../app-tools/local-authkit-environment.ts'
import { runCommand, scriptCommand } from '../app-tools/package-manager.ts'
import type { ToolCommand } from '../app-tools/package-manager.ts'
import { runTool } from '../app-tools/run-tool.ts'
import type { ServerProcess } from '../app-tools/server-process.ts'
import { startServer } from '../app-tools/server-process.ts'
import { systemErrorCode } from '../plan/file-system.ts'
import { scriptsOf } from '../project/package-json.ts'
import type { Project } from '../project/project.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'
import type { Reporter } from '../ui/reporter.ts'
import { BuildOutput } from './build-output.ts'
import type { Proof, ProofFailure } from './proof.ts'
import { freePort, untilItAnswers } from './serve.ts'
import type { ServeCommand } from './serve-command.ts'
import { findVite, isNitroWorker, serveCommand } from './serve-command.ts'
import { signInAndOut } from './sign-in.ts'

/** How many lines of what a tool printed are kept. */
const LOG_LINES = 20

/** Hosts whose builds run nowhere else, by the plugin that makes them. */
const UNSUPPORTED_HOSTS = [['@netlify/vite-plugin-tanstack-start', 'Netlify']] as const

const CLOUDFLARE = '@cloudflare/vite-plugin'

export interface ProveOptions {
  project: Project
  paths: AuthPaths
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  reporter: Reporter
}

/**
 * Proves that sign-in works in production: builds the app with its own script, starts the build with its own command
 * and a local AuthKit in the place of WorkOS, and signs in and out over HTTP. Every process that was started has ended
 * when it returns or throws, and folders that the build made are gone.
 * @throws the signal's reason
 */
export async function prove(options: ProveOptions): Promise<Proof> {
  const { project, signal, reporter } = options
  const output = new BuildOutput(project.root, project.generatedRouteTree)
  const build = buildCommand(project)
  const proof: Omit<Proof, 'status' | 'failure'> = {
    build: build.shown,
    server: null,
    removed: [],
    overwritten: output.overwritten(),
    exchanges: [],
    problems: [],
  }
  const host = UNSUPPORTED_HOSTS.find(([plugin]) => project.declared(plugin) !== null)
  if (host !== undefined) {
    const failure = {
      stage: 'serve',
      message: `A build for ${host[1]} runs there alone, so it can’t be served and signed in to here.`,
      help: DEPLOY,
      log: [],
    } as const
    return { ...proof, status: 'unsupported', failure }
  }

  const port = await freePort()
  const authKit = await serveLocalAuthKit({ port: 0 })
  try {
    reporter.progress(`Building (${build.shown})`)
    const env = environment(options, { port, authKitPort: authKit.port })
    const failed = await runBuild(build, { project, env, signal })
    if (failed !== null) return { ...proof, removed: output.made(), status: 'failed', failure: failed }
    const served = await serveAndSignIn(options, output, { port, authKitPort: authKit.port })
    return { ...proof, ...served, removed: output.made() }
  } finally {
    reporter.progressEnd()
    await authKit.close()
    output.clean()
  }
}

type Served = Pick<Proof, 'status' | 'exchanges' | 'problems' | 'server' | 'failure'>

async function serveAndSignIn(
  options: ProveOptions,
  output: BuildOutput,
  ports: { port: number; authKitPort: number; isItsOwn?: boolean },
): Promise<Served> {
  const { project, paths, signal, reporter } = options
  const { port, authKitPort, isItsOwn = false } = ports
  const env = environment(options, ports)
  const command = serveCommand(project, port, ownVariables(env))
  if (command === null) {
    return isNitroWorker(project.root)
      ? { ...NOTHING, status: 'unsupported', failure: failureOf('serve', NO_WRANGLER, DEPLOY, []) }
      : { ...NOTHING, failure: failureOf('serve', NO_COMMAND, NO_SERVER, []) }
  }
  if (project.declared(CLOUDFLARE) !== null) output.addWorkerVariables(ownVariables(env))
  reporter.progress(`Starting the build (${command.shown})`)
  const server = startServer(command.command, command.args, { cwd: project.root, env })
  try {
    const found = await untilItAnswers(server, port, signal)
    if ('failure' in found) {
      const failure = failureOf('serve', found.failure, NOT_STARTED, logOf(server))
      return { ...NOTHING, server: command.shown, failure }
    }
    if (found.port !== port && isItsOwn) {
      const failure = failureOf('serve', MOVING_PORT, NO_SERVER, logOf(server))
      return { ...NOTHING, server: command.shown, failure }
    }
    if (found.port !== port) {
      // It has a port of its own, which has to be the one in the redirect URI.
      await server.stop()
      return await serveAndSignIn(options, output, { port: found.port, authKitPort, isItsOwn: true })
    }
    reporter.progress('Signing in and out')
    const base = project.basePath === '/' ? '' : project.basePath
    const [origin, authKit] = [originOf(port), originOf(authKitPort)]
    const result = await signInAndOut({ origin, paths, base, authKit, signal })
    const failure = result.failure === null ? null : { ...result.failure, log: logOf(server) }
    const status = failure === null && result.problems.length === 0 ? 'proven' : 'failed'
    return { ...result, status, server: command.shown, failure }
  } finally {
    await server.stop()
  }
}

const NOTHING = { status: 'failed', exchanges: [], problems: [], server: null } as const
const DEPLOY = 'Deploy it, then: create-authkit-start doctor --url https://your-site.example'
const NO_WRANGLER =
  'Nitro has built a Worker, which runs on Cloudflare, or here with `wrangler`, which is not installed.'
const NO_COMMAND = 'There is no way to serve the build: no `start` script, and no Vite.'
const NO_SERVER = 'Have a `start` script that serves the build on the port in PORT.'
const MOVING_PORT = 'The server listens on another port at every start.'
const NOT_STARTED =
  'What it printed is below. It was started with PORT, and with a local AuthKit in its environment.'

function buildCommand(project: Project): ServeCommand {
  if (scriptsOf(project.packageJson.data).has('build')) {
    return { ...runCommand(project, 'build'), shown: scriptCommand(project.packageManager.name, 'build') }
  }
  return { command: process.execPath, args: [findVite(project.root) ?? 'vite', 'build'], shown: 'vite build' }
}

async function runBuild(
  { command, args, shown }: ToolCommand & { shown: string },
  { project, env, signal }: { project: Project; env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<ProofFailure | null> {
  const result = await runTool(command, args, { cwd: project.root, env, signal }).catch((error: unknown) => {
    if (systemErrorCode(error) !== 'ENOENT') throw error
    return { exitCode: null, lines: [`There is no ${command} on the PATH.`] }
  })
  if (result.exitCode === 0) return null
  return failureOf(
    'build',
    `\`${shown}\` failed.`,
    'What it printed last is below.',
    result.lines.slice(-LOG_LINES),
  )
}

/** The app's own environment, with the local AuthKit in the place of WorkOS, and no real key. */
function environment(
  { project, paths, env }: ProveOptions,
  { port, authKitPort }: { port: number; authKitPort: number },
): NodeJS.ProcessEnv {
  const base = project.basePath === '/' ? '' : project.basePath
  return {
    ...env,
    ...localAuthKitEnvironment(authKitPort),
    WORKOS_REDIRECT_URI: `${originOf(port)}${base}${paths.callback}`,
    WORKOS_COOKIE_PASSWORD: randomBytes(32).toString('base64'),
    // A domain of the real site is none of this machine's.
    WORKOS_COOKIE_DOMAIN: undefined,
    NODE_ENV: 'production',
    HOST: 'localhost',
    PORT: String(port),
    // Of Nitro: they would count more.
    NITRO_HOST: undefined,
    NITRO_PORT: undefined,
    WRANGLER_SEND_METRICS: 'false',
  }
}

function originOf(port: number): string {
  return `http://localhost:${port}`
}

function ownVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value !== undefined && (name.startsWith('WORKOS_') || name.startsWith('AUTHKIT_'))
        ? [[name, value]]
        : [],
    ),
  )
}

function failureOf(
  stage: 'build' | 'serve',
  message: string,
  help: string,
  log: readonly string[],
): ProofFailure {
  return { stage, message, help, log }
}

function logOf(server: ServerProcess): string[] {
  return server.lines().slice(-LOG_LINES)
}
