import { request } from 'node:http'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'

import type { SeenCookie } from '../checks/wire/seen-cookie.ts'
import { readSetCookie } from '../checks/wire/seen-cookie.ts'
import type { CookieJar } from './cookie-jar.ts'

/** A request and its answer as they were on the wire, without a query, a value of a cookie, or a body. */
export interface Exchange {
  method: 'GET' | 'POST'
  url: string
  status: number
  /** Where it leads, without its query; `null` when it is no redirect. */
  location: string | null
  /** Every Set-Cookie line, in order. */
  cookies: SeenCookie[]
  /** Bytes of the request's first line and headers: what servers and proxies limit, often to 8192. */
  requestBytes: number
}

/** What to do next needs more than is told. */
export interface Answer {
  exchange: Exchange
  /** The whole address of a redirect. */
  target: URL | null
}

export interface RequestOptions {
  jar: CookieJar
  signal: AbortSignal
  /** Sent as a form, by POST. */
  form?: Readonly<Record<string, string>>
}

/** How long a server may take: the first page of a process may load much. In milliseconds. */
const TIMEOUT = 30_000

/**
 * Asks as a browser does that goes to a page, or sends a form of one, and does not follow where it leads.
 * @throws {Error} when there is no answer
 */
export async function exchange(url: URL, { jar, signal, form }: RequestOptions): Promise<Answer> {
  const method = form === undefined ? 'GET' : 'POST'
  const body = form === undefined ? '' : new URLSearchParams(form).toString()
  const cookie = jar.header(url.pathname)
  const headers: Record<string, string> = {
    host: url.host,
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    'accept-language': 'en',
    'user-agent': 'Mozilla/5.0 (create-authkit-start)',
    'sec-fetch-dest': 'document',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': form === undefined ? 'none' : 'same-origin',
    ...(cookie !== null && { cookie }),
    ...(form !== undefined && {
      origin: url.origin,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
    }),
  }
  const response = await send(url, { method, headers, body, signal })
  const lines = response.headers['set-cookie'] ?? []
  for (const line of lines) jar.take(line)
  const { location } = response.headers
  const status = response.statusCode ?? 0
  const isRedirect =
    status >= 300 && status < 400 && location !== undefined && URL.canParse(location, url.href)
  const target = isRedirect ? new URL(location, url) : null
  return {
    exchange: {
      method,
      url: plain(url),
      status,
      location: target === null ? null : plain(target),
      cookies: lines.map(readSetCookie),
      requestBytes: sizeOf(`${method} ${url.pathname}${url.search} HTTP/1.1`, headers),
    },
    target,
  }
}

async function send(
  url: URL,
  {
    method,
    headers,
    body,
    signal,
  }: { method: string; headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<IncomingMessage> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)])
  const sent = request(url, { method, headers, signal: either, agent: false })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  // To the end: a page that breaks while it streams is no page.
  for await (const _ of response);
  return response
}

function plain({ origin, pathname }: URL): string {
  return `${origin}${pathname}`
}

function sizeOf(firstLine: string, headers: Readonly<Record<string, string>>): number {
  const lines = [firstLine, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', '']
  return Buffer.byteLength(lines.join('\r\n'))
}
