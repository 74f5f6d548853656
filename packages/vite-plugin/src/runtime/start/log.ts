/** Tells the operator of the app about a failure that the visitor only sees the outside of. */
export function logError(message: string, error?: unknown): void {
  // oxlint-disable-next-line no-console -- the server's log is the only place the operator looks
  console.error(...(error === undefined ? [message] : [message, error]))
}
