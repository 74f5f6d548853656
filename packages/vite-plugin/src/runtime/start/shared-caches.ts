import { removeResponseHeader, setResponseHeader } from '@tanstack/react-start/server'

import type { AuthResult } from '../session/index.ts'

/** Headers with which a route can tell a CDN something else than Cache-Control says (RFC 9213, and its forerunners). */
const CDN_HEADERS = /(?:^|-)cdn-cache-control$|^surrogate-control$/

/**
 * Keeps a document that says who is signed in from being served to anybody else: with a user in it, whatever its
 * route says, it is for this visitor alone; without one it may be shared, by cookie.
 */
export function keepOutOfSharedCaches(response: Response, auth: AuthResult): void {
  const { headers } = response
  if (auth.user === null) {
    const vary = headers.get('vary')
    setHeader(response, 'vary', vary === null ? 'Cookie' : `${vary}, Cookie`)
    return
  }
  setHeader(response, 'cache-control', 'private, no-store')
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
