import { describeCookie } from '../checks/wire/seen-cookie.ts'
import type { Exchange } from './exchange.ts'
import type { Proof } from './proof.ts'

/** What came of a proof, as a line. */
export function proofTitle({ status, build, server }: Proof): string {
  const how = [build, ...(server === null ? [] : [server])].map((command) => `\`${command}\``).join(', ')
  switch (status) {
    case 'proven':
      return `Proven: built, served, signed in and out (${how})`
    case 'failed':
      return `Not proven (${how})`
    case 'unsupported':
      return 'Not proven: it can’t be served here'
    default:
      return status satisfies never
  }
}

/** What was on the wire, and what became of the build. */
export function proofLines({ exchanges, removed, overwritten }: Proof): string[] {
  return [
    ...exchanges.flatMap((exchange) => exchangeLines(exchange, originOf(exchanges))),
    ...(removed.length === 0 ? [] : [`Built into ${removed.join(', ')}, which is removed again.`]),
    ...(overwritten.length === 0
      ? []
      : [`${overwritten.join(', ')} was there before, and holds this build now.`]),
  ]
}

/** The app's own: the first request goes to it. */
function originOf([first]: readonly Exchange[]): string {
  return first === undefined ? '' : new URL(first.url).origin
}

function exchangeLines(
  { method, url, status, location, cookies, requestBytes }: Exchange,
  origin: string,
): string[] {
  // All the others go to the local AuthKit.
  const shown = (address: string): string => {
    const { origin: other, pathname } = new URL(address)
    return other === origin ? pathname : `AuthKit ${pathname}`
  }
  const target = location === null ? '' : ` → ${shown(location)}`
  return [
    `${method.padEnd(4)} ${shown(url)}  ${status}${target}`,
    ...cookies.map((cookie) => `     set-cookie  ${describeCookie(cookie)}`),
    ...(requestBytes < MANY_BYTES ? [] : [`     sent ${requestBytes} bytes of headers`]),
  ]
}

/** Half of what servers and proxies mostly accept. */
const MANY_BYTES = 4096
