import { createRemoteJWKSet, customFetch, errors } from 'jose'
import type { JWTVerifyGetKey } from 'jose'

import type { FetchLike } from '../dependencies.ts'
import { KeySetUnavailable } from './key-set-unavailable.ts'

/** How long a fetched key set is used before it is fetched again, in milliseconds. */
export const KEY_SET_MAX_AGE = 600_000

/** How long after a fetch an unknown key id doesn't cause another one, in milliseconds. */
export const KEY_SET_COOLDOWN = 30_000

/** How long after a failed fetch no other is tried, in milliseconds. */
export const KEY_SET_RETRY_DELAY = 10_000

/** How long a fetch may take, in milliseconds. */
export const KEY_SET_TIMEOUT = 5000

const sources = new WeakMap<FetchLike, Map<string, JWTVerifyGetKey>>()

/** The key source of an address: one for each address and `fetch` in the process, so keys are imported once. */
export function getKeySource(url: string, fetch: FetchLike): JWTVerifyGetKey {
  const known = sources.get(fetch) ?? new Map<string, JWTVerifyGetKey>()
  sources.set(fetch, known)
  const source = known.get(url) ?? createKeySource(url, fetch)
  known.set(url, source)
  return source
}

/**
 * Finds the key of a token in a remote key set. When the set can't be fetched, keys fetched before stay in use;
 * without any, {@link KeySetUnavailable} says that nothing is known about the token.
 */
export function createKeySource(url: string, fetch: FetchLike): JWTVerifyGetKey {
  let dueAt = 0
  let retryAt = 0
  const remote = createRemoteJWKSet(new URL(url), {
    // Its own expiry would throw away good keys when the set can't be fetched; `dueAt` is ours.
    cacheMaxAge: Infinity,
    cooldownDuration: KEY_SET_COOLDOWN,
    timeoutDuration: KEY_SET_TIMEOUT,
    [customFetch]: async (address, init) => {
      if (Date.now() < retryAt) throw new KeySetUnavailable(url)
      return fetch(address, init)
    },
  })

  function unavailable(cause: unknown): KeySetUnavailable {
    if (cause instanceof KeySetUnavailable) return cause
    retryAt = Date.now() + KEY_SET_RETRY_DELAY
    return new KeySetUnavailable(url, cause)
  }

  async function reload(): Promise<void> {
    try {
      await remote.reload()
      dueAt = Date.now() + KEY_SET_MAX_AGE
    } catch (error) {
      const failure = unavailable(error)
      if (dueAt === 0) throw failure
    }
  }

  return async (header, token) => {
    if (Date.now() >= dueAt) await reload()
    try {
      return await remote(header, token)
    } catch (error) {
      if (isAboutTheToken(error)) throw error
      throw unavailable(error)
    }
  }
}

function isAboutTheToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys
}
