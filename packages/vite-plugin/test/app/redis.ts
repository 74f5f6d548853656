import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

import { startChild } from './child-process.ts'
import type { Child } from './child-process.ts'

/** Redis on a port of this machine, that keeps nothing on disk. */
export interface Redis extends Child {
  readonly url: string
}

/**
 * Why there is no Redis here; `undefined` when there is one. Where Debian's packages can be installed, as in CI, it is
 * installed.
 */
export function whyNoRedis(): string | undefined {
  if (isInstalled()) return undefined
  if (process.getuid?.() !== 0) return 'redis-server is not installed: `apt-get install redis-server`'
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  } catch {
    return 'redis-server can not be installed here: `apt-get install redis-server` failed'
  }
  return isInstalled() ? undefined : 'redis-server is not where apt-get installed it'
}

export async function startRedis(): Promise<Redis> {
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = await startChild('redis-server', settings, (line) => line.includes('Ready to accept'))
  return { ...child, url: `redis://127.0.0.1:${port}` }
}

function isInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
