import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

import type { ServerProcess } from '../app-tools/server-process.ts'

/** How long a server may take until it answers. In milliseconds. */
const TIMEOUT = 60_000
const PAUSE = 100
/** How long the port it was told is waited for alone: other things print addresses too. In milliseconds. */
const PATIENCE = 5000

/** An address of this machine as servers print it. */
const ADDRESS = /\bhttps?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):(\d+)/

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/**
 * Waits until a server answers: on the port it was told, or on the one that it prints, for a server that has its own.
 * @returns the port, or why there is none, as a sentence
 * @throws the signal's reason
 */
export async function untilItAnswers(
  server: ServerProcess,
  port: number,
  signal: AbortSignal,
): Promise<{ port: number } | { failure: string }> {
  const begin = Date.now()
  while (Date.now() - begin < TIMEOUT) {
    signal.throwIfAborted()
    if (server.hasEnded()) return { failure: 'The server ended before it answered.' }
    const others = Date.now() - begin < PATIENCE ? [] : printedPorts(server)
    for (const candidate of new Set([port, ...others])) {
      if (await answers(candidate, signal)) return { port: candidate }
    }
    await wait(PAUSE, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
  return {
    failure: `The server did not answer within ${TIMEOUT / 1000} seconds on port ${port}, which PORT told it.`,
  }
}

function printedPorts(server: ServerProcess): number[] {
  return server.lines().flatMap((line) => {
    const port = ADDRESS.exec(line)?.[1]
    return port === undefined ? [] : [Number(port)]
  })
}

async function answers(port: number, signal: AbortSignal): Promise<boolean> {
  try {
    const either = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)])
    // Nothing that would have to be rendered.
    const response = await fetch(`http://localhost:${port}/favicon.ico`, {
      method: 'HEAD',
      redirect: 'manual',
      signal: either,
    })
    await response.body?.cancel()
    return true
  } catch {
    return false
  }
}
