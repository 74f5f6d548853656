import { setResponseHeader, setResponseStatus } from '@tanstack/react-start/server'

import { AuthKitError } from '../session/errors.ts'
import { isPrefetch } from './request-guards.ts'
import type { RequestState } from './request-state.ts'

/**
 * What a prefetch is answered with that must not be made. Browsers throw away what came with an error, and ask again
 * when the user comes; a prefetched 204 would count as the page, and the click on its link do nothing.
 */
const REFUSED = 503

const NO_STORE = 'private, no-store'

/** Answers a prefetch of a route that does something. */
export function createPrefetchRefusal(): Response {
  return new Response(null, { status: REFUSED, headers: { 'cache-control': NO_STORE } })
}

/**
 * The same answer as a refusal: the error that a caller gets is in it. Releases of Start that are built on h3 leave a
 * response as it is; on others see {@link tellPrefetchRefusal}.
 */
export function toPrefetchRefusal(response: Response): Response {
  const refusal = new Response(response.body, { status: REFUSED, headers: response.headers })
  refusal.headers.set('cache-control', NO_STORE)
  return refusal
}

/** Takes back what the handler told the framework, which that would apply once more, over the refusal. */
export function tellPrefetchRefusal(): void {
  setResponseStatus(REFUSED)
  setResponseHeader('cache-control', NO_STORE)
}

/**
 * Keeps what begins or ends something from being done for a prefetch: nobody has come to the page yet. Whatever the
 * page makes of the error, the middleware answers with status 503.
 *
 * @throws AuthKitError `ERR_PREFETCH`
 */
export function refusePrefetch(state: RequestState): void {
  if (!isPrefetch(state.request)) return
  state.isPrefetchRefused = true
  throw new AuthKitError(
    'Nothing was done: the browser only prefetches this page (Sec-Purpose), and a sign-in, a sign-out or a switch of ' +
      'the organization is for a user who has come. The browser asks for the page again then.',
    undefined,
    undefined,
    'ERR_PREFETCH',
  )
}
