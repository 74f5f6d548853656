import { copyJson } from '../cache/copy-json.ts'
import { SessionCache } from '../cache/session-cache.ts'
import type { SessionCacheLimits } from '../cache/session-cache.ts'
import type { SessionWithClaims } from '../cache/session-with-claims.ts'
import type { TokenRefreshError } from '../errors.ts'
import { shareWork } from '../share-work.ts'
import type { KeySource } from '../tokens/key-source.ts'
import type { BaseTokenClaims } from '../tokens/token-claims.ts'
import type { AuthKitCore } from './auth-kit-core.ts'
import { toSignedIn } from './auth-result.ts'
import type { SignedIn } from './auth-result.ts'

/** Who a sealed session belongs to, and its new seal when it had to be refreshed. */
export interface ResolvedSession<TCustomClaims> {
  auth: SignedIn<TCustomClaims>
  refreshedSessionData?: string
  /** Why it could not be refreshed, while it goes on for its grace. */
  error?: TokenRefreshError
}

/** Shared by requests, so not to be changed. */
interface Resolution extends SessionWithClaims {
  readonly refreshedSessionData?: string
  readonly error?: TokenRefreshError
}

type ResolvingCore = Pick<
  AuthKitCore,
  'decryptSession' | 'validateAndRefresh' | 'encryptSession' | 'toLocalTime'
>

/**
 * From the bytes of a session cookie to its user: unseal, verify, refresh.
 *
 * The outcome depends on these bytes, the configuration, the keys and the time only. So a verified session is
 * remembered while all of these stay the same, and requests that come with the same bytes at the same time share one
 * resolution. Each gets objects of its own.
 */
export class SessionResolver {
  readonly #core: ResolvingCore
  readonly #keys: KeySource
  readonly #cache: SessionCache
  readonly #underWay = new Map<string, Promise<Resolution>>()

  /** The configuration of the core must not change, and `keys` must be what it verifies with. */
  constructor(core: ResolvingCore, keys: KeySource, limits: SessionCacheLimits) {
    this.#core = core
    this.#keys = keys
    this.#cache = new SessionCache(limits)
  }

  /** @throws SessionEncryptionError or TokenRefreshError */
  async resolve<TCustomClaims>(sealed: string): Promise<ResolvedSession<TCustomClaims>> {
    let remembered = this.#cache.get(sealed, this.#keys.version)
    if (remembered && this.#keys.isOld) {
      // A key that was taken out must be noticed as soon as without a cache.
      await this.#keys.refreshIfOld()
      remembered = this.#cache.get(sealed, this.#keys.version)
    }
    if (remembered) return toResolved(remembered)
    return toResolved(await shareWork(this.#underWay, sealed, () => this.#resolveAnew(sealed)))
  }

  async #resolveAnew(sealed: string): Promise<Resolution> {
    const unsealed = await this.#core.decryptSession(sealed)
    await this.#keys.refreshIfOld()
    const keysVersion = this.#keys.version
    const { session, claims, refreshed, verified, untrusted, failure } =
      await this.#core.validateAndRefresh(unsealed)
    // Saved, it would be refreshed again with every request.
    if (untrusted) throw untrusted
    const refreshedSessionData = refreshed ? await this.#core.encryptSession(session) : undefined
    // When other keys have come in the meantime, the cache takes it for older than it may be, and forgets it.
    if (verified) {
      // RFC 7519, section 4.1.4: on that second a token is no longer good. Every verified one has it.
      const expiresAt = this.#core.toLocalTime(claims.exp ?? 0)
      this.#cache.set(refreshedSessionData ?? sealed, { session, claims }, keysVersion, expiresAt)
    }
    return {
      session,
      claims,
      ...(refreshedSessionData && { refreshedSessionData }),
      ...(failure && { error: failure }),
    }
  }
}

function toResolved<TCustomClaims>({
  session,
  claims,
  refreshedSessionData,
  error,
}: Resolution): ResolvedSession<TCustomClaims> {
  return {
    // The claims an app adds are its own declaration; nothing here knows them.
    auth: toSignedIn(copyJson(session), copyJson(claims) as BaseTokenClaims & TCustomClaims),
    ...(refreshedSessionData && { refreshedSessionData }),
    ...(error && { error }),
  }
}
