import type { Problem } from '../checks/check.ts'
import { checkWire, judgeCookie } from '../checks/wire/check-wire.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'
import { CookieJar } from './cookie-jar.ts'
import type { Answer, Exchange } from './exchange.ts'
import { exchange } from './exchange.ts'
import type { ProofFailure, SIGN_IN_STAGES } from './proof.ts'

type Stage = (typeof SIGN_IN_STAGES)[number]

/** A user of the local AuthKit, seeded there. */
const EMAIL = 'alice@example.com'

/** Redirects inside an app, from the start page to where it sends people. */
const MOST_REDIRECTS = 5

const BAD_REQUEST = 400
const NOT_FOUND = 404

export interface SignInOptions {
  /** Where the app answers. */
  origin: string
  paths: AuthPaths
  /** Path the app is served under, `''` for none. */
  base: string
  /** Where the local AuthKit answers. */
  authKit: string
  signal: AbortSignal
}

/** What was on the wire of a sign-in, as far as it came. */
export interface SignInResult {
  exchanges: Exchange[]
  problems: Problem[]
  failure: Omit<ProofFailure, 'log'> | null
}

/** A step that did not end as it has to. */
class Broken extends Error {
  readonly stage: Stage
  readonly help: string

  constructor(stage: Stage, message: string, help: string) {
    super(message)
    this.stage = stage
    this.help = help
  }
}

/**
 * Signs in and out as a browser does: from the sign-in route to AuthKit, back to the callback, to a page, and out again.
 * That the session is one is proven by the sign-out: only a server that can read it leads to AuthKit's own sign-out.
 * @throws the signal's reason
 */
export async function signInAndOut(options: SignInOptions): Promise<SignInResult> {
  const result: SignInResult = { exchanges: [], problems: [], failure: null }
  try {
    await walk(options, result)
  } catch (error) {
    options.signal.throwIfAborted()
    if (!(error instanceof Broken)) throw error
    result.failure = { stage: error.stage, message: error.message, help: error.help }
  }
  return result
}

async function walk(options: SignInOptions, { exchanges, problems }: SignInResult): Promise<void> {
  const { origin, paths, base, authKit, signal } = options
  const jar = new CookieJar()
  const authKitJar = new CookieJar()
  const go = async (stage: Stage, url: URL, form?: Record<string, string>): Promise<Answer> => {
    const at = url.origin === origin ? jar : authKitJar
    const answer = await exchange(url, { jar: at, signal, ...(form !== undefined && { form }) }).catch(
      (error: unknown) => {
        signal.throwIfAborted()
        const why = error instanceof Error ? error.message : String(error)
        throw new Broken(stage, `${url.origin}${url.pathname} did not answer: ${why}.`, SEE_LOG)
      },
    )
    exchanges.push(answer.exchange)
    return answer
  }

  const home = `${base}/`
  const begun = await go(
    'sign-in route',
    new URL(`${base}${paths.signIn}?returnPathname=${encodeURIComponent(home)}`, origin),
  )
  const authorize = leadsTo(begun, authKit, 'sign-in route')
  problems.push(...problemsOf(begun, authorize, options))
  const page = await go('AuthKit', authorize)
  if (page.exchange.status >= BAD_REQUEST) {
    throw new Broken(
      'AuthKit',
      `The local AuthKit answered ${page.exchange.status} to the sign-in.`,
      'Run `create-authkit-start doctor`: it checks what the app is configured with.',
    )
  }
  const chosen = await go('AuthKit', authorize, { email: EMAIL })
  const callback = leadsTo(chosen, origin, 'AuthKit')

  const before = new Set(jar.names())
  const back = await go('callback', callback)
  const landing = leadsTo(back, origin, 'callback')
  const set = back.exchange.cookies.filter(({ name }) => jar.names().includes(name) && !before.has(name))
  if (set.length === 0) throw new Broken('callback', 'The callback set no session cookie.', LOST_COOKIES)

  await visit(go, landing, origin)

  const out = await go('sign-out', new URL(`${base}${paths.signOut}`, origin), {})
  const logOut = leadsTo(out, authKit, 'sign-out')
  // Others may be the app's own, such as one for the language.
  const session = set.filter(({ name }) => !jar.names().includes(name))
  if (session.length === 0)
    throw new Broken('sign-out', 'The sign-out left the session cookie.', LOST_COOKIES)
  problems.push(...session.flatMap((cookie) => judgeCookie(cookie, callback.protocol === 'https:')))
  const over = await go('sign-out', logOut)
  leadsTo(over, origin, 'sign-out')
}

/** Goes to a page of the app, and on where that leads inside the app. */
async function visit(
  go: (stage: Stage, url: URL) => Promise<Answer>,
  landing: URL,
  origin: string,
): Promise<void> {
  let url = landing
  for (let count = 0; count <= MOST_REDIRECTS; count++) {
    const { exchange: seen, target } = await go('page', url)
    if (target === null) {
      // An app need not have a start page.
      if (seen.status < BAD_REQUEST || seen.status === NOT_FOUND) return
      throw new Broken('page', `${seen.url} answered ${seen.status} to who is signed in.`, SEE_LOG)
    }
    // An app may well send people on to another site.
    if (target.origin !== origin) return
    url = target
  }
  throw new Broken('page', `${landing.origin}${landing.pathname} leads in circles.`, SEE_LOG)
}

const SEE_LOG = 'What the server printed is below.'
const LOST_COOKIES =
  'Something between AuthKit and the wire takes Set-Cookie lines out: a middleware, or a server entry that copies headers one by one.'

/** Where a redirect leads, which has to be one of this origin. */
function leadsTo({ exchange: seen, target }: Answer, origin: string, stage: Stage): URL {
  const { url, status } = seen
  if (target === null) {
    throw new Broken(
      stage,
      `${url} answered ${status}, and not with a redirect.`,
      status >= 500 ? SEE_LOG : ROUTES,
    )
  }
  if (target.origin === new URL(origin).origin) return target
  const help = stage === 'sign-out' ? NO_SESSION : ENVIRONMENT
  throw new Broken(stage, `${url} leads to ${target.origin}${target.pathname}, and not to ${origin}.`, help)
}

const ROUTES = 'Run `create-authkit-start doctor`: it checks that the route is there and AuthKit’s.'
const NO_SESSION =
  'The server did not recognise its own session: is the cookie password the same for all of it, and does the cookie arrive?'
const ENVIRONMENT =
  'The app is started with the local AuthKit in its environment (WORKOS_API_HOSTNAME, WORKOS_REDIRECT_URI): does it set other values itself?'

/** What a running server is checked for as well (`doctor --url`). */
function problemsOf({ exchange: seen }: Answer, authorize: URL, { paths, base }: SignInOptions): Problem[] {
  const redirectUri = authorize.searchParams.get('redirect_uri')
  const { url, status, location, cookies } = seen
  const checks = checkWire({ answer: { url, status, location, redirectUri, cookies } }, paths, base)
  return checks.flatMap(({ problems }) => problems)
}
