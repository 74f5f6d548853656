import type { User } from '../session/index.ts'
import { tryDecodeClaims } from '../session/tokens/token-claims.ts'
import { logError } from './log.ts'

/** What browsers keep of a cookie, name and value together, in bytes (RFC 6265bis, section 5.6). */
export const MAX_COOKIE_BYTES = 4096

/** How many of the parts that make a session large are named. */
const NAMED_PARTS = 3

/**
 * Says so when a session doesn't fit into its cookie: browsers drop it without a word, and the sign-in goes in circles.
 *
 * @param setCookies Set-Cookie values with the session, among others
 */
export function warnOfLargeSession(
  setCookies: readonly string[],
  { accessToken, user }: { accessToken: string; user: User },
): void {
  const largest = Math.max(0, ...setCookies.map((header) => header.split(';', 1)[0]?.length ?? 0))
  // The sign between name and value doesn't count.
  if (largest - 1 <= MAX_COOKIE_BYTES) return
  const parts = sizesOf('claim', tryDecodeClaims(accessToken)).concat(sizesOf('user', user))
  const named = parts
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, NAMED_PARTS)
    .map(({ name, bytes }) => `${name} (${bytes})`)
  logError(
    `The session cookie has ${largest - 1} bytes, and browsers ignore cookies of more than ${MAX_COOKIE_BYTES}, so ` +
      `this user can't stay signed in. The largest parts, before sealing: ${named.join(', ')}. Keep permissions, ` +
      'custom claims of the JWT template and the metadata of users small.',
  )
}

function sizesOf(kind: string, record: object | undefined): { name: string; bytes: number }[] {
  return Object.entries(record ?? {}).map(([key, value]) => ({
    name: `${kind} "${key}"`,
    bytes: JSON.stringify(value)?.length ?? 0,
  }))
}
