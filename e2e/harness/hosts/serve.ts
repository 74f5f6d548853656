import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'

interface ServerEntry {
  readonly default: { fetch(request: Request): Response | Promise<Response> }
}

/** How a host hands the app's response headers to Node: the only thing in which hosts differ here. */
export type CopyHeaders = (headers: Headers, response: ServerResponse) => void

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Serves a built app (`node HOST.ts DIST PORT`) as a small server around its fetch handler would. */
export async function serve(copyHeaders: CopyHeaders): Promise<void> {
  const [dist, port] = process.argv.slice(2)
  if (dist === undefined || port === undefined) throw new Error('Usage: node HOST.ts DIST PORT')
  const app = (await import(pathToFileURL(join(dist, 'server/server.js')).href)) as ServerEntry

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const asset = join(dist, 'client', normalize(new URL(incoming.url ?? '/', 'http://localhost').pathname))
    if (existsSync(asset) && statSync(asset).isFile()) {
      outgoing.setHeader('content-type', contentTypes[extname(asset)] ?? 'application/octet-stream')
      return pipeline(createReadStream(asset), outgoing)
    }
    const response = await app.default.fetch(toRequest(incoming))
    outgoing.statusCode = response.status
    copyHeaders(response.headers, outgoing)
    if (response.body === null) outgoing.end()
    else await pipeline(Readable.fromWeb(response.body as never), outgoing)
  }

  createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`)
      outgoing.destroy()
    })
  }).listen(Number(port), 'localhost', () => process.stdout.write(`http://localhost:${port}\n`))
}

function toRequest(incoming: IncomingMessage): Request {
  const method = incoming.method ?? 'GET'
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method,
    headers,
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
  })
}
