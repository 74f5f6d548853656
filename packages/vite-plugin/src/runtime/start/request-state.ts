import type { AuthResult } from '../session/index.ts'
import type { AuthService } from './authkit.ts'
import type { CookieJar } from './cookie-jar.ts'
import type { AuthKitEventHandler } from './events/auth-kit-event.ts'
import type { SetCookie } from './set-cookie.ts'

/** What the middleware knows about one request, shared by everything that runs in it. */
export interface RequestState {
  readonly request: Request
  readonly authkit: AuthService
  /** Callback URL that sign-ins of this request use; `undefined` while prerendering. */
  readonly redirectUri: string | undefined
  readonly cookies: CookieJar
  /** Whom to tell what happens. */
  readonly onEvent: AuthKitEventHandler
  /** Name of the cookie that a server which keeps just one of several must keep. */
  mattersMost: string
  readonly sessionCookieName: string
  /** The session that the middleware itself refreshed, and the cookies it wrote for it. */
  refreshed: { readonly cookies: readonly SetCookie[]; readonly sessionId: string } | undefined
  /** Exchanges of tokens that have begun: their outcome is for a cookie, so the response waits for them. */
  readonly exchanges: Set<Promise<unknown>>
  /**
   * Who is signed in *now*: a refresh, a switch or a sign-out in this request replaces it. What answers by it takes it
   * from {@link readAuth}.
   */
  auth: AuthResult
  /** Whether somebody may be signed in all the same: WorkOS, which had to be asked, couldn't be. */
  readonly isUnknown: boolean
  /** Whether the response depends on who is signed in, or may do so. */
  isAuthRead: boolean
  /** Whether something was asked for that a prefetch must not do. */
  isPrefetchRefused: boolean
  /** Whether the response has begun, so that its headers can't follow what happens from here on. */
  hasResponded: boolean
}

/** Who is signed in, for the response to go by: no shared cache may keep it from here on. */
export function readAuth(state: RequestState): AuthResult {
  state.isAuthRead = true
  return state.auth
}
