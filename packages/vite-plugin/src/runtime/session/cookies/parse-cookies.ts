/**
 * The decoded value of one cookie of a Cookie header; `null` when it is absent or its percent-encoding is broken.
 * Of several with the same name the last one counts. Quotes are kept.
 */
export function readCookie(header: string | null | undefined, name: string): string | null {
  if (!header) return null
  let found: string | null = null
  for (const segment of header.split(';')) {
    const equals = segment.indexOf('=')
    if (equals !== -1 && segment.slice(0, equals).trim() === name) found = segment.slice(equals + 1).trim()
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
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}
