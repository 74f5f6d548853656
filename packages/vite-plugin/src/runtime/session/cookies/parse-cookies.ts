/**
 * The decoded value of one cookie of a Cookie header; `null` when it is absent or its percent-encoding is broken.
 * Of several with the same name the last one counts. Quotes are kept.
 */
export function readCookie(header: string | null | undefined, name: string): string | null {
  if (!header) return null
  let found: string | null = null
  let start = 0
  while (start < header.length) {
    const semicolon = header.indexOf(';', start)
    const end = semicolon === -1 ? header.length : semicolon
    const equals = header.indexOf('=', start)
    if (equals !== -1 && equals < end && header.slice(start, equals).trim() === name) {
      found = header.slice(equals + 1, end).trim()
    }
    start = end + 1
  }
  return found === null ? null : decode(found)
}

/** The names in a Cookie header, in order; empty ones are dropped, ones without a value kept. */
export function readCookieNames(header: string | null | undefined): string[] {
  if (!header) return []
  return header
    .split(';')
    .map((segment) => (segment.split('=', 1)[0] ?? '').trim())
    .filter((name) => name !== '')
}

function decode(value: string): string | null {
  // Seals need no encoding, and decoding one takes longer than all the rest of a request with a known session.
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}
