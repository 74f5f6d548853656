import type { CookieRequest } from './watch/cookie-log.ts'

/** What browsers keep of one cookie, name and value together, in bytes (RFC 6265bis, section 5.7). */
export const MAX_COOKIE_BYTES = 4096

/** Where the request came to. */
export interface CookieTarget extends CookieRequest {
  readonly hostname: string
  readonly isSecure: boolean
  /** Name of the session cookie. */
  readonly sessionCookie: string
  /** Milliseconds since the epoch. */
  readonly now: number
}
