import { BoundedCache } from '../session/cache/bounded-cache.ts'
import { readCookie, readCookieNames } from '../session/cookies/parse-cookies.ts'
import { isPKCEVerifierCookieName } from '../session/index.ts'
import { PKCE_STATE_LIFETIME } from '../session/pkce/pkce-state.ts'
import { readSealExpiry } from '../session/seal/seal-expiry.ts'
import type { AuthService } from './authkit.ts'
import { setCookiesOf } from './response-cookies.ts'
import { selectStaleFlows } from './select-stale-flows.ts'
import type { PendingFlow } from './select-stale-flows.ts'
import { createUnsentResponse } from './unsent-response.ts'

/** How many finished sign-ins are remembered until their verifier cookies are cleared. */
export const MAX_FINISHED_FLOWS = 1_000

/** A sign-in that is finished. */
export interface FinishedFlow {
  /** The session that it began. */
  readonly sessionId: string | undefined
  /** Whether it is known that the session reached the browser, or that it didn't. */
  isSettled: boolean
}

/** By the name of the verifier cookie. */
const finished = new BoundedCache<FinishedFlow>({ maxEntries: MAX_FINISHED_FLOWS, maxBytes: Infinity })

/**
 * Remembers that a sign-in is finished, so that its verifier cookie is cleared with a later response: the one that
 * signs in must carry the session cookie alone. Another process doesn't know; there the cookie goes with its age.
 */
export function rememberFinishedFlow(cookieName: string, sessionId: string | undefined): void {
  const expiresAt = Date.now() + PKCE_STATE_LIFETIME * 1000
  finished.set(cookieName, { sessionId, isSettled: false }, { bytes: 0, expiresAt })
}

/** What is remembered of a finished sign-in whose verifier cookie hasn't been cleared. */
export function finishedFlow(cookieName: string): FinishedFlow | undefined {
  return finished.get(cookieName)
}

/**
 * The Set-Cookie values that clear the verifier cookies of finished sign-ins which this request still carries, by the
 * name of the cookie.
 */
export async function clearFinishedFlows(
  request: Request,
  authkit: AuthService,
  redirectUri: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  if (finished.size === 0) return new Map()
  const names = readCookieNames(request.headers.get('cookie')).filter((name) => finished.get(name))
  const cookies = await clearByName(names, authkit, redirectUri)
  return new Map(cookies.map((cookie) => [cookie.slice(0, cookie.indexOf('=')), cookie]))
}

/** Forgets finished sign-ins whose verifier cookies have been cleared. */
export function forgetFinishedFlows(cookieNames: Iterable<string>): void {
  for (const name of cookieNames) finished.delete(name)
}

/**
 * The Set-Cookie values that make room for a new verifier cookie, when too many sign-ins are under way.
 *
 * @param cookies the Set-Cookie values of the new one
 */
export function evictStaleFlows(
  request: Request,
  authkit: AuthService,
  { cookies, redirectUri }: { cookies: readonly string[]; redirectUri: string | undefined },
): Promise<string[]> {
  const stale = selectStaleFlows(readPendingFlows(request), cookies.join().length)
  return clearByName(stale, authkit, redirectUri)
}

function readPendingFlows({ headers }: Request): PendingFlow[] {
  const header = headers.get('cookie')
  const names = new Set(readCookieNames(header).filter(isPKCEVerifierCookieName))
  return [...names].map((cookieName) => {
    const sealed = readCookie(header, cookieName) ?? ''
    const expiry = readSealExpiry(sealed)
    const age = expiry === undefined ? Infinity : Date.now() - expiry + PKCE_STATE_LIFETIME * 1000
    return { cookieName, bytes: cookieName.length + sealed.length, age }
  })
}

async function clearByName(
  names: readonly string[],
  authkit: AuthService,
  redirectUri: string | undefined,
): Promise<string[]> {
  const results = await Promise.all(
    names.map((cookieName) =>
      authkit.clearPendingVerifierByName(createUnsentResponse(), { cookieName, redirectUri }),
    ),
  )
  return results.flatMap(setCookiesOf)
}
