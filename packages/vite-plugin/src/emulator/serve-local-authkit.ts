import { createLocalAuthKit, type LocalAuthKit } from './local-authkit.ts'
import { isLoopbackHostname, refuseForeignHost } from './loopback.ts'

/** Port of `create-authkit-start emulate`. */
export const DEFAULT_PORT = 4100

/** The address a local AuthKit is bound to: this machine only, since whoever reaches it signs in as anyone. */
export const DEFAULT_HOST = '127.0.0.1'

/** Options of {@link serveLocalAuthKit}. */
export interface ServeOptions {
  /** 0 takes a free one. @defaultValue `DEFAULT_PORT` */
  port?: number
  /** A loopback address or name. @defaultValue `DEFAULT_HOST` */
  host?: string
  /** What to serve. @defaultValue `createLocalAuthKit()` */
  authKit?: LocalAuthKit
}

/** A local AuthKit behind a port. */
export interface LocalAuthKitServer {
  /** Without a slash at the end: `http://127.0.0.1:4100`. */
  readonly url: string
  readonly port: number
  /** Frees the port; open connections are cut. */
  readonly close: () => Promise<void>
}

/**
 * Serves a local AuthKit over HTTP on this machine. Needs Node (or another runtime of srvx).
 *
 * Requests whose `Host` is not a loopback name are refused, so no page of another site can reach it by DNS rebinding.
 *
 * @throws TypeError when the host is not a loopback one
 * @throws Error when the port can't be listened on; `cause` is the system's error
 */
export async function serveLocalAuthKit(options: ServeOptions = {}): Promise<LocalAuthKitServer> {
  const { port = DEFAULT_PORT, host = DEFAULT_HOST, authKit = createLocalAuthKit() } = options
  if (!isLoopbackHostname(host)) {
    throw new TypeError(
      `"host" is "${host}"; the local AuthKit is served on localhost, 127.0.0.1 or ::1 only, because whoever reaches it signs in as anyone.`,
    )
  }
  // Here and not at the top: the handler itself runs where there is no Node.
  const { serve } = await import('srvx/node')
  const server = serve({
    port,
    hostname: host,
    manual: true,
    silent: true,
    gracefulShutdown: false,
    fetch: (request) => refuseForeignHost(request) ?? authKit.fetch(request),
  })
  try {
    await server.serve()
  } catch (cause) {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
    const reason = isTaken ? 'another program listens on it' : String(cause)
    throw new Error(`The local AuthKit could not listen on port ${port} of ${host}: ${reason}.`, { cause })
  }
  const url = new URL(server.url ?? `http://${host}:${port}`)
  return { url: url.origin, port: Number(url.port || 80), close: () => server.close(true) }
}
