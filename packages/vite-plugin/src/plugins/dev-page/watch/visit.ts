import type { IncomingMessage } from 'node:http'

/** What is kept of a request while it is answered. */
export interface Visit {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly cookieHeader: string
  /** What tells browsers apart: the host they came to, and what they call themselves. */
  readonly browser: string
  /** Whether it is for a page or a call of the app, and not for one of its files. */
  readonly isForApp: boolean
}

/** `Sec-Fetch-Dest` of requests that the app's own code answers; other clients send none. */
const APP_DESTINATIONS = new Set([undefined, 'document', 'empty', 'frame', 'iframe'])

/** @param request its head */
export function toVisit({
  method = 'GET',
  url = '/',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): Visit {
  const [path = '/', query] = url.split('?', 2)
  const destination = headers['sec-fetch-dest']
  return {
    method,
    path,
    query: new URLSearchParams(query),
    cookieHeader: headers.cookie ?? '',
    browser: browserOf(headers.host, headers['user-agent']),
    isForApp: typeof destination !== 'object' && APP_DESTINATIONS.has(destination),
  }
}

/** Cookies belong to a host, whatever its port. */
export function browserOf(host: string | undefined, userAgent: string | undefined): string {
  const url = `http://${host ?? ''}`
  return `${URL.canParse(url) ? new URL(url).hostname : ''} ${userAgent ?? ''}`
}
