import type { CookieOptions } from './cookie-options.ts'
import type { HeadersBag } from './headers-bag.ts'

/** What a storage write changed: a response that carries it, headers to add, or both. */
export interface StorageResult<TResponse> {
  response?: TResponse | undefined
  headers?: HeadersBag | undefined
}

/** How the toolkit reads and writes cookies in a framework's own requests and responses. */
export interface SessionStorage<TRequest, TResponse, TOptions = unknown> {
  /** The URL-decoded value of a cookie, or `null`. */
  getCookie(request: TRequest, name: string): Promise<string | null>
  setCookie(
    response: TResponse | undefined,
    name: string,
    value: string,
    options: CookieOptions,
  ): Promise<StorageResult<TResponse>>
  clearCookie(
    response: TResponse | undefined,
    name: string,
    options: CookieOptions,
  ): Promise<StorageResult<TResponse>>
  /** The sealed session, or `null`. */
  getSession(request: TRequest): Promise<string | null>
  saveSession(
    response: TResponse | undefined,
    sessionData: string,
    options?: TOptions,
  ): Promise<StorageResult<TResponse>>
  clearSession(response: TResponse | undefined, options?: TOptions): Promise<StorageResult<TResponse>>
}
