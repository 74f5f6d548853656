import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import type { DelayedPortData } from './delayed-port-thread.ts'

/** A port of this machine behind which another one is, with time lost on the way. */
export interface DelayedPort {
  readonly port: number
  /** How long each piece of an answer takes from here on, in milliseconds. */
  delay: number
  end: () => Promise<void>
}

/**
 * Opens a port that passes on what comes to another one, and its answers later. In a thread of its own: what this one has
 * to do costs no time there.
 */
export async function openDelayedPort(target: number): Promise<DelayedPort> {
  const delay = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData: DelayedPortData = { target, delay }
  const thread = new Worker(new URL('delayed-port-thread.ts', import.meta.url), { workerData })
  const [port] = await once(thread, 'message')
  return {
    port,
    set delay(milliseconds: number) {
      Atomics.store(delay, 0, milliseconds)
    },
    get delay() {
      return Atomics.load(delay, 0)
    },
    end: async () => void (await thread.terminate()),
  }
}
