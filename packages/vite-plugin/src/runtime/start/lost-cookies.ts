import { readCookieNames } from '../session/cookies/parse-cookies.ts'
import { getPKCECookieNameForState } from '../session/index.ts'
import { hasEnded } from './ended-sessions.ts'
import { reportEvent } from './events/report-event.ts'
import { finishedFlow } from './pending-flows.ts'
import { noteOldCookie } from './refreshed-sessions.ts'
import { isNavigation } from './request-guards.ts'
import type { RequestState } from './request-state.ts'

/**
 * How many sign-ins in a row must come back without their cookie: one may have been begun in another browser, and goes
 * round once more.
 */
export const MISSES_OF_LOST_COOKIE = 2

/** Sign-ins of this app that came back without their cookie since the last one that had it. */
let misses = 0

/** A sign-in has come back with its cookie. */
export function noteVerifier(): void {
  misses = 0
}

/** A sign-in that was begun here has come back without its cookie: reports that such cookies get lost. */
export function noteMissingVerifier(sealedState: string): void {
  misses++
  if (misses < MISSES_OF_LOST_COOKIE) return
  const cookieName = getPKCECookieNameForState(sealedState)
  reportEvent({ type: 'cookie-lost', cookieName, setBy: 'sign-in route' })
}

/**
 * Reports that the session of a sign-in got lost: a page is asked for with the verifier cookie of a finished sign-in,
 * and without the session that took its place.
 *
 * @param flows names of the verifier cookies in this request whose sign-in is finished
 */
export function reportLostSignIn(
  { request, sessionCookieName: cookieName, onEvent }: RequestState,
  flows: Iterable<string>,
): void {
  const hasArrived = readCookieNames(request.headers.get('cookie')).includes(cookieName)
  for (const name of flows) {
    const flow = finishedFlow(name)
    if (!flow || flow.isSettled || !(hasArrived || isNavigation(request))) continue
    flow.isSettled = true
    if (!hasArrived && !hasEnded(flow.sessionId)) {
      reportEvent({ type: 'cookie-lost', cookieName, setBy: 'callback' }, onEvent)
    }
  }
}

/** Reports that the cookie of a refresh got lost: pages are still asked for with the one before it. */
export function reportLostRefresh(
  { request, sessionCookieName: cookieName, onEvent }: RequestState,
  sessionId: string | undefined,
  { isRefused }: { isRefused: boolean },
): void {
  if (!isNavigation(request) || !noteOldCookie(sessionId, isRefused)) return
  reportEvent({ type: 'cookie-lost', cookieName, setBy: 'refresh' }, onEvent)
}

let isIncompleteReported = false

/** Reports, once in a process, that a session came back without one of its cookies: what loses one loses it always. */
export function reportIncompleteSession({ sessionCookieName: cookieName, onEvent }: RequestState): void {
  if (isIncompleteReported) return
  isIncompleteReported = true
  reportEvent({ type: 'cookie-lost', cookieName, setBy: 'callback or refresh' }, onEvent)
}
