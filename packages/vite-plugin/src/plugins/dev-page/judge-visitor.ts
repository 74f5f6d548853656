import type { IncomingHttpHeaders } from 'node:http'

import { readAllowedHost, type AllowedHosts } from './allowed-host.ts'
import { isFromThisMachine } from './sender-addresses.ts'

/** What is known of a request before it is answered. */
export interface Visitor {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** Address of the connection's other end. */
  readonly remoteAddress: string | undefined
}

/** Why a request is refused. */
export interface Refusal {
  readonly status: 403
  /** A sentence for a developer who meant well. */
  readonly reason: string
}

/**
 * Refuses whoever is not a browser of this machine that shows our own page: other machines, tunnels, names that are not
 * ours, pages of other sites. `undefined` when there is nothing against a request.
 *
 * What it lets through besides: a person who follows a link to the page, from wherever. That loads it into a window of
 * its own, which the site with the link can't look into.
 */
export function judgeVisitor(
  { method, headers, remoteAddress }: Visitor,
  allowedHosts: AllowedHosts,
): Refusal | undefined {
  if (!isFromThisMachine(remoteAddress, headers)) {
    return refuse(
      'This page answers on the machine that runs the dev server only. Open it there, or forward the port.',
    )
  }
  const host = readAllowedHost(headers.host ?? authority(headers), allowedHosts)
  if (host === undefined) {
    return refuse(
      'This page answers on localhost, 127.0.0.1, [::1] and the names listed in `server.allowedHosts` only.',
    )
  }
  if (isSameOrigin(method, headers, host)) return undefined
  return refuse('Another site asked for this page. It answers to itself only.')
}

/** HTTP/2 has no Host header. */
function authority(headers: IncomingHttpHeaders): string | undefined {
  const value = headers[':authority']
  return typeof value === 'string' ? value : undefined
}

function isSameOrigin(method: string, headers: IncomingHttpHeaders, host: string): boolean {
  const isReading = method === 'GET' || method === 'HEAD'
  const { origin } = headers
  if (origin !== undefined && !isOriginOf(origin, host)) return false
  const site = headers['sec-fetch-site']
  if (site === 'same-origin') return true
  if (site === 'none') return isReading
  // Browsers that don't send it, and all of them where a name of `allowedHosts` has no TLS, send Origin with each POST.
  if (site === undefined) return isReading || origin !== undefined
  return isReading && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

function isOriginOf(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}

function refuse(reason: string): Refusal {
  return { status: 403, reason }
}
