import { CookieSessionStorage } from '../session/index.ts'
import type { HeadersBag } from '../session/index.ts'
import { readCookie } from '../session/cookies/parse-cookies.ts'
import { getRequestStateOrNull } from './context.ts'

/**
 * Sessions in the cookies of a fetch `Request` and `Response`.
 *
 * A write with a response goes onto a copy of it. A write without one goes to the request's jar, and the middleware
 * sends it with whatever response leaves.
 */
export class RequestCookieStorage extends CookieSessionStorage<Request, Response> {
  override getCookie(request: Request, name: string): Promise<string | null> {
    return Promise.resolve(readCookie(request.headers.get('cookie'), name))
  }

  protected override async applyHeaders(
    response: Response | undefined,
    headers: HeadersBag,
  ): Promise<{ response: Response } | void> {
    if (response) return { response: withHeaders(response, headers) }
    const jar = getRequestStateOrNull()?.cookies
    if (!jar) return
    for (const [, values] of Object.entries(headers)) {
      for (const value of [values].flat()) jar.set(value)
    }
    return { response: new Response() }
  }
}

function withHeaders(response: Response, headers: HeadersBag): Response {
  const copy = new Response(response.body, response)
  for (const [name, values] of Object.entries(headers)) {
    for (const value of [values].flat()) copy.headers.append(name, value)
  }
  return copy
}
