/**
 * Whether a host name can only be this machine: `localhost` and names below it (RFC 6761, section 6.3), `127.0.0.0/8`
 * and `[::1]`, as the URL parser writes them.
 */
export function isLoopbackHostname(hostname: string): boolean {
  const name = hostname.toLowerCase()
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  if (name === '[::1]' || name === '::1') return true
  return /^127(?:\.\d{1,3}){3}$/.test(name)
}

/** Whether a `Host` header (`localhost:3000`) names this machine. `null`, a missing header, does not. */
export function isLoopbackHost(host: string | null): boolean {
  if (host === null || !/^[\w.:[\]-]+$/.test(host)) return false
  const url = `http://${host}`
  return URL.canParse(url) && isLoopbackHostname(new URL(url).hostname)
}

/**
 * The answer to a request whose `Host` is not this machine, or `undefined` when it is. A page of another site can
 * make its own name resolve to 127.0.0.1 (DNS rebinding): its requests arrive, but under its name.
 */
export function refuseForeignHost(request: Request): Response | undefined {
  if (isLoopbackHost(request.headers.get('host'))) return undefined
  return new Response(
    'The local AuthKit answers on localhost, 127.0.0.1 and [::1] only. Open the app under one of these names.\n',
    { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } },
  )
}
