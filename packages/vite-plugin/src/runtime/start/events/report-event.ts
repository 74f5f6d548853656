import { getRequestStateOrNull } from '../context.ts'
import type { AuthKitEvent, AuthKitEventDetails, AuthKitEventHandler } from './auth-kit-event.ts'
import { describeEvent } from './describe-event.ts'
import { tellDevServer } from './dev-listeners.ts'
import { logEvent } from './log-event.ts'
import { toReportedError } from './reported-error.ts'

/**
 * Tells the app what happened: its own handler in a request of `authkitMiddleware()`, else the log.
 *
 * @param onEvent the handler, where the middleware is still at its beginning
 */
export function reportEvent(
  details: AuthKitEventDetails,
  onEvent: AuthKitEventHandler = getRequestStateOrNull()?.onEvent ?? logEvent,
): void {
  const event: AuthKitEvent = { ...describeEvent(details), ...details }
  tellDevServer(event)
  void tell(onEvent, event)
}

async function tell(onEvent: AuthKitEventHandler, event: AuthKitEvent): Promise<void> {
  try {
    await onEvent(event)
  } catch (error) {
    // oxlint-disable-next-line no-console -- whoever is to be told of failures has failed
    console.error('`onEvent` of authkitMiddleware() failed.', toReportedError(error))
  }
}
