/** The one call of `fetch` that the toolkit makes; the global one satisfies it. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>

/** What the toolkit takes from outside. Everything has a default. */
export interface AuthKitDependencies {
  /** Fetches the key set. Default: the global `fetch`. */
  fetch?: FetchLike | undefined
  /** Waits that many milliseconds before the one retry of a rate-limited refresh. Default: a timer. */
  sleep?: ((milliseconds: number) => Promise<void>) | undefined
  /** Tells the operator of something that no caller is told of: a refresh store that fails. Default: `console.warn`. */
  warn?: ((message: string, error: unknown) => void) | undefined
}

/** The global `fetch`, looked up at each call, so that what an app installs there later counts. */
export const globalFetch: FetchLike = (url, init) => fetch(url, init)

/** Writes to the log of the server. */
export function warn(message: string, error: unknown): void {
  // oxlint-disable-next-line no-console -- the server's log is the only place the operator looks
  console.warn(message, error)
}

/** Resolves after that many milliseconds. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
