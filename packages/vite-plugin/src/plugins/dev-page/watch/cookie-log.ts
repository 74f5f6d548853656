import { createHmac, randomBytes } from 'node:crypto'

import { readCookie } from '../../../runtime/session/cookies/parse-cookies.ts'
import { cookieIdentity, parseSetCookie, type SetCookie } from '../../../runtime/start/set-cookie.ts'

/** Most Set-Cookie values that are remembered; the oldest make room. */
export const MAX_SET_COOKIES = 100

/** A Set-Cookie that the app answered with. Its value is not kept. */
export interface SentCookie {
  readonly browser: string
  readonly name: string
  readonly attributes: Omit<SetCookie, 'name' | 'value'>
  /** Of name and value together: what browsers measure (RFC 6265bis, section 5.7). */
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Path of the request that was answered. */
  readonly by: string
  /** Whether it deletes the cookie. */
  readonly isDeletion: boolean
  /** Whether a later request carried it, of this browser or of another window that calls itself the same. */
  hasReturned: boolean
  /** Tells values apart without keeping them. */
  readonly fingerprint: string
}

/** A request as the log sees it. */
export interface CookieRequest {
  readonly browser: string
  readonly cookieHeader: string
}

/** How a cookie that was sent looks from a later request of the same browser. */
export type Arrival = 'arrived' | 'other value' | 'absent'

/** What the app has set lately, and whether it came back. Bounded; no value is in it. */
export class CookieLog {
  readonly #sent = new Map<string, SentCookie>()
  readonly #key = randomBytes(32)

  /** Remembers what the Set-Cookie values of an answer set, in place of what they replace; and tells it. */
  answer(setCookies: readonly string[], origin: Pick<SentCookie, 'browser' | 'by' | 'at'>): SentCookie[] {
    return setCookies.flatMap((header) => {
      const parsed = tryParse(header)
      if (parsed === undefined) return []
      const id = `${origin.browser}\n${cookieIdentity(parsed)}`
      const sent = this.#toSent(parsed, origin)
      this.#sent.delete(id)
      this.#sent.set(id, sent)
      const [oldest] = this.#sent.keys()
      if (this.#sent.size > MAX_SET_COOKIES && oldest !== undefined) this.#sent.delete(oldest)
      return [sent]
    })
  }

  /** Notes which cookies a request carries. */
  arrive(request: CookieRequest): void {
    for (const sent of this.#sent.values()) {
      if (sent.hasReturned || sent.browser !== request.browser) continue
      const arrival = this.arrivalOf(sent, request)
      sent.hasReturned = sent.isDeletion ? arrival === 'absent' : arrival === 'arrived'
    }
  }

  /** How a cookie looks in a request. */
  arrivalOf(sent: SentCookie, { cookieHeader }: CookieRequest): Arrival {
    const value = readCookie(cookieHeader, sent.name)
    if (value === null) return 'absent'
    return this.#fingerprint(value) === sent.fingerprint ? 'arrived' : 'other value'
  }

  /** The newest first. */
  sentTo(browser: string): SentCookie[] {
    return [...this.#sent.values()].filter((sent) => sent.browser === browser).toReversed()
  }

  #toSent(parsed: SetCookie, origin: Pick<SentCookie, 'browser' | 'by' | 'at'>): SentCookie {
    const { name, value, ...attributes } = parsed
    const { maxAge, expires } = attributes
    return {
      ...origin,
      name,
      attributes,
      bytes: Buffer.byteLength(name) + Buffer.byteLength(value),
      isDeletion:
        maxAge === undefined ? expires !== undefined && expires.getTime() <= origin.at : maxAge <= 0,
      hasReturned: false,
      fingerprint: this.#fingerprint(decode(value)),
    }
  }

  #fingerprint(value: string): string {
    return createHmac('sha256', this.#key).update(value).digest('base64url')
  }
}

function tryParse(header: string): SetCookie | undefined {
  try {
    return parseSetCookie(header)
  } catch {
    return undefined
  }
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
