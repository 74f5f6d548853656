import { BoundedCache } from './bounded-cache.ts'
import type { PackedSession } from './packed-session.ts'

/** Default bound of the cache of verified sessions, in entries. */
export const DEFAULT_SESSION_CACHE_MAX_ENTRIES = 10_000

/** Default bound of the cache of verified sessions, in bytes: 16 MiB, some 4,500 ordinary sessions. */
export const DEFAULT_SESSION_CACHE_MAX_BYTES: number = 16 * 1024 * 1024

/** What an entry takes besides its text, in bytes: objects, headers of strings, and its place in the map, on V8. */
export const SESSION_CACHE_ENTRY_OVERHEAD = 400

/** Bounds of a {@link SessionCache}; 0 switches it off. */
export interface SessionCacheLimits {
  /** @defaultValue `DEFAULT_SESSION_CACHE_MAX_ENTRIES` */
  maxEntries?: number | undefined
  /** @defaultValue `DEFAULT_SESSION_CACHE_MAX_BYTES` */
  maxBytes?: number | undefined
}

/**
 * Remembers verified sessions by the exact value of their cookie: each until its access token expires, and all of
 * them only while the keys are the ones they were verified with.
 */
export class SessionCache {
  readonly #entries: BoundedCache<PackedSession>
  #keysVersion = 0

  constructor({
    maxEntries = DEFAULT_SESSION_CACHE_MAX_ENTRIES,
    maxBytes = DEFAULT_SESSION_CACHE_MAX_BYTES,
  }: SessionCacheLimits = {}) {
    this.#entries = new BoundedCache({ maxEntries, maxBytes })
  }

  get size(): number {
    return this.#entries.size
  }

  /** What the entries take in memory. */
  get bytes(): number {
    return this.#entries.bytes
  }

  /** @param keysVersion version of the keys that are in use now: higher than all before it, or the same */
  get(sealed: string, keysVersion: number): PackedSession | undefined {
    this.#forgetIfOlderThan(keysVersion)
    return this.#entries.get(sealed)
  }

  /** @param keysVersion version of the keys that the session was verified with */
  set(sealed: string, session: PackedSession, keysVersion: number): void {
    this.#forgetIfOlderThan(keysVersion)
    if (keysVersion !== this.#keysVersion) return
    const { accessToken, refreshToken, rest, expiresAt } = session
    // Seals and tokens are ASCII.
    const bytes =
      SESSION_CACHE_ENTRY_OVERHEAD + sealed.length + accessToken.length + refreshToken.length + bytesOf(rest)
    // A copy: what came out of a header may be a slice of it, and would keep all of it in memory.
    this.#entries.set(structuredClone(sealed), session, { bytes, expiresAt })
  }

  #forgetIfOlderThan(keysVersion: number): void {
    if (keysVersion <= this.#keysVersion) return
    this.#entries.clear()
    this.#keysVersion = keysVersion
  }
}

/** V8 keeps a text in one byte for each UTF-16 code unit where all of them are Latin-1, else in two. */
function bytesOf(text: string): number {
  return /[^ -ÿ]/.test(text) ? 2 * text.length : text.length
}
