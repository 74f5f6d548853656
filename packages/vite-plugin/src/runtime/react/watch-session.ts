import { getAuthAction } from '../start/functions/get-auth-action.ts'
import type { AuthAnswer } from './auth-context-type.ts'

/**
 * Asks the server who is signed in whenever the user comes back to this tab: another tab may have changed it.
 *
 * @param onAnswer called with every answer; a failure is none, be it of the network or of WorkOS
 * @returns stops watching
 */
export function watchSession(onAnswer: (auth: AuthAnswer) => void): () => void {
  let isChecking = false
  async function check(): Promise<void> {
    if (isChecking || document.visibilityState !== 'visible') return
    isChecking = true
    const auth = await getAuthAction().catch(() => null)
    isChecking = false
    if (auth && !('unavailable' in auth) && !stopped.signal.aborted) onAnswer(auth)
  }
  const stopped = new AbortController()
  document.addEventListener('visibilitychange', check, stopped)
  window.addEventListener('focus', check, stopped)
  return () => stopped.abort()
}
