import { AuthKitConfigError } from '../errors.ts'
import { readEnvironment } from './environment.ts'
import { readBundledNodeEnv } from './process-env.ts'

/** Client id of the local AuthKit. */
export const LOCAL_CLIENT_ID = 'client_local'

/** API key of the local AuthKit. */
export const LOCAL_API_KEY = 'sk_test_local'

/** Set to {@link ALLOW_LOCAL_VALUE}, this variable lets a production process use the local AuthKit. */
export const ALLOW_LOCAL_VARIABLE = 'AUTHKIT_ALLOW_LOCAL'

/** The one value of {@link ALLOW_LOCAL_VARIABLE} that counts. */
export const ALLOW_LOCAL_VALUE = 'test'

/** The keys that can point at the local AuthKit. */
export type LocalAuthKitKeys = 'clientId' | 'apiKey' | 'apiHostname' | 'apiBaseUrl'

/**
 * Refuses the local AuthKit in production: it signs in anybody who clicks on a name.
 *
 * @param readEnv where `NODE_ENV` and `AUTHKIT_ALLOW_LOCAL` are looked up, besides the environment
 * @throws AuthKitConfigError `ERR_LOCAL_AUTHKIT_IN_PRODUCTION`
 */
export function assertLocalAuthKitAllowed(
  config: { readonly [Key in LocalAuthKitKeys]?: unknown },
  readEnv: (name: string) => unknown = readEnvironment,
): void {
  const sign = findLocalSign(config)
  if (sign === undefined || !isProduction(readEnv) || isAllowed(readEnv)) return
  throw new AuthKitConfigError(
    `The local AuthKit can't be used in production: ${sign}. It signs in anybody, without a password. ` +
      'Set WORKOS_CLIENT_ID and WORKOS_API_KEY of your WorkOS environment (https://dashboard.workos.com) ' +
      'where this server runs, and remove WORKOS_API_HOSTNAME there. To try a production build on your own ' +
      `machine with the local AuthKit, set ${ALLOW_LOCAL_VARIABLE}=${ALLOW_LOCAL_VALUE}.`,
    'ERR_LOCAL_AUTHKIT_IN_PRODUCTION',
  )
}

/** Whether a host name, as it stands in a URL, means this machine. */
export function isLoopbackHost(hostname: string): boolean {
  const url = `http://${hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname}`
  if (!URL.canParse(url)) return false
  // The parser has written every form of an IPv4 address (0x7f.1, 2130706433, ...) as four decimals by now.
  const host = new URL(url).hostname.replace(/\.$/, '')
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '0.0.0.0' ||
    /^127(?:\.\d+){3}$/.test(host) ||
    host === '[::1]' ||
    host === '[::]' ||
    // The same addresses mapped to IPv6: 127.x.y.z and 0.0.0.0.
    /^\[::ffff:(?:7f[\da-f]{2}:[\da-f]+|0:0)\]$/.test(host)
  )
}

function findLocalSign(config: { readonly [Key in LocalAuthKitKeys]?: unknown }): string | undefined {
  if (config.clientId === LOCAL_CLIENT_ID) return `the client id (WORKOS_CLIENT_ID) is "${LOCAL_CLIENT_ID}"`
  if (config.apiKey === LOCAL_API_KEY) return `the API key (WORKOS_API_KEY) is "${LOCAL_API_KEY}"`
  const { apiHostname, apiBaseUrl } = config
  if (typeof apiHostname === 'string' && isLoopbackHost(withoutPort(apiHostname))) {
    return `the API host (WORKOS_API_HOSTNAME) is "${apiHostname}"`
  }
  if (
    typeof apiBaseUrl === 'string' &&
    URL.canParse(apiBaseUrl) &&
    isLoopbackHost(new URL(apiBaseUrl).hostname)
  ) {
    return `the API's base URL is "${apiBaseUrl}"`
  }
  return undefined
}

function withoutPort(host: string): string {
  return host.replace(/^([^:]+):\d+$/, '$1')
}

function isProduction(readEnv: (name: string) => unknown): boolean {
  return (
    readEnv('NODE_ENV') === 'production' ||
    readEnvironment('NODE_ENV') === 'production' ||
    readBundledNodeEnv() === 'production'
  )
}

function isAllowed(readEnv: (name: string) => unknown): boolean {
  return (
    readEnv(ALLOW_LOCAL_VARIABLE) === ALLOW_LOCAL_VALUE ||
    readEnvironment(ALLOW_LOCAL_VARIABLE) === ALLOW_LOCAL_VALUE
  )
}
