import { isLoopbackHostname } from '../emulator/loopback.ts'
import { DEFAULT_SIGN_IN_PATH, parseBaseURL, type SignInOptions } from './sign-in-options.ts'
import { TestSignInError } from './test-sign-in-error.ts'
import { redirectTarget, Visitor } from './visitor.ts'

/** Where an app sends a browser to sign in. */
const AUTHORIZE_PATH = '/user_management/authorize'

/** Where the local AuthKit signs in whom it is told, in place of the page. */
const SIGN_IN_PATH = '/control/authorize'

/** Most redirects from the app's sign-in route to AuthKit. */
const MAX_REDIRECTS = 10

/**
 * Signs a visitor in the way a browser does it: the app's own sign-in route, the local AuthKit, the app's own callback.
 * So everything of the app that belongs to a sign-in has run, and the session is kept the way the app keeps it.
 *
 * @throws TestSignInError when it does not come to a session
 * @throws TypeError when `baseURL` is no address
 */
export async function signInVisitor(options: SignInOptions): Promise<Visitor> {
  const visitor = new Visitor()
  const signInUrl = new URL(options.signInPath ?? DEFAULT_SIGN_IN_PATH, parseBaseURL(options.baseURL))
  const authorizeUrl = await findAuthorizeUrl(visitor, signInUrl)
  const callbackUrl = await authorize(authorizeUrl, options)
  await callBack(visitor, callbackUrl)
  return visitor
}

/** Follows the app's redirects up to AuthKit's address. */
async function findAuthorizeUrl(visitor: Visitor, signInUrl: URL): Promise<URL> {
  let url = signInUrl
  for (let redirects = 0; redirects < MAX_REDIRECTS; redirects++) {
    const response = await visitor.open(url)
    await response.body?.cancel()
    const target = redirectTarget(response, url)
    if (target === undefined) {
      throw new TestSignInError(
        'ERR_APP_NOT_READY',
        `${url.href} answered ${response.status} in place of a redirect to AuthKit. If the app's sign-in route is another one, name it as \`signInPath\`.`,
      )
    }
    if (target.pathname.endsWith(AUTHORIZE_PATH)) return target
    url = target
  }
  throw new TestSignInError(
    'ERR_APP_NOT_READY',
    `${signInUrl.href} redirects more than ${MAX_REDIRECTS} times.`,
  )
}

/** Has the local AuthKit sign the user in. Nothing is ever sent to another machine: it could be WorkOS. */
async function authorize(authorizeUrl: URL, options: SignInOptions): Promise<URL> {
  if (!isLoopbackHostname(authorizeUrl.hostname)) {
    throw notLocal(`The app signs in at ${authorizeUrl.origin}, which is not on this machine.`)
  }
  const url = new URL(authorizeUrl)
  url.pathname = url.pathname.slice(0, -AUTHORIZE_PATH.length) + SIGN_IN_PATH
  const { user, organization, role, permissions, accessTokenLifetime, impersonator } = options
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      user: typeof user === 'string' ? { email: user } : user,
      organization,
      role,
      permissions,
      accessTokenLifetime,
      impersonator,
    }),
    redirect: 'manual',
  }).catch((cause: unknown) => {
    throw notLocal(`Nobody answers on ${url.origin}, where the app signs in.`, { cause })
  })
  const answer = await readJson(response)
  if (response.ok && typeof answer['location'] === 'string') return new URL(answer['location'])
  if (response.status >= 400 && response.status < 500 && typeof answer['message'] === 'string') {
    if (response.status === 404) throw notLocal(`${url.origin} is not the local AuthKit.`)
    throw new TestSignInError('ERR_USER_REFUSED', answer['message'])
  }
  throw notLocal(`${url.origin} answered ${response.status}, as the local AuthKit does not.`)
}

function notLocal(what: string, options?: ErrorOptions): TestSignInError {
  return new TestSignInError(
    'ERR_NOT_LOCAL_AUTHKIT',
    `${what} Tests sign in with the local AuthKit only: start the app in dev without credentials, or with the environment that \`create-authkit-start emulate\` prints.`,
    options,
  )
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json().catch(() => undefined)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

/** Brings the code to the app, which answers with the session. */
async function callBack(visitor: Visitor, url: URL): Promise<void> {
  const before = new Set(visitor.jar.cookies().map(({ name, value }) => `${name}=${value}`))
  const response = await visitor.open(url)
  const text = await response.text()
  const hasSession = visitor.jar.cookies().some(({ name, value }) => !before.has(`${name}=${value}`))
  if (response.status < 400 && hasSession) return
  const target = redirectTarget(response, url)
  throw new TestSignInError(
    'ERR_CALLBACK_FAILED',
    `${url.origin}${url.pathname} answered ${response.status}${target ? ` to ${target.href}` : ''} and set no session cookie. The app's own log says why.${excerpt(text)}`,
  )
}

/** What the app says to a failed sign-in, shortened. */
function excerpt(text: string): string {
  const start = text.trim().slice(0, 300)
  return start === '' ? '' : `\n${start}`
}
