import { BoundedCache } from './bounded-cache.ts'
import type { SessionWithClaims } from './session-with-claims.ts'
import { sizeInMemory } from './size-in-memory.ts'

/** Default bound of the cache of verified sessions, in entries. */
export const DEFAULT_SESSION_CACHE_MAX_ENTRIES = 10_000

/** Default bound of the cache of verified sessions, in bytes: 24 MiB, some 4,500 ordinary sessions. */
export const DEFAULT_SESSION_CACHE_MAX_BYTES: number = 24 * 1024 * 1024

/** What an entry takes besides its cookie and its session: its place in the map and in the list, in bytes. */
export const SESSION_CACHE_ENTRY_OVERHEAD = 384

/** Characters of a seal's end that tell it from others: its signature, 32 bytes in base64url. */
const SIGNATURE_LENGTH = 43

/** Bounds of a {@link SessionCache}; 0 switches it off. */
export interface SessionCacheLimits {
  /** @defaultValue `DEFAULT_SESSION_CACHE_MAX_ENTRIES` */
  maxEntries?: number | undefined
  /** @defaultValue `DEFAULT_SESSION_CACHE_MAX_BYTES` */
  maxBytes?: number | undefined
}

interface Remembered {
  readonly sealed: string
  readonly session: SessionWithClaims
}

/**
 * Remembers verified sessions by the exact value of their cookie: each until its access token expires, and all of
 * them only while the keys are the ones they were verified with.
 *
 * Nobody may change what goes in or comes out.
 */
export class SessionCache {
  /** By the end of the seal, because hashing all of it takes longer than all the rest; then the whole is compared. */
  readonly #entries: BoundedCache<Remembered>
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

  /** What the entries take in memory, rather too much than too little. */
  get bytes(): number {
    return this.#entries.bytes
  }

  /** @param keysVersion version of the keys that are in use now: higher than all before it, or the same */
  get(sealed: string, keysVersion: number): SessionWithClaims | undefined {
    this.#forgetIfOlderThan(keysVersion)
    const found = this.#entries.get(endOf(sealed))
    return found?.sealed === sealed ? found.session : undefined
  }

  /**
   * @param keysVersion version of the keys that the session was verified with
   * @param expiresAt end of its access token; milliseconds since the epoch, by the clock of this machine
   */
  set(sealed: string, session: SessionWithClaims, keysVersion: number, expiresAt: number): void {
    this.#forgetIfOlderThan(keysVersion)
    if (keysVersion !== this.#keysVersion) return
    // A copy: what came out of a header may be a slice of it, and would keep all of it in memory.
    const copy = structuredClone(sealed)
    this.#entries.set(
      endOf(copy),
      { sealed: copy, session },
      {
        bytes: SESSION_CACHE_ENTRY_OVERHEAD + sizeInMemory(sealed) + sizeInMemory(session),
        expiresAt,
      },
    )
  }

  #forgetIfOlderThan(keysVersion: number): void {
    if (keysVersion <= this.#keysVersion) return
    this.#entries.clear()
    this.#keysVersion = keysVersion
  }
}

function endOf(sealed: string): string {
  return sealed.slice(-SIGNATURE_LENGTH)
}
