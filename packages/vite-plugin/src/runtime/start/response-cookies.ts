import type { StorageResult } from '../session/index.ts'
import { getRequestStateOrNull } from './context.ts'

/** The Set-Cookie values that a write of the toolkit asks for, wherever it put them. */
export function setCookiesOf({ headers, response }: StorageResult<Response>): string[] {
  if (!headers) return response?.headers.getSetCookie() ?? []
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .flatMap(([, values]) => values)
}

/**
 * Has cookies leave with a response: through the middleware where it runs, so that the last word of the whole
 * request counts, else on the response itself.
 */
export function sendCookies(response: Response, cookies: readonly string[]): Response {
  if (cookies.length === 0) return response
  const state = getRequestStateOrNull()
  if (state) {
    for (const cookie of cookies) state.cookies.set(cookie)
    return response
  }
  const copy = new Response(response.body, response)
  for (const cookie of cookies) copy.headers.append('set-cookie', cookie)
  return copy
}
