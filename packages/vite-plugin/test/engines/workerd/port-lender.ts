import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request that arrived at a port, on its way to the Worker that answers it. */
export interface ForwardedRequest {
  id: number
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

/** What the Worker answers; without one the connection breaks. */
export interface ForwardedResponse {
  status: number
  headers: [name: string, value: string][]
  body: string
}

/** Where Workers ask for ports. */
export interface PortLender {
  readonly origin: string
  close: () => Promise<void>
}

/**
 * Gives Workers what they don't have, ports on this machine. `POST /listen` is answered by a line with the number of the
 * port and one for each request that arrives there, until whoever asked hangs up; `POST /answer/<id>` answers one.
 */
export async function startPortLender(): Promise<PortLender> {
  const waiting = new Map<number, ServerResponse>()
  let requests = 0

  async function lend(lines: ServerResponse): Promise<void> {
    const server = createServer((request, response) => void forward(request, response))
    const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const { method = 'GET', url: path = '/', rawHeaders } = request
      const headers = Object.fromEntries(
        rawHeaders.flatMap((name, index) => (index % 2 ? [] : [[name, rawHeaders[index + 1] ?? '']])),
      )
      requests += 1
      waiting.set(requests, response)
      const forwarded: ForwardedRequest = { id: requests, method, path, headers, body: '' }
      lines.write(`${JSON.stringify({ ...forwarded, body: await text(request) })}\n`)
    }
    const port = await listen(server)
    lines.once('close', () => void close(server))
    lines.write(`${port}\n`)
  }

  async function answer(id: number, said: string): Promise<void> {
    const { status, headers, body }: ForwardedResponse = JSON.parse(said || '{}')
    const response = waiting.get(id)
    waiting.delete(id)
    if (status === undefined) response?.destroy()
    else response?.writeHead(status, headers.flat()).end(body)
  }

  const lender = createServer((request, response) => {
    const [, task = '', id = ''] = (request.url ?? '').split('/')
    if (task === 'listen') void lend(response)
    else
      void text(request)
        .then(async (said) => answer(Number(id), said))
        .then(() => response.end())
  })
  const port = await listen(lender)
  return { origin: `http://127.0.0.1:${port}`, close: () => close(lender) }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a server that listens on a port
  return (server.address() as AddressInfo).port
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}
