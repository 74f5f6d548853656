import { spawn } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The path of the engine. Required: vitest and Node import what this CommonJS module exports in two ways. */
const { default: workerd }: { default: string } = createRequire(import.meta.url)('workerd')

/** A Worker to run: the ES modules of a folder. */
export interface Worker {
  directory: string
  /** The module with the handlers, by its path in the folder. */
  main: string
  compatibilityDate: string
  compatibilityFlags?: readonly string[]
  /** Variables and secrets. */
  bindings: Readonly<Record<string, string>>
  /** Whether it may compile text, with the binding `unsafeEval`; by default not, as at Cloudflare. */
  canEvaluate?: boolean
}

/** A Worker that runs in Cloudflare's engine, on a port of this machine. */
export interface RunningWorker {
  port: number
  /** What the engine and the Worker printed. */
  output: () => string
  close: () => Promise<void>
}

const ENTRY = 'worker-entry.js'

/** What workerd reports on its control file descriptor. */
type ControlEvent = { event: 'listen'; socket: string; port: number } | { event: string }

/** Starts a Worker in workerd, the engine that Cloudflare runs Workers in. */
export async function startWorker(worker: Worker): Promise<RunningWorker> {
  // A Worker may export handlers only, and a bundler's chunks export more to each other.
  await writeFile(
    join(worker.directory, ENTRY),
    `export { default } from ${JSON.stringify(`./${worker.main}`)}\n`,
  )
  const files = await readdir(worker.directory, { recursive: true })
  const modules = [ENTRY, ...files.filter((file) => file.endsWith('.js') && file !== ENTRY)]
  const config = join(worker.directory, 'config.capnp')
  await writeFile(config, renderConfig(worker, modules))

  const engine = spawn(
    workerd,
    ['serve', '--control-fd=3', ...(worker.canEvaluate ? ['--experimental'] : []), config],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  )
  const output: string[] = []
  for (const stream of [engine.stdout, engine.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text))
  }
  const ended = new Promise<void>((resolve) => engine.once('exit', () => resolve()))
  const close = async (): Promise<void> => {
    engine.kill()
    await ended
  }
  const port = await readPort(engine.stdio[3])
  if (port === undefined) {
    await ended
    throw new Error(`workerd did not start:\n${output.join('')}`)
  }
  return { port, output: () => output.join(''), close }
}

/** `undefined` when the engine ends without listening. */
async function readPort(control: unknown): Promise<number | undefined> {
  if (!(control instanceof Object && Symbol.asyncIterator in control)) throw new Error('No control channel.')
  let text = ''
  for await (const chunk of control as AsyncIterable<Buffer>) {
    text += chunk.toString()
    for (const line of text.split('\n').slice(0, -1)) {
      const event: ControlEvent = JSON.parse(line)
      if ('port' in event) return event.port
    }
  }
  return undefined
}

/** The configuration of workerd, in the text form of Cap'n Proto; its strings are written like those of JSON. */
function renderConfig(
  { compatibilityDate, compatibilityFlags = [], bindings, canEvaluate = false }: Worker,
  modules: readonly string[],
): string {
  const text = JSON.stringify
  const bound = Object.entries(bindings).map(
    ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
  )
  if (canEvaluate) bound.push('(name = "unsafeEval", unsafeEval = void)')
  const list = (items: readonly string[]): string => `[${items.join(', ')}]`
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = ${list(modules.map((path) => `(name = ${text(path)}, esModule = embed ${text(path)})`))},
  compatibilityDate = ${text(compatibilityDate)},
  compatibilityFlags = ${list(compatibilityFlags.map((flag) => text(flag)))},
  bindings = ${list(bound)},
);
`
}
