import { parseBaseURL, type SignInOptions } from './sign-in-options.ts'
import { signInVisitor } from './sign-in-visitor.ts'
import { redirectTarget, type Visitor } from './visitor.ts'

/** `fetch` as one signed-in user. */
export type SignedInFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** Most redirects of one request, as browsers have it. */
const MAX_REDIRECTS = 20

/**
 * Signs a user in to the running app and gives a `fetch` for requests as that user: addresses are relative to
 * `baseURL`, cookies are kept, so a refreshed session stays, and are sent to the app alone. Each call makes a session
 * of its own.
 *
 * @example
 * ```ts
 * const fetchAsAlice = await createSignedInFetch({ baseURL: 'http://localhost:3000', user: 'alice@example.com' })
 * const response = await fetchAsAlice('/api/posts')
 * ```
 * @throws TestSignInError when it does not come to a session, and always when the app uses WorkOS itself
 * @throws TypeError when `baseURL` is no address
 */
export async function createSignedInFetch(options: SignInOptions): Promise<SignedInFetch> {
  const visitor = await signInVisitor(options)
  const baseURL = parseBaseURL(options.baseURL)
  return (input, init) => {
    const request = new Request(input instanceof Request ? input : new URL(input, baseURL), init)
    return send(visitor, request)
  }
}

/** Redirects are followed here and not by `fetch`, which neither keeps nor sends the cookies on the way. */
async function send(visitor: Visitor, first: Request): Promise<Response> {
  let request = first
  for (let redirects = 0; ; redirects++) {
    const url = new URL(request.url)
    const kept = request.body === null ? undefined : request.clone()
    const response = await visitor.send(request)
    const target = redirectTarget(response, url)
    if (first.redirect === 'manual' || target === undefined) return response
    if (first.redirect === 'error') throw new TypeError(`${url.href} redirects to ${target.href}.`)
    if (redirects >= MAX_REDIRECTS)
      throw new TypeError(`${first.url} redirects more than ${MAX_REDIRECTS} times.`)
    await response.body?.cancel()
    request = redirected(request, kept, response.status, target)
  }
}

/** The next request (Fetch standard, "HTTP-redirect fetch"): 303, and 301 or 302 after a `POST`, become a `GET`. */
function redirected(request: Request, kept: Request | undefined, status: number, target: URL): Request {
  const { method } = request
  const headers = new Headers(request.headers)
  if (target.origin !== new URL(request.url).origin) drop(headers, SECRET_HEADERS)
  const becomesGet =
    (status === 303 && method !== 'HEAD') || ((status === 301 || status === 302) && method === 'POST')
  if (!becomesGet) return new Request(new Request(target, kept ?? request), { headers })
  drop(headers, BODY_HEADERS)
  return new Request(target, { headers, signal: request.signal })
}

/** Not for another origin. */
const SECRET_HEADERS = ['authorization', 'cookie', 'proxy-authorization']

/** Not without a body. */
const BODY_HEADERS = ['content-encoding', 'content-language', 'content-length', 'content-type']

function drop(headers: Headers, names: readonly string[]): void {
  for (const name of names) headers.delete(name)
}
