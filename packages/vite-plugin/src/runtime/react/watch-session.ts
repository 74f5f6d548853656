import { getAuthAction } from '../start/functions/get-auth-action.ts'
import type { AuthAnswer } from './auth-context-type.ts'

/** Through which the tabs of an app tell each other whose session they have, once they know. */
const CHANNEL = 'authkit-session'

/** That of the watch under way: a channel doesn't hear what it says itself. */
let channel: BroadcastChannel | undefined

/** Whose session a tab has: the same text in every tab as long as nothing changes. */
function sessionOf(auth: AuthAnswer): string {
  return auth.user ? [auth.sessionId, auth.organizationId].join(' ') : ''
}

/** Tells the other tabs that nobody is signed in any more. */
export function tellSignOut(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin only
  channel?.postMessage('')
}

/**
 * Keeps a tab up to date with what other tabs do. It tells them whose session it has; a tab that hears of another one asks
 * the server, at once or when its user comes back to it. With a user it asks whenever that happens: a tab of another
 * window, or an administrator, may have ended the session.
 *
 * @param auth what this tab shows
 * @param onAnswer called with every answer; a failure is none, be it of the network or of WorkOS
 * @returns stops watching
 */
export function watchSession(auth: AuthAnswer, onAnswer: (auth: AuthAnswer) => void): () => void {
  const session = sessionOf(auth)
  const stopped = new AbortController()
  let isOutdated = session !== ''
  let isChecking = false
  async function check(): Promise<void> {
    if (isChecking || !isOutdated || document.visibilityState !== 'visible') return
    isChecking = true
    const answer = await getAuthAction().catch(() => null)
    isChecking = false
    if (!answer || 'unavailable' in answer || stopped.signal.aborted) return
    isOutdated = session !== ''
    onAnswer(answer)
  }
  document.addEventListener('visibilitychange', check, stopped)
  window.addEventListener('focus', check, stopped)
  // Where there is none, a tab finds out when its user comes back to it.
  const opened = typeof BroadcastChannel === 'function' ? new BroadcastChannel(CHANNEL) : undefined
  opened?.addEventListener(
    'message',
    ({ data }) => {
      if (data === session) return
      isOutdated = true
      void check()
    },
    stopped,
  )
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin only
  opened?.postMessage(session)
  channel = opened
  return () => {
    stopped.abort()
    opened?.close()
    // A closed one throws when it is spoken into, and a sign-out would stay on the page.
    if (channel === opened) channel = undefined
  }
}
