/** What decides about callback URLs by host. */
export interface HostSettings {
  /** The configured callback URL. */
  readonly redirectUri: string
  /** Patterns of hosts that may have one of their own, as `parseHosts` accepts them; none when left out. */
  readonly redirectHosts?: readonly string[] | undefined
  /** Whether a proxy in front of the app says the host, in X-Forwarded-Host. */
  readonly trustForwardedHost?: boolean | undefined
}

/** A host as proxies write it: nothing that a URL could read as a user, a path or another host. */
const HOST = /^[a-z\d](?:[a-z\d.-]*[a-z\d])?(?::\d{1,5})?$/i

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1'])

/**
 * The callback URL for the host that a request is for: that host with the path of the configured one, where the host is
 * allowed; else the configured one. Over TLS, but for the machine itself.
 */
export function hostRedirectUri(request: Request, settings: HostSettings): string {
  const { redirectUri, redirectHosts = [] } = settings
  if (redirectHosts.length === 0) return redirectUri
  const host = readHost(request, settings)
  if (host === undefined || !isListedHost(host, redirectHosts)) return redirectUri
  const { pathname, search } = new URL(redirectUri)
  const scheme = isLoopback(host) ? 'http' : 'https'
  return `${scheme}://${host}${pathname}${search}`
}

/** Whether a host, with its port, may have a callback URL of its own. */
export function isListedHost(host: string, patterns: readonly string[] = []): boolean {
  return patterns.some((pattern) => matches(host, pattern))
}

function readHost(request: Request, { trustForwardedHost = false }: HostSettings): string | undefined {
  const forwarded = trustForwardedHost ? request.headers.get('x-forwarded-host') : null
  // Of several, the first was written by whoever made the request.
  const host = forwarded ?? new URL(request.url).host
  return HOST.test(host) ? host.toLowerCase() : undefined
}

function matches(host: string, pattern: string): boolean {
  const star = pattern.indexOf('*')
  if (star === -1) return host === pattern || (isLoopback(host) && nameOf(host) === pattern)
  const before = pattern.slice(0, star)
  const after = pattern.slice(star + 1)
  if (host.length <= before.length + after.length) return false
  // One label, as in certificates.
  return (
    host.startsWith(before) &&
    host.endsWith(after) &&
    !host.slice(before.length, host.length - after.length).includes('.')
  )
}

function isLoopback(host: string): boolean {
  return LOOPBACK.has(nameOf(host))
}

function nameOf(host: string): string {
  return host.split(':', 1)[0] ?? ''
}
