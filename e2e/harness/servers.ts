import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { App } from './app.ts'
import { bun } from './bun.ts'
import type { Environment } from './environment.ts'
import { freePort } from './free-port.ts'
import { spawnTree, type ProcessTree } from './process-tree.ts'
import { waitUntil } from './wait-until.ts'

export interface Server extends AsyncDisposable {
  /** Such as `http://localhost:40123`. */
  readonly origin: string
  /** Everything the server printed. */
  log(): string
}

/** The ways a built app is served in the journeys. */
export type Host =
  | 'vite preview'
  | 'srvx'
  | 'correct Node server'
  | 'thin Node server'
  | 'nitro'
  | 'Bun.serve'
  | 'nitro in Bun'

const hostFolder = fileURLToPath(new URL('hosts/', import.meta.url))
const srvx = fileURLToPath(new URL('../node_modules/.bin/srvx', import.meta.url))

const hostCommands: Record<Host, (app: App, port: string) => Command> = {
  'vite preview': (app, port) => [vite(app), 'preview', '--port', port, '--strictPort'],
  srvx: (app, port) => {
    const entry = join(app.folder, 'dist/server/server.js')
    const where = ['--host', 'localhost', '--port', port]
    return [srvx, 'serve', '--prod', ...where, '--static', '../client', '--entry', entry]
  },
  'correct Node server': (app, port) => nodeHost('correct.ts', app, port),
  'thin Node server': (app, port) => nodeHost('thin.ts', app, port),
  nitro: (app) => [process.execPath, join(app.folder, '.output/server/index.mjs')],
  'Bun.serve': (app, port) => [bun, join(hostFolder, 'bun.ts'), join(app.folder, 'dist'), port],
  'nitro in Bun': (app) => [bun, join(app.folder, '.output/server/index.mjs')],
}

type Command = readonly [program: string, ...args: string[]]

export interface DevOptions {
  /** Taken when it is free. */
  readonly preferredPort?: number
  /** Given the origin, the environment to start with; nothing unless told. */
  readonly env?: (origin: string) => Environment
}

/** Starts `vite dev` of an app. */
export async function startDev(app: App, { preferredPort, env }: DevOptions = {}): Promise<Server> {
  const port = await freePort(preferredPort)
  const command: Command = [vite(app), 'dev', '--port', String(port), '--strictPort']
  return serveApp(app, port, env?.(originOf(port)) ?? {}, command)
}

/**
 * Serves a built app in production mode.
 *
 * @param env given the origin, the environment to start with
 */
export async function startHost(host: Host, app: App, env: (origin: string) => Environment): Promise<Server> {
  const port = await freePort()
  const environment = { NODE_ENV: 'production', ...env(originOf(port)) }
  return serveApp(app, port, environment, hostCommands[host](app, String(port)))
}

async function serveApp(app: App, port: number, env: Environment, command: Command): Promise<Server> {
  const [program, ...args] = command
  const server = spawnTree(program, args, {
    cwd: app.folder,
    // Servers that take no port on their command line read these.
    env: { HOST: 'localhost', PORT: String(port), ...env },
  })
  await untilItListens(server, port)
  return { origin: originOf(port), log: () => logOf(server), [Symbol.asyncDispose]: () => server.stop() }
}

function originOf(port: number): string {
  return `http://localhost:${port}`
}

/**
 * Waits until the server prints its address, as all of them do once they listen.
 *
 * A connection proves less: Vite listens on the port for a moment to see whether it is free, closes it, and only then
 * starts; and whoever took the port in between would answer too.
 */
async function untilItListens(server: ProcessTree, port: number): Promise<void> {
  try {
    await waitUntil(
      async () => {
        if (server.exitCode() !== null) throw new Error('The server ended before it listened.')
        return server.stdout().includes(`:${port}`)
      },
      {
        what: `the server prints that it listens on port ${port}`,
        // workerd and a cold cache take a quarter of a minute on a quiet machine.
        timeout: 180_000,
        detail: () => logOf(server),
      },
    )
  } catch (error) {
    await server.stop()
    throw error
  }
}

function logOf(server: ProcessTree): string {
  return `${server.stdout()}\n${server.stderr()}`
}

function nodeHost(file: string, app: App, port: string): Command {
  return [process.execPath, join(hostFolder, file), join(app.folder, 'dist'), port]
}

function vite(app: App): string {
  return join(app.folder, 'node_modules/.bin/vite')
}
