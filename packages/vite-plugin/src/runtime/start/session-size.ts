import type { User } from '../session/index.ts'
import { tryDecodeClaims } from '../session/tokens/token-claims.ts'
import { logError } from './log.ts'

/** How many of the parts that make a session large are named. */
const NAMED_PARTS = 3

let hasWarned = false

/**
 * Says, once in a process, that a session doesn't fit into one cookie: where one Set-Cookie of several is kept, or long
 * headers are refused, its user can't stay signed in.
 *
 * @param setCookies Set-Cookie values of the session
 */
export function warnOfLargeSession(
  setCookies: readonly string[],
  { accessToken, user }: { accessToken: string; user: User },
): void {
  if (setCookies.length <= 1 || hasWarned) return
  hasWarned = true
  const bytes = setCookies.reduce((sum, header) => sum + (header.split(';', 1)[0]?.length ?? 0), 0)
  const parts = sizesOf('claim', tryDecodeClaims(accessToken)).concat(sizesOf('user', user))
  const named = parts
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, NAMED_PARTS)
    .map(({ name, bytes: size }) => `${name} (${size})`)
  logError(
    `A session takes ${setCookies.length} cookies, ${bytes} bytes in all, because browsers ignore a cookie of more ` +
      'than 4096. Its user is signed out by whatever keeps one Set-Cookie of several, or refuses a request whose ' +
      `headers are that long. The largest parts, before sealing: ${named.join(', ')}. Keep permissions, custom ` +
      'claims of the JWT template and the metadata of users small. This is said once.',
  )
}

function sizesOf(kind: string, record: object | undefined): { name: string; bytes: number }[] {
  return Object.entries(record ?? {}).map(([key, value]) => ({
    name: `${kind} "${key}"`,
    bytes: JSON.stringify(value)?.length ?? 0,
  }))
}
