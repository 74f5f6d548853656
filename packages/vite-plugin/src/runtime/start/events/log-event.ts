import type { AuthKitEvent } from './auth-kit-event.ts'

/**
 * Writes an event to the server's log, unless it happens every day. This is what `onEvent` of `authkitMiddleware()` does
 * by default; an own handler may call it for what it doesn't do itself.
 */
export function logEvent(event: AuthKitEvent): void {
  if (event.level === 'info') return
  // oxlint-disable-next-line no-console -- the server's log is the only place the operator looks
  console[event.level](...('error' in event ? [event.message, event.error] : [event.message]))
}
