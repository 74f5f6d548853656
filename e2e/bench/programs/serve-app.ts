import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serve } from 'srvx'

/** What {@link AppProcess} says first. */
export interface Ready {
  readonly origin: string
}

/** What it can be asked for; times in milliseconds. */
export type Task =
  /** The time of one `withAuth`, over requests with these cookies. */
  | { readonly do: 'withAuth'; readonly cookies: readonly string[] }
  /** The processor time that the process has taken so far, all of its threads included. */
  | { readonly do: 'sayProcessorTime' }

/** What it answers. */
export type Answer = { readonly value: number } | { readonly error: string }

interface ServerEntry {
  readonly default: { fetch(request: Request): Promise<Response> }
}

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Usage: node serve-app.ts FOLDER, with an IPC channel')
const { default: app } = (await import(pathToFileURL(join(folder, 'server/server.js')).href)) as ServerEntry

process.on('message', (task: Task) => {
  perform(task).then(
    (value) => process.send?.({ value } satisfies Answer),
    (error: unknown) => process.send?.({ error: String(error) } satisfies Answer),
  )
})

const server = serve({
  port: 0,
  hostname: '127.0.0.1',
  silent: true,
  gracefulShutdown: false,
  fetch: (request) => app.fetch(request),
})
await server.ready()
process.send?.({ origin: new URL(server.url ?? '').origin } satisfies Ready)

async function perform(task: Task): Promise<number> {
  if (task.do === 'sayProcessorTime') {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  const request = new Request('http://localhost/api/with-auth', {
    method: 'POST',
    body: JSON.stringify(task.cookies),
  })
  const response = await app.fetch(request)
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return (await response.json()) as number
}
