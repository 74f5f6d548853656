import { useCallback, useMemo, useSyncExternalStore } from 'react'

import { judgeRecentAuth } from '../start/recent-auth.ts'
import type { RecentAuth } from '../start/recent-auth.ts'
import { useAccessToken } from './use-access-token.ts'
import { useTokenClaims } from './use-token-claims.ts'

/** What {@link useRecentAuth} answers. */
export type RecentAuthState =
  | { loading: true; authenticatedAt: undefined; isStale: undefined }
  | ({ loading: false } & RecentAuth)

/** Timers can't count further, in milliseconds. */
const MAX_TIMER = 2 ** 31 - 1

/**
 * Whether the user has actively signed in within the last `maxAge` seconds, for what a page shows; renders again when
 * that time has passed. A server asks `checkRecentAuth()`. Stale when nobody is signed in, or when the token doesn't
 * say.
 *
 * @param options `maxAge`: seconds
 * @throws Error outside of `AuthKitProvider`
 */
export function useRecentAuth({ maxAge }: { maxAge: number }): RecentAuthState {
  const { loading } = useAccessToken()
  const { auth_time: authTime } = useTokenClaims()
  const subscribe = useCallback(
    (onChange: () => void) => onceStale(authTime, maxAge, onChange),
    [authTime, maxAge],
  )
  const isStale = useSyncExternalStore(
    subscribe,
    () => judgeRecentAuth(authTime, maxAge, Math.floor(Date.now() / 1000)).isStale,
    () => true,
  )
  const { authenticatedAt } = useMemo(() => judgeRecentAuth(authTime, maxAge, 0), [authTime, maxAge])
  if (loading) return { loading, authenticatedAt: undefined, isStale: undefined }
  return authenticatedAt ? { loading, authenticatedAt, isStale } : { loading, authenticatedAt, isStale: true }
}

/** Calls back when a fresh sign-in has become stale; returns how to stop waiting for it. */
function onceStale(authTime: number | undefined, maxAge: number, onChange: () => void): () => void {
  // The first whole second after the limit.
  const delay = ((authTime ?? 0) + maxAge + 1) * 1000 - Date.now()
  const timer = delay > 0 && delay <= MAX_TIMER ? setTimeout(onChange, delay) : undefined
  return () => clearTimeout(timer)
}
