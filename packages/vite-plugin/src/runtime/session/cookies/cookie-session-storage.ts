import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import {
  DEFAULT_COOKIE_MAX_AGE,
  DEFAULT_COOKIE_NAME,
  DEFAULT_COOKIE_SAME_SITE,
} from '../config/config-keys.ts'
import type { CookieOptions } from './cookie-options.ts'
import { isSameSiteNone, isSecureUrl } from './cookie-security.ts'
import type { HeadersBag } from './headers-bag.ts'
import { serializeCookie } from './serialize-cookie.ts'
import type { SessionStorage, StorageResult } from './session-storage.ts'

/**
 * Sessions in cookies. A framework adapter says how to read a cookie (`getCookie`), and may say how headers get
 * onto its responses (`applyHeaders`); without that, every write answers with the headers to add.
 */
export abstract class CookieSessionStorage<TRequest, TResponse> implements SessionStorage<
  TRequest,
  TResponse
> {
  /** Name of the session cookie. */
  protected readonly cookieName: string
  /** Attributes of the session cookie. */
  protected readonly cookieOptions: CookieOptions

  constructor(config: AuthKitConfig) {
    const sameSite = config.cookieSameSite ?? DEFAULT_COOKIE_SAME_SITE
    this.cookieName = config.cookieName ?? DEFAULT_COOKIE_NAME
    this.cookieOptions = {
      path: '/',
      httpOnly: true,
      secure: isSameSiteNone(sameSite) || isSecureUrl(config.redirectUri),
      sameSite,
      maxAge: config.cookieMaxAge ?? DEFAULT_COOKIE_MAX_AGE,
      domain: config.cookieDomain,
    }
  }

  /** The URL-decoded value of a cookie, or `null`. */
  abstract getCookie(request: TRequest, name: string): Promise<string | null>

  /** Puts headers on a response. Resolve to nothing to have the caller do it. */
  protected async applyHeaders(
    _response: TResponse | undefined,
    _headers: HeadersBag,
  ): Promise<{ response: TResponse } | void> {}

  /** One Set-Cookie value; with `expired`, the one that deletes the cookie. */
  protected serializeCookie(
    name: string,
    value: string,
    options: CookieOptions,
    flags?: { expired?: boolean | undefined },
  ): string {
    return serializeCookie(name, value, options, flags)
  }

  setCookie(
    response: TResponse | undefined,
    name: string,
    value: string,
    options: CookieOptions,
  ): Promise<StorageResult<TResponse>> {
    return this.write(response, this.serializeCookie(name, value, options))
  }

  clearCookie(
    response: TResponse | undefined,
    name: string,
    options: CookieOptions,
  ): Promise<StorageResult<TResponse>> {
    return this.write(response, this.serializeCookie(name, '', options, { expired: true }))
  }

  getSession(request: TRequest): Promise<string | null> {
    return this.getCookie(request, this.cookieName)
  }

  saveSession(response: TResponse | undefined, sealed: string): Promise<StorageResult<TResponse>> {
    return this.setCookie(response, this.cookieName, sealed, this.cookieOptions)
  }

  clearSession(response: TResponse | undefined): Promise<StorageResult<TResponse>> {
    return this.clearCookie(response, this.cookieName, this.cookieOptions)
  }

  private async write(response: TResponse | undefined, setCookie: string): Promise<StorageResult<TResponse>> {
    const headers = { 'Set-Cookie': setCookie }
    return (await this.applyHeaders(response, headers)) ?? { headers }
  }
}
