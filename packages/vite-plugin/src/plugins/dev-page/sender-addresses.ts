import type { IncomingHttpHeaders } from 'node:http'

/** Headers in which proxies and tunnels say for whom they ask. */
const FORWARDED_HEADERS = ['x-forwarded-for', 'x-real-ip', 'cf-connecting-ip'] as const

/**
 * Whether a request comes from this machine: by the address of its connection, and where a proxy or a tunnel made the
 * connection, by all addresses that it names.
 */
export function isFromThisMachine(remoteAddress: string | undefined, headers: IncomingHttpHeaders): boolean {
  if (remoteAddress === undefined) return false
  return [remoteAddress, ...forwardedAddresses(headers)].every(isLoopbackAddress)
}

function forwardedAddresses(headers: IncomingHttpHeaders): string[] {
  const lists = FORWARDED_HEADERS.flatMap((name) => headers[name] ?? []).flatMap((text) => text.split(','))
  // RFC 7239: `for=192.0.2.60;proto=http, for="[2001:db8::1]:4711"`
  const forwarded = (headers.forwarded ?? '').split(/[,;]/).flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=', 2)
    return name.trim().toLowerCase() === 'for' ? [value] : []
  })
  return [...lists, ...forwarded].map((text) => text.trim().replaceAll('"', ''))
}

/** Any address that can't be read is not loopback. */
function isLoopbackAddress(address: string): boolean {
  const bare = address
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:/i, '')
  return bare === '::1' || /^127(?:\.\d{1,3}){3}$/.test(bare)
}
