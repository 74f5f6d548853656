import { readCookieNames } from '../../../runtime/session/cookies/parse-cookies.ts'
import {
  getPKCECookieNameForState,
  isPKCEVerifierCookieName,
} from '../../../runtime/session/pkce/verifier-cookies.ts'
import { isPagePath } from '../page-path.ts'
import type { SentCookie } from './cookie-log.ts'
import type { FlowLog } from './flow-log.ts'
import type { Visit } from './visit.ts'

/** Endpoints of AuthKit, as they end the path of the local one. */
const AUTHORIZE = '/user_management/authorize'
const LOGOUT = '/user_management/sessions/logout'

/** Which paths of the app mean what, and the name of its session cookie. Asked anew for each request. */
export interface FlowPlaces {
  readonly callbackPath: string
  readonly signOutPath: string
  readonly signInPath: string
  /** Path below which the local AuthKit answers. */
  readonly localPath: string
  /** Base URL to which the app sends browsers, where there is a local AuthKit. */
  readonly localUrl: string | null
  readonly isSession: (cookieName: string) => boolean
}

/** What was answered. */
export interface FlowAnswer {
  readonly status: number
  readonly location: string | undefined
  readonly cookies: readonly SentCookie[]
}

/** The app's server asked WorkOS, or the local AuthKit, for tokens. */
export interface TokenCall {
  /** Left out when it can't be known. */
  readonly grantType?: string | undefined
  /** Left out when there was no answer. */
  readonly status?: number | undefined
  /** Why it failed. */
  readonly reason?: string | undefined
}

/** A request whose answer is awaited. */
export interface PendingVisit {
  readonly visit: Visit
  readonly kind: 'authorize' | 'callback' | 'logout' | 'authkit' | 'other'
  /** The sign-in that it belongs to, by the name of its verifier cookie. */
  readonly key: string | undefined
  /** The refresh that happened on its way. */
  refresh: string | undefined
  /** Why the exchange of its code failed. */
  problem: string | undefined
}

/**
 * Puts requests, answers and calls for tokens together to flows. Where several requests are being answered at a time, a
 * call for tokens is taken for that of the last.
 */
export class FlowWatch {
  readonly #flows: FlowLog
  readonly #places: () => FlowPlaces
  readonly #now: () => number
  readonly #pending = new Set<PendingVisit>()
  #count = 0

  constructor(flows: FlowLog, places: () => FlowPlaces, now: () => number = Date.now) {
    this.#flows = flows
    this.#places = places
    this.#now = now
  }

  arrive(visit: Visit): PendingVisit {
    const kind = this.#kindOf(visit.path)
    const state = visit.query.get('state')
    const key =
      kind === 'authorize' || kind === 'callback'
        ? state === null
          ? this.#newKey('sign-in')
          : getPKCECookieNameForState(state)
        : undefined
    const pending: PendingVisit = { visit, kind, key, refresh: undefined, problem: undefined }
    this.#pending.add(pending)
    if (kind === 'callback' && key !== undefined) this.#arriveAtCallback(pending, key)
    return pending
  }

  answer(pending: PendingVisit, answer: FlowAnswer): void {
    this.#pending.delete(pending)
    if (pending.kind === 'authorize') this.#answerAuthorize(pending, answer)
    else if (pending.kind === 'callback') this.#answerCallback(pending, answer)
    else if (pending.kind === 'logout') this.#answerLogout(answer)
    else if (pending.kind === 'other') this.#answerOther(pending, answer)
  }

  /** The connection ended, whether there was an answer or not. */
  leave(pending: PendingVisit): void {
    this.#pending.delete(pending)
  }

