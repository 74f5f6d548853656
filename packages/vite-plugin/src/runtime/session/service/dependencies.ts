import type { Clock } from '../clock.ts'

/** The one call of `fetch` the toolkit makes; the global one satisfies it. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>

/** What the toolkit takes from outside. Everything has a default. */
export interface AuthKitDependencies {
  /** Fetches the key set. Default: the global `fetch`, looked up at each call. */
  fetch?: FetchLike | undefined
  /** Default: the machine's clock. */
  clock?: Clock | undefined
}
