import { loadCopy } from './built-app.ts'
import type { Deployment, FixtureFiles } from './built-app.ts'
import { connectTo, serveApp, serveTls } from './hosts.ts'
import type { CopyHeaders, ProxyHeaders } from './hosts.ts'

/** What is between browsers and the app. */
export interface HostOptions {
  copyHeaders: CopyHeaders
  /** A proxy that ends TLS in front of the server, and what it tells it; left out, there is none. */
  proxyHeaders?: ProxyHeaders
  /** How long a line of a header may be for that proxy, in bytes. */
  maxHeaderLine?: number
  /** Called for each request that reaches the app. */
  onRequest?: () => void
}

/** Serves a built app over HTTP, or over TLS through a proxy. */
export async function hostFixture(
  files: FixtureFiles,
  { copyHeaders, proxyHeaders, maxHeaderLine, onRequest }: HostOptions,
): Promise<Deployment> {
  const app = await loadCopy(files)
  const server = await serveApp((request) => {
    onRequest?.()
    return app.fetch(request)
  }, copyHeaders)
  const proxy = proxyHeaders && (await serveTls(server, { headers: proxyHeaders, maxHeaderLine }))
  return {
    fetch: connectTo(proxy ?? server),
    async remove() {
      await proxy?.close()
      await server.close()
      await app.remove()
    },
  }
}
