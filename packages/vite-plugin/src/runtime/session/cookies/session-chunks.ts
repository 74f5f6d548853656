import { SessionEncryptionError } from '../errors.ts'
import { fnv1a32 } from '../fnv1a.ts'

/**
 * How long the header line `Set-Cookie: …` may be, in bytes. Browsers keep 4,096 of name and value together (RFC
 * 6265bis, section 5.6), and some proxies drop a line that is longer than that.
 */
export const MAX_SET_COOKIE_LINE = 4096

/**
 * In how many cookies a session may continue. Each request brings all of them back, and Node refuses a request whose
 * headers have more than 16 KiB.
 */
export const MAX_SESSION_CHUNKS = 3

/** What a header line has besides its value. */
const LINE_OVERHEAD = 'Set-Cookie: \r\n'.length

const MANIFEST = /^chunks\.(\d)\.([\da-f]{8})$/

/** Of a session that continues in other cookies: what the session cookie itself says. */
export interface Manifest {
  /** In how many. */
  readonly count: number
  /** Of all of them together. */
  readonly checksum: string
}

/** The name of a cookie in which a session continues, counted from 0. */
export function chunkName(cookieName: string, index: number): string {
  return `${cookieName}.${index}`
}

/** Which part of a session the cookie of that name holds; `undefined` when it holds none. */
export function chunkIndex(cookieName: string, name: string): number | undefined {
  if (!name.startsWith(`${cookieName}.`)) return undefined
  const index = Number(name.slice(cookieName.length + 1))
  return index < MAX_SESSION_CHUNKS && name === chunkName(cookieName, index) ? index : undefined
}

/** What the value of a session cookie says about others; `undefined` when it is the whole session. */
export function readManifest(value: string): Manifest | undefined {
  const [, count, checksum] = MANIFEST.exec(value) ?? []
  return checksum === undefined ? undefined : { count: Number(count), checksum }
}

/** How to write the Set-Cookie value of a cookie. */
export type Serialize = (name: string, value: string) => string

/**
 * The Set-Cookie values of a session: one when it fits, as `@workos/authkit-session` writes it; else its chunks, and
 * last the session cookie, which says how many they are. `undefined` when it takes too many.
 */
export function splitSession(cookieName: string, sealed: string, serialize: Serialize): string[] | undefined {
  const whole = serialize(cookieName, sealed)
  if (lineLength(whole) <= MAX_SET_COOKIE_LINE) return [whole]
  const room = MAX_SET_COOKIE_LINE - lineLength(serialize(chunkName(cookieName, 0), ''))
  const chunks = splitByEncodedLength(sealed, room)
  if (chunks.length > MAX_SESSION_CHUNKS) return undefined
  return [
    ...chunks.map((chunk, index) => serialize(chunkName(cookieName, index), chunk)),
    serialize(cookieName, `chunks.${chunks.length}.${fnv1a32(sealed)}`),
  ]
}

/**
 * Puts a session together again.
 *
 * @param chunks as the browser sent them, in order; `null` for one that it didn't send
 * @throws SessionEncryptionError `ERR_SESSION_INCOMPLETE` when one is missing, or is of another session
 */
export function joinSession({ checksum }: Manifest, chunks: readonly (string | null)[]): string {
  const missing = chunks.filter((chunk) => chunk === null).length
  if (missing > 0) {
    throw new SessionEncryptionError(
      `The session continues in ${chunks.length} cookies, and ${missing} of them didn't come back: something between ` +
        'the app and the browser keeps one Set-Cookie of several, or drops long headers. Make the session smaller, so ' +
        'that it fits in one cookie, or have every Set-Cookie passed on.',
      undefined,
      'ERR_SESSION_INCOMPLETE',
    )
  }
  const sealed = chunks.join('')
  if (fnv1a32(sealed) !== checksum) {
    throw new SessionEncryptionError(
      'The cookies in which the session continues are not of one session: some were lost on the way to the browser.',
      undefined,
      'ERR_SESSION_INCOMPLETE',
    )
  }
  return sealed
}

function lineLength(setCookie: string): number {
  return LINE_OVERHEAD + new TextEncoder().encode(setCookie).length
}

/** Parts of a text, each of which takes so many bytes at most when it is encoded for a cookie. */
function splitByEncodedLength(text: string, room: number): string[] {
  const parts: string[] = []
  let part = ''
  let length = 0
  for (const character of text) {
    const more = encodeURIComponent(character).length
    if (length + more > room) {
      parts.push(part)
      part = ''
      length = 0
    }
    part += character
    length += more
  }
  return [...parts, part]
}
