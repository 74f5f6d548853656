import type { ResolvedConfig, ViteDevServer } from 'vite'

import { isLoopbackHostname } from '../emulator/loopback.ts'

/** Vite's port when the configuration names none. */
const VITE_DEFAULT_PORT = 5173

/** Hosts that make Vite listen on every address, loopback included. */
const WILDCARD_HOSTS = new Set(['0.0.0.0', '::', '0000:0000:0000:0000:0000:0000:0000:0000'])

/**
 * The origin under which this machine reaches the dev server without TLS, e.g. `http://localhost:3000`; `undefined`
 * when there is none: in middleware mode (unless `server.origin` tells), with HTTPS, on a host that is not loopback.
 *
 * Before the server listens this is what the configuration asks for; the port may yet be taken.
 */
export function plainLoopbackOrigin(server: ViteDevServer): string | undefined {
  const origin = devOrigins(server)[0] ?? configuredOrigin(server.config)
  if (origin === undefined) return undefined
  const url = new URL(origin)
  return url.protocol === 'http:' && isLoopbackHostname(url.hostname) ? url.origin : undefined
}

/** Every origin of a server that listens, those of this machine first. */
export function devOrigins(server: ViteDevServer): string[] {
  const { local, network } = server.resolvedUrls ?? { local: [], network: [] }
  return [...local, ...network].map((url) => new URL(url).origin)
}

function configuredOrigin({ server }: ResolvedConfig): string | undefined {
  if (server.origin !== undefined) return URL.canParse(server.origin) ? server.origin : undefined
  if (server.middlewareMode) return undefined
  const { host } = server
  const isNamed = typeof host === 'string' && host !== '' && !WILDCARD_HOSTS.has(host)
  const name = isNamed ? (host.includes(':') ? `[${host}]` : host) : 'localhost'
  return `${server.https ? 'https' : 'http'}://${name}:${server.port ?? VITE_DEFAULT_PORT}`
}
