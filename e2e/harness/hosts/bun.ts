import { join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What is used of Bun's own API. */
declare const Bun: {
  file(path: string): Blob & { exists(): Promise<boolean> }
  serve(options: { hostname: string; port: number; fetch(request: Request): Response | Promise<Response> }): {
    readonly url: URL
  }
}

interface ServerEntry {
  readonly default: { fetch(request: Request): Response | Promise<Response> }
}

// Serves a built app (`bun bun.ts DIST PORT`): its files, else what its fetch handler answers.
const [dist, port] = process.argv.slice(2)
if (dist === undefined || port === undefined) throw new Error('Usage: bun bun.ts DIST PORT')
const app = (await import(pathToFileURL(join(dist, 'server/server.js')).href)) as ServerEntry

const { url } = Bun.serve({
  hostname: 'localhost',
  port: Number(port),
  async fetch(request) {
    const asset = Bun.file(join(dist, 'client', normalize(new URL(request.url).pathname)))
    return (await asset.exists()) ? new Response(asset) : app.default.fetch(request)
  },
})
process.stdout.write(`${url.href}\n`)
