import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A port of this machine behind which another one is, with time lost on the way. */
export interface DelayedPort {
  readonly port: number
  /** How long each piece of an answer takes from here on, in milliseconds. */
  delay: number
  end: () => Promise<void>
}

/** Opens a port that passes on what comes to another one, and its answers later. */
export async function openDelayedPort(target: number): Promise<DelayedPort> {
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    near.pipe(far)
    far.on('data', (piece) => setTimeout(() => near.write(piece), opened.delay))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const opened: DelayedPort = {
    port: (server.address() as AddressInfo).port,
    delay: 0,
    end: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return opened
}
