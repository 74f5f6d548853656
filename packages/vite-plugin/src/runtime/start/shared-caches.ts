import { getResponseHeaders, removeResponseHeader, setResponseHeader } from '@tanstack/react-start/server'

import type { RequestState } from './request-state.ts'

/** With which a route can tell a CDN or a proxy something else than Cache-Control says (RFC 9213, and its forerunners). */
const CDN_HEADERS = /(?:^|-)cdn-cache-control$|^surrogate-control$|^edge-control$|^x-accel-expires$/

const PRIVATE = 'private, no-store'

/**
 * Keeps a response out of shared caches, as far as it depends on this visitor: one that sets a cookie, or that was made
 * while somebody is signed in by what the session says. One that would be the same for everybody who isn't signed in may
 * be shared, by cookie; one that never looked at the session stays as it is.
 */
export function keepOutOfSharedCaches(response: Response, state: RequestState, setsCookies: boolean): void {
  // A switch of protocols, or a network error: nothing that a cache keeps.
  if (response.status < 200) return
  if (setsCookies || isPersonal(state)) keepPrivate(response.headers)
  else if (state.isAuthRead) varyByCookie(response.headers)
}

/** The same for a handler that failed: what it told the framework so far is on the answer that reports the failure. */
export function keepFailureOutOfSharedCaches(state: RequestState, setsCookies: boolean): void {
  if (!setsCookies && !isPersonal(state)) return
  for (const name of cdnHeadersIn(getResponseHeaders())) removeResponseHeader(name)
  setResponseHeader('cache-control', PRIVATE)
}

/** Somebody who may be signed in counts as somebody: that WorkOS can't be asked is nothing to remember. */
function isPersonal({ auth, isAuthRead, isUnknown }: RequestState): boolean {
  return isAuthRead && (auth.user !== null || isUnknown)
}

/** A list of its own: names are removed while it is gone through. */
function cdnHeadersIn(headers: Pick<Headers, 'keys'>): string[] {
  return [...headers.keys()].filter((name) => CDN_HEADERS.test(name))
}

function keepPrivate(headers: Headers): void {
  if (!isKeptOut(headers.get('cache-control'))) setHeader(headers, 'cache-control', PRIVATE)
  for (const name of cdnHeadersIn(headers)) {
    headers.delete(name)
    // The framework applies what handlers gave to its helpers once more, over what is on the response.
    removeResponseHeader(name)
  }
}

/** Whether no shared cache may store it (RFC 9111, section 3): with names of headers, `private` is about these alone. */
function isKeptOut(cacheControl: string | null): boolean {
  const directives = new Set(
    cacheControl
      ?.toLowerCase()
      .split(',')
      .map((directive) => directive.trim()),
  )
  return directives.has('private') || (directives.has('no-store') && !directives.has('must-understand'))
}

function varyByCookie(headers: Headers): void {
  const vary = headers.get('vary')
  const names = vary
    ?.toLowerCase()
    .split(',')
    .map((name) => name.trim())
  if (names?.includes('cookie') || names?.includes('*')) return
  setHeader(headers, 'vary', vary === null ? 'Cookie' : `${vary}, Cookie`)
}

function setHeader(headers: Headers, name: 'cache-control' | 'vary', value: string): void {
  headers.set(name, value)
  setResponseHeader(name, value)
}
