import { CookieJar } from './cookie-jar.ts'
import { TestSignInError } from './test-sign-in-error.ts'

/** Someone who visits the app without a browser: requests with the cookies of one jar, redirects left alone. */
export class Visitor {
  readonly jar: CookieJar = new CookieJar()

  /** Sends a request with the cookies for its address, besides those that it names itself. */
  async send(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const headers = new Headers(request.headers)
    const cookies = [headers.get('cookie'), this.jar.header(url)].filter(
      (part) => part !== null && part !== undefined,
    )
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
    const response = await fetch(request, { headers, redirect: 'manual' })
    this.jar.store(response, url)
    return response
  }

  /**
   * Opens an address.
   *
   * @throws TestSignInError `ERR_APP_NOT_READY` when nobody listens there
   */
  open(url: URL): Promise<Response> {
    return this.send(new Request(url)).catch((cause: unknown) => {
      const message = `Nobody answers on ${url.origin}. Is the app running?`
      throw new TestSignInError('ERR_APP_NOT_READY', message, { cause })
    })
  }
}

/** Where an answer redirects to. */
export function redirectTarget(response: Response, from: URL): URL | undefined {
  const location = response.headers.get('location')
  const isRedirect = response.status >= 300 && response.status < 400
  return isRedirect && location !== null && URL.canParse(location, from.href)
    ? new URL(location, from)
    : undefined
}
