import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'

import { EMPTY_STATE, tokenStore } from './token-store.ts'
import { useAuth } from './use-auth.ts'

/** What {@link useAccessToken} answers. */
export interface UseAccessTokenReturn {
  /** `undefined` while loading, and when nobody is signed in. */
  accessToken: string | undefined
  loading: boolean
  /** Why the last request failed; the token in hand stays. */
  error: Error | null
  /** A new token from the server; `undefined` when nobody is signed in. Rejects when the server can't be asked. */
  refresh: () => Promise<string | undefined>
  /** The token in hand, renewed when it is about to expire. Rejects when the server can't be asked. */
  getAccessToken: () => Promise<string | undefined>
}

/**
 * The access token of the signed-in user, for calls of other services. It is renewed before it expires, while a
 * component uses this hook; keep it in memory only.
 *
 * @throws Error outside of `AuthKitProvider`
 */
export function useAccessToken(): UseAccessTokenReturn {
  const { user, sessionId, organizationId } = useAuth()
  const session = user && JSON.stringify([user.id, sessionId, organizationId])
  const stored = useSyncExternalStore(tokenStore.subscribe, tokenStore.getState, () => EMPTY_STATE)
  // Until the store has heard of it, its token belongs to the session before.
  const state = stored.session === session ? stored : EMPTY_STATE

  useEffect(() => {
    tokenStore.setSession(session)
    if (session === null) return undefined
    void fetchSilently()
    return watchReturn(fetchSilently)
  }, [session])

  // Asked at the time of the call: a component may have kept the function of an earlier render.
  const current = useRef(session)
  useEffect(() => {
    current.current = session
  })
  const ask = useCallback(async (call: () => Promise<string | undefined>) => {
    if (current.current === null) return undefined
    tokenStore.setSession(current.current)
    return call()
  }, [])

  return {
    accessToken: state.token,
    loading: session !== null && (state.loading || !state.isSettled),
    error: state.error,
    refresh: useCallback(() => ask(() => tokenStore.refreshToken()), [ask]),
    getAccessToken: useCallback(() => ask(() => tokenStore.getAccessToken()), [ask]),
  }
}

/** A failure is in the store's state. */
async function fetchSilently(): Promise<void> {
  await tokenStore.getAccessToken().catch(() => {})
}

/** Timers sleep while a tab is in the background, so a token may have expired when the user comes back. */
function watchReturn(onReturn: () => void): () => void {
  const stopped = new AbortController()
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') onReturn()
    },
    stopped,
  )
  for (const event of ['focus', 'online', 'pageshow']) window.addEventListener(event, onReturn, stopped)
  return () => stopped.abort()
}
