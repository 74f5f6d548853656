import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import type { CookieOptions } from './cookie-options.ts'
import type { HeadersBag } from './headers-bag.ts'
import type { SessionStorage, StorageResult } from './session-storage.ts'

/** Sessions in cookies. A framework adapter says how to read one (`getCookie`) and may say how to write headers. */
export abstract class CookieSessionStorage<TRequest, TResponse> implements SessionStorage<
  TRequest,
  TResponse
> {
  protected readonly cookieName: string
  protected readonly cookieOptions: CookieOptions

  constructor(config: AuthKitConfig) {
    this.cookieName = config.cookieName
    this.cookieOptions = {}
  }

  abstract getCookie(request: TRequest, name: string): Promise<string | null>

  /** Puts headers on a response. Resolve to nothing to have the caller do it. */
  protected async applyHeaders(
    _response: TResponse | undefined,
    _headers: HeadersBag,
  ): Promise<{ response: TResponse } | void> {}

  protected serializeCookie(
    _name: string,
    _value: string,
    _options: CookieOptions,
    _flags?: { expired?: boolean | undefined },
  ): string {
    throw new Error('not written yet')
  }

  setCookie(
    _response: TResponse | undefined,
    _name: string,
    _value: string,
    _options: CookieOptions,
  ): Promise<StorageResult<TResponse>> {
    throw new Error('not written yet')
  }

  clearCookie(
    _response: TResponse | undefined,
    _name: string,
    _options: CookieOptions,
  ): Promise<StorageResult<TResponse>> {
    throw new Error('not written yet')
  }

  getSession(request: TRequest): Promise<string | null> {
    return this.getCookie(request, this.cookieName)
  }

  saveSession(_response: TResponse | undefined, _sealed: string): Promise<StorageResult<TResponse>> {
    throw new Error('not written yet')
  }

  clearSession(_response: TResponse | undefined): Promise<StorageResult<TResponse>> {
    throw new Error('not written yet')
  }
}
