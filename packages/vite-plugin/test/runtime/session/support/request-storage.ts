import { readCookie } from '../../../../src/runtime/session/cookies/parse-cookies.ts'
import { CookieSessionStorage } from '../../../../src/runtime/session/index.ts'

/** The smallest storage an adapter can write: reads requests, leaves writing headers to the caller. */
export class RequestStorage extends CookieSessionStorage<Request, Response> {
  async getCookie(request: Request, name: string): Promise<string | null> {
    return readCookie(request.headers.get('cookie'), name)
  }
}

/** A request with these cookies. */
export function requestWith(cookies: Record<string, string> = {}): Request {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  return new Request('https://app.example.com/', cookie ? { headers: { cookie } } : {})
}
