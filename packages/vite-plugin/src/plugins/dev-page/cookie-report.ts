import { readCookieNames } from '../../runtime/session/cookies/parse-cookies.ts'
import { chunkIndex } from '../../runtime/session/cookies/session-chunks.ts'
import { PKCE_STATE_LIFETIME } from '../../runtime/session/pkce/pkce-state.ts'
import {
  DEFAULT_MAX_PENDING_PKCE_COOKIES,
  isPKCEVerifierCookieName,
} from '../../runtime/session/pkce/verifier-cookies.ts'
import { readSealExpiry } from '../../runtime/session/seal/seal-expiry.ts'
import { MAX_COOKIE_BYTES, type CookieTarget } from './cookie-target.ts'
import { describeLoss, isLost } from './lost-cookies.ts'
import type { CookieLog, SentCookie } from './watch/cookie-log.ts'

/** From here on the next claim may be one too many. */
export const LARGE_COOKIE_BYTES = 3600

/** Where servers and proxies begin to refuse requests: nginx and Apache take 8 KB for a header line. */
export const LARGE_HEADER_BYTES = 7000

/** What a cookie is for. */
export type CookieKind = 'session' | 'sign-in under way' | 'other'

/** One cookie: as it arrived, and as it was set. */
export interface CookieRow {
  readonly name: string
  readonly kind: CookieKind
  /** Bytes of name and value in this request; `undefined` when it didn't come. */
  readonly bytes: number | undefined
  /** Seconds that are left of a sign-in, as its cookie says. */
  readonly secondsLeft: number | undefined
  /** The last Set-Cookie of that name for this browser, if the dev server has seen one. */
  readonly sent: SentCookie | undefined
}

/** What the page says of cookies. */
export interface CookieReport {
  readonly rows: readonly CookieRow[]
  /** Of the whole Cookie header. */
  readonly headerBytes: number
  readonly warnings: readonly string[]
}

/** Puts together the cookies of a request and those that were set before it, and says what is odd about them. */
export function reportCookies(log: CookieLog, target: CookieTarget): CookieReport {
  const { cookieHeader, browser } = target
  const names = [...new Set(readCookieNames(cookieHeader))]
  const sent = log.sentTo(browser)
  const lost = sent.filter((cookie) => isLost(cookie, log, target))
  const rows = [...new Set([...names, ...lost.map(({ name }) => name)])].map((name) =>
    toRow(name, sent, target),
  )
  rows.sort((a, b) => rank(a) - rank(b))
  const headerBytes = Buffer.byteLength(cookieHeader)
  return {
    rows,
    headerBytes,
    warnings: [
      ...lost.map((cookie) => describeLoss(cookie, log, target)),
      ...describeSize(rows, target.sessionCookie),
      ...describeParts(rows, target.sessionCookie),
      ...describeNumber(rows),
      ...(headerBytes > LARGE_HEADER_BYTES
        ? [
            `The cookies of this browser add up to ${headerBytes} bytes in every request. Many servers and proxies ` +
              'refuse more than 8,192 in one line, and Node more than 16,384 of headers together.',
          ]
        : []),
    ],
  }
}

/** Whether a cookie is that of the session, or a part of it. */
export function isSessionCookie(name: string, sessionCookie: string): boolean {
  return name === sessionCookie || chunkIndex(sessionCookie, name) !== undefined
}

function toRow(name: string, sent: readonly SentCookie[], target: CookieTarget): CookieRow {
  const value = rawValue(target.cookieHeader, name)
  const kind = kindOf(name, target.sessionCookie)
  const expiry = kind === 'sign-in under way' && value !== undefined ? readSealExpiry(value) : undefined
  return {
    name,
    kind,
    bytes: value === undefined ? undefined : Buffer.byteLength(name) + Buffer.byteLength(value),
    secondsLeft: expiry === undefined ? undefined : Math.round((expiry - target.now) / 1000),
    sent: sent.find((cookie) => cookie.name === name),
  }
}

function kindOf(name: string, sessionCookie: string): CookieKind {
  if (isSessionCookie(name, sessionCookie)) return 'session'
  return isPKCEVerifierCookieName(name) ? 'sign-in under way' : 'other'
}

function rank({ kind }: CookieRow): number {
  return ['session', 'sign-in under way', 'other'].indexOf(kind)
}

/** As it stands in the header, not decoded. */
function rawValue(cookieHeader: string, name: string): string | undefined {
  const values = cookieHeader.split(';').flatMap((segment) => {
    const equals = segment.indexOf('=')
    return equals !== -1 && segment.slice(0, equals).trim() === name ? [segment.slice(equals + 1).trim()] : []
  })
  return values.at(-1)
}

function describeSize(rows: readonly CookieRow[], sessionCookie: string): string[] {
  return rows.flatMap(({ name, kind, bytes }) => {
    // A part of a large session is as large as may be; it is told of once, below.
    if (bytes === undefined || bytes < LARGE_COOKIE_BYTES || chunkIndex(sessionCookie, name) !== undefined)
      return []
    return [
      `The cookie ${name} has ${bytes} bytes, and browsers ignore cookies of more than ${MAX_COOKIE_BYTES}.` +
        (kind === 'session' ? ` When it grows, it continues in further cookies. ${SMALLER}` : ''),
    ]
  })
}

function describeParts(rows: readonly CookieRow[], sessionCookie: string): string[] {
  const parts = rows.filter(
    ({ name, bytes }) => bytes !== undefined && chunkIndex(sessionCookie, name) !== undefined,
  )
  if (parts.length === 0) return []
  return [`The session doesn't fit into one cookie and continues in ${parts.length} more. ${SMALLER}`]
}

const SMALLER = 'Keep permissions, custom claims of the JWT template and the metadata of users small.'

function describeNumber(rows: readonly CookieRow[]): string[] {
  const { length } = rows.filter(({ kind, bytes }) => kind === 'sign-in under way' && bytes !== undefined)
  if (length <= DEFAULT_MAX_PENDING_PKCE_COOKIES) return []
  return [
    `${length} sign-ins are under way in this browser, each with a cookie of its own. They go after ` +
      `${PKCE_STATE_LIFETIME / 60} minutes; so many at a time mean that something starts sign-ins nobody asked for, ` +
      'such as a prefetched link.',
  ]
}
