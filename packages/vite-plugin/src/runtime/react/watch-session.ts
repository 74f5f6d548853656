import { checkSessionAction } from '../start/functions/check-session-action.ts'

/**
 * Asks the server, whenever the user comes back to this tab, whether the session still is there.
 *
 * @param onExpired called when the server says no; a network failure says nothing
 * @returns stops watching
 */
export function watchSession(onExpired: () => void): () => void {
  let isChecking = false
  async function check(): Promise<void> {
    if (isChecking || document.visibilityState !== 'visible') return
    isChecking = true
    const isSignedIn = await checkSessionAction().catch(() => true)
    isChecking = false
    if (!isSignedIn && !stopped.signal.aborted) onExpired()
  }
  const stopped = new AbortController()
  document.addEventListener('visibilitychange', check, stopped)
  window.addEventListener('focus', check, stopped)
  return () => stopped.abort()
}
