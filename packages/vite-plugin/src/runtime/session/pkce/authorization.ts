import type { CookieOptions } from '../cookies/cookie-options.ts'
import type { HeadersBag } from '../cookies/headers-bag.ts'

/** What an app can say about a sign-in it starts. */
export interface AuthUrlOptions {
  /** Where to go after the sign-in. Reduced to a path of this app. */
  returnPathname?: string | undefined
  /** Callback URL for this sign-in only, instead of the configured one. */
  redirectUri?: string | undefined
  organizationId?: string | undefined
  /** Email address to fill in. */
  loginHint?: string | undefined
  prompt?: 'login' | 'none' | 'consent' | 'select_account' | undefined
  /** Anything the app wants back in the callback; at most 2,048 bytes of UTF-8. */
  state?: string | undefined
}

/** {@link AuthUrlOptions} and which screen to show. */
export interface GetAuthorizationUrlOptions extends AuthUrlOptions {
  screenHint?: 'sign-up' | 'sign-in' | undefined
  /** Seconds since the last active authentication before AuthKit asks again. */
  maxAge?: number | undefined
}

/** {@link GetAuthorizationUrlOptions}, and what only the runtime says. */
export interface AuthorizationOptions extends GetAuthorizationUrlOptions {
  /** This sign-in takes the place of one whose verifier cookie was gone. */
  isRestart?: boolean | undefined
}

/** An authorize URL, with the cookie that must accompany it. */
export interface GeneratedAuthorizationUrl {
  url: string
  /** The `state` of the URL and the value of the cookie: the same string. */
  sealedState: string
  cookieName: string
  cookieOptions: CookieOptions
}

/** An authorize URL whose cookie has been written to the response, to the headers, or to both. */
export interface CreateAuthorizationResult<TResponse> {
  url: string
  cookieName: string
  response?: TResponse | undefined
  headers?: HeadersBag | undefined
}
