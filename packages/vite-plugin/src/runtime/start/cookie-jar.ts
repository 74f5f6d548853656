import { AuthKitError } from '../session/errors.ts'
import { cookieIdentity, parseSetCookie } from './set-cookie.ts'
import type { SetCookie } from './set-cookie.ts'

/**
 * The cookies that one response will set. Whoever writes a cookie last decides it: a sign-out in the handler
 * replaces the refreshed session that the middleware wrote before it.
 */
export class CookieJar {
  readonly #cookies = new Map<string, SetCookie>()
  #isSealed = false

  /**
   * Adds one Set-Cookie value, in the place of an earlier one for the same cookie.
   *
   * @returns the cookie as the jar holds it now
   * @throws AuthKitError `ERR_RESPONSE_BEGUN`
   */
  set(header: string): SetCookie {
    const cookie = parseSetCookie(header)
    this.assertOpen(cookie.name)
    const identity = cookieIdentity(cookie)
    this.#cookies.delete(identity)
    this.#cookies.set(identity, cookie)
    return cookie
  }

  /**
   * To be called before something that can't be undone, and whose outcome is for a cookie to keep.
   *
   * @throws AuthKitError `ERR_RESPONSE_BEGUN` when the response has begun: the cookie could not reach the browser
   */
  assertOpen(cookieName: string): void {
    if (!this.#isSealed) return
    throw new AuthKitError(
      `The cookie "${cookieName}" can't be set any more: the response has already begun. ` +
        'Sign in, sign out, refresh and switch organization before the page starts to stream, or from the browser.',
      undefined,
      { cookieName },
      'ERR_RESPONSE_BEGUN',
    )
  }

  /** The cookie of that name that was written last; another object for each time it is written. */
  find(cookieName: string): SetCookie | undefined {
    return [...this.#cookies.values()].findLast(({ name }) => name === cookieName)
  }

  /** Takes a cookie out again, unless another one has come in its place. */
  remove(cookie: SetCookie): void {
    const identity = cookieIdentity(cookie)
    if (this.#cookies.get(identity) === cookie) this.#cookies.delete(identity)
  }

  /** Forgets cookies that were set since: returns what undoes them. */
  checkpoint(): () => void {
    const before = [...this.#cookies]
    return () => {
      if (this.#isSealed) return
      this.#cookies.clear()
      for (const [identity, cookie] of before) this.#cookies.set(identity, cookie)
    }
  }

  /** How many cookies would be set now. */
  get size(): number {
    return this.#cookies.size
  }

  /** Hands the cookies over, once, in the order they were last written. Later calls of `set` throw. */
  takeAll(): SetCookie[] {
    this.#isSealed = true
    const cookies = [...this.#cookies.values()]
    this.#cookies.clear()
    return cookies
  }
}
