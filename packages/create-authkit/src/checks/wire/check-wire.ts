import type { AuthPaths } from '../../steps/auth-paths.ts'
import type { Check, Problem } from '../check.ts'
import { problem, stateOf } from '../check.ts'
import type { WireCheckCode } from '../check-table.ts'
import { WIRE_CHECKS } from '../check-table.ts'
import { isLoopback } from '../check-redirect-uri.ts'
import type { Probe, SignInAnswer } from './probe-sign-in.ts'
import type { SeenCookie } from './seen-cookie.ts'

/** Where AuthKit's sign-in begins, at WorkOS and in the local AuthKit alike. */
const AUTHORIZE_PATH = '/user_management/authorize'

/** What the local AuthKit's addresses begin with, in the dev server. */
const LOCAL_AUTHKIT_PATH = '/__authkit/'

/** What the names of the cookies begin with that tie an answer of AuthKit to the browser that asked. */
const VERIFIER_COOKIE = 'wos-auth-verifier'

/** The longest cookie that browsers are sure to keep, name and value together (RFC 6265, section 6.1), in bytes. */
const LONGEST_COOKIE = 4096

/**
 * Judges what a running server answered.
 * @param base path the app is served under, `''` for none
 */
export function checkWire(probe: Probe, paths: AuthPaths, base: string): Check[] {
  const found: Record<WireCheckCode, readonly Problem[] | null> =
    'failure' in probe
      ? {
          'wire-sign-in': [
            problem('wrong', null, probe.failure, 'Start the server, and give its address with `--url`.'),
          ],
          'wire-redirect-uri': null,
          'wire-cookies': null,
        }
      : checkAnswer(probe.answer, `${base}${paths.callback}`)
  return Object.entries(WIRE_CHECKS).map(([code, { title }]) => {
    // The keys of the table are the codes.
    const result = found[code as WireCheckCode]
    const problems = result ?? []
    return {
      code: code as WireCheckCode,
      title,
      state: stateOf(problems),
      applies: result !== null,
      problems,
    }
  })
}

function checkAnswer(
  answer: SignInAnswer,
  callback: string,
): Record<WireCheckCode, readonly Problem[] | null> {
  const response = checkResponse(answer)
  if (response.length > 0)
    return { 'wire-sign-in': response, 'wire-redirect-uri': null, 'wire-cookies': null }
  return {
    'wire-sign-in': checkTarget(answer),
    'wire-redirect-uri': checkRedirect(answer, callback),
    'wire-cookies': checkCookies(answer),
  }
}

function checkResponse({ url, status, location }: SignInAnswer): Problem[] {
  if (status >= 300 && status < 400 && location?.endsWith(AUTHORIZE_PATH) === true) return []
  const message =
    location === null
      ? `${url} answered ${status}, and not with a redirect to AuthKit.`
      : `${url} leads to ${location}, which is not AuthKit.`
  return [problem('wrong', null, message, helpFor(status))]
}

function helpFor(status: number): string {
  if (status >= 500)
    return 'The server’s log says what failed; a missing variable is named there with where to set it.'
  return 'Is this the app, and was it built and started after AuthKit was added?'
}

/** The local AuthKit on a public host lets everybody in. */
function checkTarget({ url, location }: SignInAnswer): Problem[] {
  const target = new URL(location ?? url)
  const isLocal = target.pathname.startsWith(LOCAL_AUTHKIT_PATH) || isLoopback(target)
  if (!isLocal || isLoopback(new URL(url))) return []
  const message = `${url} leads to the local AuthKit, where everybody may sign in as anybody.`
  return [
    problem('wrong', null, message, 'Set the WorkOS credentials, and serve a build and not `vite dev`.'),
  ]
}

function checkRedirect({ url, redirectUri }: SignInAnswer, callback: string): Problem[] {
  const wrong = (message: string, help: string): Problem[] => [problem('wrong', null, message, help)]
  const expected = new URL(callback, url)
  if (redirectUri === null || !URL.canParse(redirectUri)) {
    return wrong('AuthKit is not told where to come back to.', `Set WORKOS_REDIRECT_URI=${expected.href}.`)
  }
  const { origin, pathname } = new URL(redirectUri)
  if (origin !== expected.origin) {
    return wrong(
      `People leave from ${expected.origin} and come back to ${origin}, where their cookies are not.`,
      `Set WORKOS_REDIRECT_URI=${expected.href} for this server, or use it by its other name.`,
    )
  }
  if (pathname === expected.pathname) return []
  return wrong(
    `People come back to ${pathname}, and the callback route is ${expected.pathname}.`,
    `Set WORKOS_REDIRECT_URI=${expected.href}.`,
  )
}

function checkCookies({ url, cookies }: SignInAnswer): Problem[] {
  const ours = cookies.filter(({ name }) => name.startsWith(VERIFIER_COOKIE))
  if (ours.length === 0) {
    const help = 'Something between the app and you takes Set-Cookie out: a proxy, a cache, or a middleware.'
    return [problem('missing', null, `No cookie of AuthKit (${VERIFIER_COOKIE}…) arrived.`, help)]
  }
  const isHttps = new URL(url).protocol === 'https:'
  return ours.flatMap((cookie) => judgeCookie(cookie, isHttps))
}

/** What is wrong with a cookie of AuthKit as it arrived. */
export function judgeCookie(
  { name, size, httpOnly, secure, sameSite, path }: SeenCookie,
  isHttps: boolean,
): Problem[] {
  const rules: ReadonlyArray<readonly [isBroken: boolean, message: string, help: string]> = [
    [!httpOnly, 'is readable by scripts (no HttpOnly)', 'Find what rewrites it: AuthKit sets HttpOnly.'],
    [
      isHttps && !secure,
      'has no Secure, although the site has https',
      'Set WORKOS_REDIRECT_URI to an address with https.',
    ],
    [
      !isHttps && secure,
      'has Secure, so browsers may drop it on a site without https',
      'Use the https address, or a WORKOS_REDIRECT_URI with http.',
    ],
    [
      sameSite === 'strict',
      'has SameSite=Strict, so it is missing when AuthKit sends people back',
      'Find what rewrites it: AuthKit sets Lax.',
    ],
    [path !== '/', `has the path ${path ?? '(none)'}, not /`, 'Find what rewrites it: AuthKit sets /.'],
    [
      size > LONGEST_COOKIE,
      `has ${size} bytes, and browsers keep ${LONGEST_COOKIE}`,
      'Shorten what is carried along: the return path.',
    ],
  ]
  return rules.flatMap(([isBroken, message, help]) =>
    isBroken ? [problem('wrong', null, `The cookie ${name} ${message}.`, help)] : [],
  )
}