  callForTokens({ grantType, status, reason }: TokenCall): void {
    const at = this.#now()
    const isFailure = status === undefined || status >= 400
    const detail = reason ?? (isFailure ? describeStatus(status) : undefined)
    const callback = grantType === 'refresh_token' ? undefined : this.#last(({ kind }) => kind === 'callback')
    if (callback?.key !== undefined) {
      if (isFailure) callback.problem = detail
      this.#flows.add(callback.key, { at, name: 'Code exchanged for tokens', status, detail, isFailure })
      return
    }
    if (grantType !== undefined && grantType !== 'refresh_token') return
    const pending = this.#last(({ kind, visit }) => kind === 'other' && visit.isForApp)
    const key = pending?.refresh ?? this.#newKey('refresh')
    if (!this.#flows.isUnderWay(key)) {
      const by = pending && `on the way of ${pending.visit.method} ${pending.visit.path}`
      this.#flows.begin('refresh', key, { at, name: 'Refresh', detail: by })
    }
    if (pending) pending.refresh = key
    this.#flows.add(key, { at, name: 'New tokens', status, detail, isFailure }, pending ? undefined : 'done')
  }

  /** The runtime says why a callback failed. */
  failCallback(reason: string): void {
    const callback = this.#last(({ kind }) => kind === 'callback')
    if (callback !== undefined) callback.problem = reason
  }

  #arriveAtCallback({ visit }: PendingVisit, key: string): void {
    const step = { at: this.#now(), name: 'Callback', detail: visit.path }
    if (this.#flows.isUnfinished(key)) this.#flows.add(key, step)
    else this.#flows.begin('sign-in', key, step)
  }

  #answerAuthorize({ key, visit }: PendingVisit, { status, location }: FlowAnswer): void {
    if (key === undefined) return
    const at = this.#now()
    const target =
      location !== undefined && URL.canParse(location) ? new URL(location).searchParams : undefined
    const error = target?.get('error')
    const step =
      error !== null && error !== undefined
        ? {
            name: 'Sign-in refused',
            detail: withDescription(error, target?.get('error_description')),
            isFailure: true,
          }
        : status >= 400
          ? { name: 'Authorize request refused', detail: 'The page says why.', isFailure: true }
          : { name: target?.has('code') === true ? 'Signed in at AuthKit' : 'Sign-in page shown' }
    if (!this.#flows.isUnfinished(key) && visit.method === 'GET') {
      this.#flows.begin('sign-in', key, { at, status, ...step })
    } else {
      this.#flows.add(key, { at, status, ...step })
    }
  }

