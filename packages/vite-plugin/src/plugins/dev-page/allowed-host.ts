import { isIP } from 'node:net'

import { isLoopbackHostname } from '../../emulator/loopback.ts'

/** `server.allowedHosts` of Vite. */
export type AllowedHosts = true | readonly string[]

/**
 * The origin's host (`localhost:3000`) that a Host header names, when it is one that the page answers to: this machine,
 * or a name of `server.allowedHosts`, which Vite reads the same way (a leading dot means the names below it too).
 * `undefined` for all others: another site can make its own name resolve to this machine (DNS rebinding).
 *
 * `allowedHosts: true` allows no further name here. It says that all may reach the app, not who they are.
 */
export function readAllowedHost(header: string | undefined, allowedHosts: AllowedHosts): string | undefined {
  const url = `http://${header ?? ''}`
  if (header === undefined || !URL.canParse(url)) return undefined
  const { host, hostname, href } = new URL(url)
  // A user name, a path or a query in it: no browser writes such a header.
  if (href !== `http://${host}/`) return undefined
  if (isLoopbackHostname(hostname)) return host
  if (allowedHosts === true || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined
  return allowedHosts.some((allowed) => matches(hostname, allowed.toLowerCase())) ? host : undefined
}

function matches(hostname: string, allowed: string): boolean {
  if (!allowed.startsWith('.')) return hostname === allowed
  return hostname === allowed.slice(1) || hostname.endsWith(allowed)
}
