import { EventEmitter } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'vite'
import type { PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node'

import { startWorker } from '../../app/workerd.ts'
import { openSocket } from './open-socket.ts'
import { startPortLender } from './port-lender.ts'
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

/** @param stack closes what was opened, also when the Worker does not start */
async function startEngine(stack: AsyncDisposableStack): Promise<WebSocket> {
  const directory = await mkdtemp(join(tmpdir(), 'tests-in-workerd-'))
  stack.defer(() => rm(directory, { recursive: true }))
  await buildWorker(directory)
  const lender = await startPortLender()
  stack.defer(lender.close)
  const worker = await startWorker({
    directory,
    main: 'worker.js',
    compatibilityDate: COMPATIBILITY_DATE,
    bindings: { PORT_LENDER: lender.origin },
    canEvaluate: true,
  })
  stack.defer(worker.close)
  const socket = await openSocket(`ws://127.0.0.1:${worker.port}`).catch((cause: unknown) => {
    throw new Error(`The Worker that runs tests did not start:\n${worker.output()}`, { cause })
  })
  stack.defer(() => socket.close())
  return socket
}

class WorkerdPoolWorker implements PoolWorker {
  readonly name = 'workerd'
  readonly #events = new EventEmitter()
  readonly #opened = new AsyncDisposableStack()
  #socket: WebSocket | undefined

  async start(): Promise<void> {
    try {
      this.#socket = await startEngine(this.#opened)
    } catch (error) {
      await this.stop()
      throw error
    }
    this.#socket.addEventListener('message', ({ data }) => this.#events.emit('message', data))
    this.#socket.addEventListener('close', () => this.#events.emit('exit'))
  }

  async stop(): Promise<void> {
    await this.#opened.disposeAsync()
  }

  send(message: WorkerRequest): void {
    this.#socket?.send(serialize(message))
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
