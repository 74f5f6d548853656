import { createServer } from 'vite'
import type { ViteDevServer } from 'vite'

import { fixtureConfig } from './fixture-app.ts'

/** The fixture in `vite dev`, on a port of this machine. */
export interface DevApp {
  server: ViteDevServer
  origin: string
}

/** Starts `vite dev` for the fixture, below a base path. */
export async function startDevFixture({ base = '/' }: { base?: string } = {}): Promise<DevApp> {
  const server = await createServer({ ...fixtureConfig(), base, server: { port: 0, ws: false } })
  await server.listen()
  const [local] = server.resolvedUrls?.local ?? []
  if (local === undefined) throw new Error('The dev server has no address.')
  return { server, origin: new URL(local).origin }
}

/** Ids of every module that a browser could be led to from some files, by static or dynamic imports. */
export async function crawlClient({ server }: DevApp, entries: readonly string[]): Promise<string[]> {
  const { client } = server.environments
  const seen = new Set<string>()
  const queue = [...entries]
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    if (seen.has(url)) continue
    seen.add(url)
    await client.transformRequest(url)
    const module = await client.moduleGraph.getModuleByUrl(url)
    // What was bundled ahead of time belongs to the app, not to us.
    for (const { url: imported, id } of module?.importedModules ?? []) {
      if (!id?.includes('/.vite/') && !id?.includes('@tanstack')) queue.push(imported)
    }
  }
  return [...seen]
}
