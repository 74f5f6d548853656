import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'vite'
import type { PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node'

import { startWorker } from '../../app/workerd.ts'
import type { RunningWorker } from '../../app/workerd.ts'
import { startPortLender } from './port-lender.ts'
import type { PortLender } from './port-lender.ts'
import { deserialize, serialize } from './wire.ts'

/** From the first date on which workerd has all that vitest imports of Node; apps are run with older ones elsewhere. */
const COMPATIBILITY_DATE = '2026-11-01'

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/** Bundles the Worker that runs tests: vitest's worker and nothing of the tests, which it asks vitest for. */
async function buildWorker(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { 'node:vm': here('node-vm.ts') } },
    // vitest looks for itself beside this file.
    define: { 'import.meta.url': JSON.stringify('file:///vitest-in-workerd/dist/worker.js') },
    ssr: { noExternal: true },
    build: {
      ssr: here('worker.ts'),
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        external: [/^cloudflare:/, /^node:(?!vm$)/, 'happy-dom', 'jsdom', '@edge-runtime/vm'],
        // In one file, what is imported later is run later.
        output: { codeSplitting: false },
      },
    },
  })
}

/** Everything that is open while tests run in workerd. */
interface Engine {
  directory: string
  lender: PortLender
  worker: RunningWorker
  socket: WebSocket
}

async function startEngine(): Promise<Engine> {
  const directory = await mkdtemp(join(tmpdir(), 'tests-in-workerd-'))
  await buildWorker(directory)
  const lender = await startPortLender()
  const worker = await startWorker({
    directory,
    main: 'worker.js',
    compatibilityDate: COMPATIBILITY_DATE,
    bindings: { PORT_LENDER: lender.origin },
    canEvaluate: true,
  })
  const socket = new WebSocket(`ws://127.0.0.1:${worker.port}`)
  await once(socket, 'open').catch(() => {
    throw new Error(`The Worker that runs tests did not start:\n${worker.output()}`)
  })
  return { directory, lender, worker, socket }
}

class WorkerdPoolWorker implements PoolWorker {
  readonly name = 'workerd'
  readonly #events = new EventEmitter()
  #engine: Engine | undefined

  async start(): Promise<void> {
    const engine = await startEngine()
    engine.socket.addEventListener('message', ({ data }) => this.#events.emit('message', data))
    engine.socket.addEventListener('close', () => this.#events.emit('exit'))
    this.#engine = engine
  }

  async stop(): Promise<void> {
    const engine = this.#engine
    if (!engine) return
    engine.socket.close()
    await engine.worker.close()
    await engine.lender.close()
    await rm(engine.directory, { recursive: true })
  }

  send(message: WorkerRequest): void {
    this.#engine?.socket.send(serialize(message))
  }

  deserialize(data: unknown): unknown {
    return deserialize(data)
  }

  on(event: string, callback: (...values: unknown[]) => void): void {
    this.#events.on(event, callback)
  }

  off(event: string, callback: (...values: unknown[]) => void): void {
    this.#events.off(event, callback)
  }
}

/** Runs tests in workerd, the engine that Cloudflare runs Workers in. */
export const workerd: PoolRunnerInitializer = {
  name: 'workerd',
  createPoolWorker: () => new WorkerdPoolWorker(),
}
