import { readFileSync } from 'node:fs'
import * as http from 'node:http'
import * as https from 'node:https'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Site } from './test-browser.ts'

/** A server on a port of this machine. */
export interface RunningServer {
  port: number
  close: () => Promise<void>
}

/** How a server hands the headers of a response to Node: where hand-written ones lose cookies. */
export type CopyHeaders = (from: Headers, to: http.ServerResponse) => void

/** Node keeps every Set-Cookie of a `Headers` object. */
export const copyAllHeaders: CopyHeaders = (from, to) => void to.setHeaders(from)

/** As many hand-written servers do it: `setHeader` replaces, so of several Set-Cookie lines the last one survives. */
export const copyLastOfEach: CopyHeaders = (from, to) =>
  from.forEach((value, name) => void to.setHeader(name, value))

/** As servers that copy headers into an object of their own, and never replace what is there. */
export const copyFirstOfEach: CopyHeaders = (from, to) =>
  from.forEach((value, name) => {
    if (!to.hasHeader(name)) to.setHeader(name, value)
  })

/** As a server that builds its list of headers from the end. */
export const copyReversed: CopyHeaders = (from, to) => {
  copyAllHeaders(from, to)
  to.setHeader('set-cookie', from.getSetCookie().toReversed())
}

/** As `headers.get('set-cookie')` gives them: in one line, with commas. */
export const copyJoined: CopyHeaders = (from, to) => {
  copyAllHeaders(from, to)
  if (from.has('set-cookie')) to.setHeader('set-cookie', from.getSetCookie().join(', '))
}

/** What a proxy tells the app about the request that it got over TLS. */
export type ProxyHeaders = (host: string) => Record<string, string>

/** The headers that are a standard by use. */
export const xForwarded: ProxyHeaders = (host) => ({ 'x-forwarded-proto': 'https', 'x-forwarded-host': host })

/** The header that is a standard (RFC 7239). */
export const forwarded: ProxyHeaders = (host) => ({ forwarded: `for=192.0.2.1;proto=https;host="${host}"` })

/** A proxy that says nothing, as one in front of a private network may. */
export const silent: ProxyHeaders = () => ({})

/** A proxy that asks the server by an address of the network behind it, and says which one the browser used. */
export const internalAddress: ProxyHeaders = (host) => ({ ...xForwarded(host), host: '10.0.0.7:8080' })

const TLS = new URL('../plugins/fixtures/tls/', import.meta.url)
const CERTIFICATE = readFileSync(new URL('localhost.crt', TLS))
const KEY = readFileSync(new URL('localhost.key', TLS))

/** Serves an app as a small server around its fetch handler does. */
export function serveApp(app: Site, copyHeaders: CopyHeaders): Promise<RunningServer> {
  const answer = async (incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> => {
    const response = await app(toRequest(incoming))
    outgoing.statusCode = response.status
    copyHeaders(response.headers, outgoing)
    if (response.body === null) outgoing.end()
    else await pipeline(Readable.fromWeb(response.body as never), outgoing)
  }
  return listen(
    http.createServer((incoming, outgoing) => {
      answer(incoming, outgoing).catch(() => outgoing.destroy())
    }),
  )
}

/** What a proxy does besides ending TLS. */
export interface ProxyOptions {
  readonly headers: ProxyHeaders
  /** How long a line of a header may be, in bytes; it drops longer ones, both ways. */
  readonly maxHeaderLine?: number | undefined
}

/** Serves TLS, and passes requests on to a server over plain HTTP. */
export function serveTls(
  upstream: RunningServer,
  { headers, maxHeaderLine = Infinity }: ProxyOptions,
): Promise<RunningServer> {
  return listen(
    https.createServer({ cert: CERTIFICATE, key: KEY }, (incoming, outgoing) => {
      const { method, url: path } = incoming
      const passedOn = {
        ...Object.fromEntries(toHeaders(dropLongLines(incoming.rawHeaders, maxHeaderLine))),
        ...headers(incoming.headers.host ?? ''),
      }
      const inner = http.request(
        { host: '127.0.0.1', port: upstream.port, method, path, headers: passedOn },
        (response) => {
          outgoing.writeHead(response.statusCode ?? 502, dropLongLines(response.rawHeaders, maxHeaderLine))
          response.pipe(outgoing)
        },
      )
      inner.on('error', () => outgoing.destroy())
      incoming.pipe(inner)
    }),
  )
}

/** The way of a browser to a server: the address is the request's, the connection goes to the port. */
export function connectTo({ port }: RunningServer): Site {
  return async (request) => {
    const { protocol, host, pathname, search } = new URL(request.url)
    const options = {
      host: '127.0.0.1',
      port,
      method: request.method,
      path: pathname + search,
      headers: { ...Object.fromEntries(request.headers), host },
      agent: false as const,
    }
    const body = Buffer.from(await request.arrayBuffer())
    return new Promise((resolve, reject) => {
      const sent =
        protocol === 'https:'
          ? https.request({ ...options, ca: CERTIFICATE, servername: 'localhost' })
          : http.request(options)
      sent.on('error', reject)
      sent.on('response', (response) => resolve(toResponse(response)))
      sent.end(body)
    })
  }
}

function listen(server: http.Server | https.Server): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', 2048, () => {
      // It has an address by now, and that of a port.
      const { port } = server.address() as AddressInfo
      resolve({
        port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}

function toRequest(incoming: http.IncomingMessage): Request {
  const method = incoming.method ?? 'GET'
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method,
    headers: toHeaders(incoming.rawHeaders),
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
  })
}

async function toResponse(incoming: http.IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = await incoming.toArray()
  const status = incoming.statusCode ?? 0
  const hasBody = status !== 204 && status !== 304
  return new Response(hasBody ? Buffer.concat(chunks) : null, {
    status,
    headers: toHeaders(incoming.rawHeaders),
  })
}

/** Names and values in turn, without those whose line is longer. */
function dropLongLines(raw: readonly string[], maxBytes: number): string[] {
  return raw.flatMap((name, index) => {
    const value = raw[index + 1] ?? ''
    return index % 2 === 1 || `${name}: ${value}\r\n`.length > maxBytes ? [] : [name, value]
  })
}

/** Headers as they were on the wire: names and values in turn. */
function toHeaders(raw: readonly string[]): Headers {
  const headers = new Headers()
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '')
  return headers
}
