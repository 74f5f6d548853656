import type { LocalAuthKitState } from './process-state.ts'

/** One dev server's use of a port that belongs to the local AuthKit alone. */
export interface OwnServer {
  /** Without a slash at the end. */
  readonly url: string
  /** Closes the port when no other dev server uses it; further calls do nothing. */
  readonly release: () => Promise<void>
}

/**
 * Opens a port for the local AuthKit alone, or shares the one that is open. The app's server calls the local AuthKit by
 * `fetch`, which needs plain HTTP (Node does not trust the certificates of dev servers) and a known address: a dev
 * server with HTTPS, in middleware mode or on a host that is not loopback has none.
 */
export async function useOwnServer(state: LocalAuthKitState): Promise<OwnServer> {
  const { serveLocalAuthKit } = await import('../../emulator/index.ts')
  const own = (state.ownServer ??= {
    started: serveLocalAuthKit({ port: 0, authKit: state.ownPortVisits.watched(state.authKit) }),
    users: 0,
  })
  own.users += 1
  const { url, close } = await own.started
  let isReleased = false
  return {
    url,
    async release() {
      if (isReleased) return
      isReleased = true
      own.users -= 1
      if (own.users > 0) return
      state.ownServer = undefined
      await close()
    },
  }
}
