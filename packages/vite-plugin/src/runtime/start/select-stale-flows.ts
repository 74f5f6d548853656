import { DEFAULT_MAX_PENDING_PKCE_COOKIES } from '../session/index.ts'

/** How long a sign-in is kept however many others there are, in milliseconds: somebody may be typing a password. */
export const MIN_FLOW_AGE = 60_000

/**
 * How much of a request the verifier cookies may take, in bytes. Beyond it young ones go as well: Node answers 431 to
 * more than 16 KiB of headers, to every request of the browser.
 */
export const MAX_FLOW_BYTES: number = 12 * 1024

/** A verifier cookie that a request carries. */
export interface PendingFlow {
  cookieName: string
  /** What it takes in the Cookie header. */
  bytes: number
  /** Milliseconds since it began; `Infinity` when it doesn't say. */
  age: number
}

/**
 * Which sign-ins to forget when another begins, oldest first to go: those beyond
 * {@link DEFAULT_MAX_PENDING_PKCE_COOKIES} that are older than {@link MIN_FLOW_AGE}, and those that would make the request
 * too large.
 *
 * @param bytes what the new one takes
 */
export function selectStaleFlows(flows: readonly PendingFlow[], bytes: number): string[] {
  // RFC 6265, section 5.4: of cookies with the same path, browsers send the older ones first.
  const youngestFirst = flows.toReversed().toSorted((a, b) => a.age - b.age)
  let total = bytes
  return youngestFirst.flatMap((flow, index) => {
    const isTooMany = index >= DEFAULT_MAX_PENDING_PKCE_COOKIES - 1 && flow.age >= MIN_FLOW_AGE
    if (isTooMany || total + flow.bytes > MAX_FLOW_BYTES) return [flow.cookieName]
    total += flow.bytes
    return []
  })
}
