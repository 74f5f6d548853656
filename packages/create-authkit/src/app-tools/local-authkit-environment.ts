import { LOCAL_API_KEY, LOCAL_CLIENT_ID } from 'vite-plugin-authkit-start/emulator'

/** The port is bound on 127.0.0.1; `localhost` means that too, in Node and in browsers, and is what people type. */
const HOST = 'localhost'

/**
 * What points a built app at a local AuthKit; the last one is the runtime's consent to use it in production mode.
 * @param host where it listens; `localhost` unless told
 */
export function localAuthKitEnvironment(port: number, host: string = HOST): Record<string, string> {
  return {
    WORKOS_API_HOSTNAME: host.includes(':') ? `[${host}]` : host,
    WORKOS_API_PORT: String(port),
    WORKOS_API_HTTPS: 'false',
    WORKOS_CLIENT_ID: LOCAL_CLIENT_ID,
    WORKOS_API_KEY: LOCAL_API_KEY,
    AUTHKIT_ALLOW_LOCAL: 'test',
  }
}
