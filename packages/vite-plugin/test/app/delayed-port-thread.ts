import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/** What {@link openDelayedPort} gives to its thread. */
export interface DelayedPortData {
  readonly target: number
  /** One number: milliseconds. */
  readonly delay: Int32Array
}

const { target, delay } = workerData as DelayedPortData

const server = createServer((near) => {
  const far = connect(target, '127.0.0.1')
  near.pipe(far)
  far.on('data', (piece) => {
    const milliseconds = delay[0] ?? 0
    if (milliseconds === 0) near.write(piece)
    else setTimeout(() => near.write(piece), milliseconds)
  })
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => other.destroy()).on('close', () => other.destroy())
  }
})
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is no window
server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port))
