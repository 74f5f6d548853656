import type { User } from '../session/index.ts'
import { tryDecodeClaims } from '../session/tokens/token-claims.ts'
import type { AuthKitEventHandler } from './events/auth-kit-event.ts'
import { reportEvent } from './events/report-event.ts'

/** How many of the parts that make a session large are named. */
const NAMED_PARTS = 3

let hasWarned = false

/**
 * Reports, once in a process, that a session doesn't fit into one cookie: where one Set-Cookie of several is kept, or
 * long headers are refused, its user can't stay signed in.
 *
 * @param setCookies Set-Cookie values of the session
 */
export function reportLargeSession(
  setCookies: readonly string[],
  { accessToken, user }: { accessToken: string; user: User },
  onEvent?: AuthKitEventHandler,
): void {
  if (setCookies.length <= 1 || hasWarned) return
  hasWarned = true
  const bytes = setCookies.reduce((sum, header) => sum + (header.split(';', 1)[0]?.length ?? 0), 0)
  const parts = sizesOf('claim', tryDecodeClaims(accessToken)).concat(sizesOf('user', user))
  const largestParts = parts.toSorted((a, b) => b.bytes - a.bytes).slice(0, NAMED_PARTS)
  const facts = { userId: user.id, bytes, cookies: setCookies.length, largestParts }
  reportEvent({ type: 'session-too-large', ...facts }, onEvent)
}

function sizesOf(kind: string, record: object | undefined): { name: string; bytes: number }[] {
  return Object.entries(record ?? {}).map(([key, value]) => ({
    name: `${kind} "${key}"`,
    bytes: JSON.stringify(value)?.length ?? 0,
  }))
}