  #answerCallback({ key, visit, problem }: PendingVisit, answer: FlowAnswer): void {
    if (key === undefined) return
    const at = this.#now()
    const { status, cookies } = answer
    const session = this.#sessionSet(answer)
    if (session !== undefined) {
      this.#flows.add(key, { at, name: 'Session cookie set', status, detail: session }, 'done')
      return
    }
    const isRestarted = cookies.some(isNewVerifier)
    const detail = problem ?? whyCallbackFailed(visit, key, status)
    const name = isRestarted ? 'Sign-in started over' : 'Callback failed'
    this.#flows.add(key, { at, name, status, detail, isFailure: true })
    this.#beginSignIns(visit, answer)
  }

  #answerOther({ visit, refresh }: PendingVisit, answer: FlowAnswer): void {
    const at = this.#now()
    const { status, cookies } = answer
    this.#beginSignIns(visit, answer)
    const session = this.#sessionSet(answer)
    const isCleared = cookies.some(({ name, isDeletion }) => isDeletion && this.#places().isSession(name))
    if (refresh !== undefined) {
      if (session !== undefined) {
        this.#flows.add(refresh, { at, name: 'Session cookie set', status, detail: session }, 'done')
      } else if (isCleared) {
        this.#flows.add(refresh, { at, name: 'Session cookie cleared', status }, 'failed')
      } else if (this.#flows.isUnderWay(refresh)) {
        this.#flows.add(refresh, { at, name: 'Answered', status }, 'done')
      }
    } else if (isCleared || visit.path === this.#places().signOutPath) {
      this.#signOut(visit, answer, isCleared)
    } else if (visit.path === this.#places().signInPath && status >= 400) {
      const detail = `${visit.path} started no sign-in; the terminal says why.`
      this.#flows.begin('sign-in', this.#newKey('sign-in'), {
        at,
        name: 'Sign-in route',
        status,
        detail,
        isFailure: true,
      })
    }
  }

  #signOut({ method, path }: Visit, { status, location }: FlowAnswer, isCleared: boolean): void {
    const at = this.#now()
    const key = SIGN_OUT
    const isFailure = status >= 400
    this.#flows.begin('sign-out', key, {
      at,
      name: 'Sign-out',
      status,
      detail: `${method} ${path}`,
      isFailure,
    })
    if (isCleared) this.#flows.add(key, { at, name: 'Session cookie cleared' })
    if (!isFailure && location?.includes(LOGOUT) !== true)
      this.#flows.add(key, { at, name: 'Back in the app' }, 'done')
    else if (!isFailure && !this.#isLocal(location))
      this.#flows.add(key, { at, name: 'On to AuthKit' }, 'done')
  }

  #answerLogout({ status }: FlowAnswer): void {
    const isFailure = status >= 400
    const step = { at: this.#now(), name: 'Session ended at AuthKit', status, isFailure }
    if (this.#flows.isUnderWay(SIGN_OUT)) this.#flows.add(SIGN_OUT, step, isFailure ? 'failed' : 'done')
  }

  /** A sign-in begins wherever a verifier cookie is set: in the sign-in route, or in any loader. */
  #beginSignIns({ method, path }: Visit, { status, cookies }: FlowAnswer): void {
    for (const { name } of cookies.filter(isNewVerifier)) {
      this.#flows.begin('sign-in', name, {
        at: this.#now(),
        name: 'Started',
        status,
        detail: `${method} ${path}`,
      })
    }
  }

  #sessionSet({ cookies }: FlowAnswer): string | undefined {
    const set = cookies.filter(({ name, isDeletion }) => !isDeletion && this.#places().isSession(name))
    const bytes = set.reduce((sum, cookie) => sum + cookie.bytes, 0)
    if (set.length === 0) return undefined
    return `${bytes} bytes${set.length > 1 ? ` in ${set.length} cookies` : ''}`
  }

  #kindOf(path: string): PendingVisit['kind'] {
    const { callbackPath, localPath } = this.#places()
    if (path === callbackPath) return 'callback'
    if (path === localPath + AUTHORIZE) return 'authorize'
    if (path === localPath + LOGOUT) return 'logout'
    return path.startsWith(`${localPath}/`) && !isPagePath(path) ? 'authkit' : 'other'
  }

  #isLocal(location: string | undefined): boolean {
    const { localUrl } = this.#places()
    return localUrl !== null && location?.startsWith(localUrl + LOGOUT) === true
  }

  #last(fits: (pending: PendingVisit) => boolean): PendingVisit | undefined {
    return [...this.#pending].findLast(fits)
  }

  #newKey(kind: string): string {
    this.#count += 1
    return `${kind} ${this.#count}`
  }
}

/** The key of sign-outs: what AuthKit does belongs to the last that began. */
const SIGN_OUT = 'sign-out'

function isNewVerifier({ name, isDeletion }: SentCookie): boolean {
  return !isDeletion && isPKCEVerifierCookieName(name)
}

function whyCallbackFailed({ query, cookieHeader }: Visit, key: string, status: number): string {
  const error = query.get('error')
  if (error !== null) return withDescription(error, query.get('error_description'))
  if (!query.has('code')) return 'It was opened without a code.'
  if (!query.has('state')) return 'It was opened without a state.'
  if (!readCookieNames(cookieHeader).includes(key)) {
    return `The cookie ${key}, with which this sign-in began, did not arrive: it is older than 10 minutes, or of another browser or host.`
  }
  return `The app answered ${status}; the terminal says why.`
}

function withDescription(error: string, description: string | null | undefined): string {
  return description ? `${error}: ${description}` : error
}

function describeStatus(status: number | undefined): string {
  return status === undefined ? 'There was no answer.' : `AuthKit answered ${status}.`
}
