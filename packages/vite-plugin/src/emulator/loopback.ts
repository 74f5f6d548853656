/**
 * Whether a host name, as the URL parser writes it, can only be this machine: `localhost` and the names below it
 * (RFC 6761, section 6.3), `127.0.0.0/8` and `[::1]`.
 */
export function isLoopbackHostname(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '')
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  if (name === '[::1]' || name === '::1') return true
  return /^127(?:\.\d{1,3}){3}$/.test(name)
}

/**
 * The answer to a request that was sent to another name than this machine's, or `undefined`. A page of another site can
 * make its own name resolve to 127.0.0.1 (DNS rebinding): its requests arrive here, but with that name as their host.
 */
export function refuseForeignHost(request: Request): Response | undefined {
  if (isLoopbackHostname(new URL(request.url).hostname)) return undefined
  return new Response(
    'The local AuthKit answers on localhost, 127.0.0.1 and [::1] only. Open the app under one of these names.\n',
    { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } },
  )
}
