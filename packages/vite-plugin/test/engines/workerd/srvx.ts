/** Stands in for `srvx` in workerd, where nothing can listen: a port of the process that started the Worker. */
import type { ForwardedRequest, ForwardedResponse } from './port-lender.ts'

interface ServerOptions {
  fetch: (request: Request) => Response | Promise<Response>
}

interface Server {
  url?: string
  ready: () => Promise<void>
  close: () => Promise<void>
}

/** Serves requests by this handler. */
export function serve({ fetch: handler }: ServerOptions): Server {
  const lender = process.env['PORT_LENDER'] ?? ''
  const hangUp = new AbortController()

  async function answer({ id, method, path, headers, body }: ForwardedRequest): Promise<void> {
    const init = method === 'GET' || method === 'HEAD' ? { method, headers } : { method, headers, body }
    const said = await respond(new Request(`${server.url}${path}`, init))
    await fetch(`${lender}/answer/${id}`, { method: 'POST', body: said ? JSON.stringify(said) : null })
  }

  async function respond(request: Request): Promise<ForwardedResponse | undefined> {
    try {
      const response = await handler(request)
      return { status: response.status, headers: [...response.headers], body: await response.text() }
    } catch {
      return undefined
    }
  }

  async function open(): Promise<void> {
    const { body } = await fetch(`${lender}/listen`, { method: 'POST', signal: hangUp.signal })
    const lines = linesOf(body ?? new ReadableStream())
    const { value: port } = await lines.next()
    server.url = `http://127.0.0.1:${port}`
    void (async () => {
      for await (const line of lines) void answer(JSON.parse(line))
    })().catch(() => undefined)
  }

  const ready = open()
  const server: Server = {
    ready: () => ready,
    close: async () => hangUp.abort(),
  }
  return server
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
