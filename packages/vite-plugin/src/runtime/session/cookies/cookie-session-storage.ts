import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import {
  DEFAULT_COOKIE_MAX_AGE,
  DEFAULT_COOKIE_NAME,
  DEFAULT_COOKIE_SAME_SITE,
} from '../config/config-keys.ts'
import { AuthKitError } from '../errors.ts'
import type { CookieOptions } from './cookie-options.ts'
import { isSameSiteNone, isSecureUrl } from './cookie-security.ts'
import type { HeadersBag } from './headers-bag.ts'
import { serializeCookie } from './serialize-cookie.ts'
import {
  chunkName,
  joinSession,
  MAX_SESSION_CHUNKS,
  MAX_SET_COOKIE_LINE,
  readManifest,
  splitSession,
} from './session-chunks.ts'
import type { SessionStorage, StorageResult } from './session-storage.ts'

/** Options of {@link CookieSessionStorage.saveSession} and {@link CookieSessionStorage.clearSession}. */
export interface SessionWriteOptions<TRequest> {
  /** The request that is answered: cookies of it in which an earlier session continued are deleted too. */
  request?: TRequest | undefined
}

/**
 * Sessions in cookies: in one when the session fits, else in several. A framework adapter says how to read a cookie (`getCookie`), and may say how headers get
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

  /** @throws SessionEncryptionError `ERR_SESSION_INCOMPLETE` when cookies in which it continues were lost */
  async getSession(request: TRequest): Promise<string | null> {
    const value = await this.getCookie(request, this.cookieName)
    const manifest = value === null ? undefined : readManifest(value)
    return manifest ? joinSession(manifest, await this.#readChunks(request, manifest.count)) : value
  }

  /** @throws AuthKitError `ERR_SESSION_TOO_LARGE` when it takes more than {@link MAX_SESSION_CHUNKS} further cookies */
  async saveSession(
    response: TResponse | undefined,
    sealed: string,
    { request }: SessionWriteOptions<TRequest> = {},
  ): Promise<StorageResult<TResponse>> {
    const cookies = splitSession(this.cookieName, sealed, (name, value) =>
      this.serializeCookie(name, value, this.cookieOptions),
    )
    if (cookies === undefined) {
      throw new AuthKitError(
        `The session has ${sealed.length} bytes, which is more than ${MAX_SESSION_CHUNKS} cookies of ` +
          `${MAX_SET_COOKIE_LINE} hold. Keep permissions, custom claims of the JWT template and the metadata of ` +
          'users small.',
        undefined,
        { bytes: sealed.length },
        'ERR_SESSION_TOO_LARGE',
      )
    }
    const lines = [...(await this.#staleChunks(request, cookies.length - 1)), ...cookies]
    return lines.length === 1
      ? this.setCookie(response, this.cookieName, sealed, this.cookieOptions)
      : this.write(response, lines)
  }

  async clearSession(
    response: TResponse | undefined,
    { request }: SessionWriteOptions<TRequest> = {},
  ): Promise<StorageResult<TResponse>> {
    const stale = await this.#staleChunks(request, 0)
    return stale.length === 0
      ? this.clearCookie(response, this.cookieName, this.cookieOptions)
      : this.write(response, [...stale, this.#expire(this.cookieName)])
  }

  #readChunks(request: TRequest, count: number): Promise<(string | null)[]> {
    const names = Array.from({ length: count }, (_, index) => chunkName(this.cookieName, index))
    return Promise.all(names.map((name) => this.getCookie(request, name)))
  }

  /** What deletes the cookies of a request in which a session continued, from the one of that index on. */
  async #staleChunks(request: TRequest | undefined, from: number): Promise<string[]> {
    if (request === undefined) return []
    const chunks = await this.#readChunks(request, MAX_SESSION_CHUNKS)
    return chunks.flatMap((chunk, index) =>
      index < from || chunk === null ? [] : [this.#expire(chunkName(this.cookieName, index))],
    )
  }

  #expire(name: string): string {
    return this.serializeCookie(name, '', this.cookieOptions, { expired: true })
  }

  private async write(
    response: TResponse | undefined,
    cookies: string | string[],
  ): Promise<StorageResult<TResponse>> {
    const headers = { 'Set-Cookie': cookies }
    return (await this.applyHeaders(response, headers)) ?? { headers }
  }
}
