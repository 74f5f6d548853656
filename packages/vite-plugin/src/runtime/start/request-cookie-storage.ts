import { CookieSessionStorage } from '../session/index.ts'
import type { HeadersBag } from '../session/index.ts'
import { readCookie } from '../session/cookies/parse-cookies.ts'
import { getRequestStateOrNull } from './context.ts'
import { isUnsent } from './unsent-response.ts'

/**
 * Sessions in the cookies of a fetch `Request` and `Response`.
 *
 * A write in a request goes to its jar, and the middleware sends it with whatever response leaves: also with one that
 * the app makes itself, after it called the toolkit with another. Outside of requests, a write goes onto a copy of the
 * response, or onto a new one: the answer always has a response.
 */
export class RequestCookieStorage extends CookieSessionStorage<Request, Response> {
  override getCookie(request: Request, name: string): Promise<string | null> {
    return Promise.resolve(readCookie(request.headers.get('cookie'), name))
  }

  protected override async applyHeaders(
    response: Response | undefined,
    headers: HeadersBag,
  ): Promise<{ response: Response }> {
    const jar = response && isUnsent(response) ? undefined : getRequestStateOrNull()?.cookies
    if (!jar) return { response: withHeaders(response ?? new Response(), headers) }
    for (const [, values] of Object.entries(headers)) {
      for (const value of [values].flat()) jar.set(value)
    }
    return { response: response ?? new Response() }
  }
}

function withHeaders(response: Response, headers: HeadersBag): Response {
  const copy = new Response(response.body, response)
  for (const [name, values] of Object.entries(headers)) {
    for (const value of [values].flat()) copy.headers.append(name, value)
  }
  return copy
}
