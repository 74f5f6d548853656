import { removeResponseHeader, setResponseHeader } from '@tanstack/react-start/server'

import type { AuthResult } from '../session/index.ts'

/** Headers with which a route can tell a CDN something else than Cache-Control says (RFC 9213, and its forerunners). */
const CDN_HEADERS = /(?:^|-)cdn-cache-control$|^surrogate-control$/

/**
 * Keeps a document that says who is signed in from being served to anybody else: with a user in it, whatever its
 * route says, it is for this visitor alone; without one it may be shared, by cookie.
 */
export function keepOutOfSharedCaches(response: Response, auth: AuthResult): void {
  if (auth.user !== null) {
    keepPrivate(response)
    return
  }
  const vary = response.headers.get('vary')
  setHeader(response, 'vary', vary === null ? 'Cookie' : `${vary}, Cookie`)
}

/** Keeps a response out of every cache: it is about one visitor, or gives them a cookie, whatever its route says. */
export function keepPrivate(response: Response): void {
  // A switch of protocols, or a network error: nothing that a cache keeps.
  if (response.status < 200) return
  const { headers } = response
  if (!headers.get('cache-control')?.includes('no-store')) {
    setHeader(response, 'cache-control', 'private, no-store')
  }
  for (const name of [...headers.keys()].filter((name) => CDN_HEADERS.test(name))) {
    headers.delete(name)
    // The framework applies what handlers gave to its helpers once more, over what is on the response.
    removeResponseHeader(name)
  }
}

function setHeader(response: Response, name: 'cache-control' | 'vary', value: string): void {
  response.headers.set(name, value)
  setResponseHeader(name, value)
}
