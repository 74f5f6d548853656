import type { PluginContext } from '../../context.ts'
import { ControlError } from '../../emulator/index.ts'
import { AuthKitError } from '../../runtime/session/errors.ts'
import { sessionEncryption } from '../../runtime/session/seal/iron-session-encryption.ts'
import type { Session } from '../../runtime/session/seal/session.ts'
import { tryDecodeClaims } from '../../runtime/session/tokens/token-claims.ts'
import { appConfiguration } from './app-configuration.ts'
import { appAuthService } from './app-session.ts'
import type { Notice } from './notices.ts'

/** What the page can do: the last part of the path that its forms post to. */
export const ACTION_NAMES = ['expire', 'refresh', 'switch', 'sign-in-as'] as const

export type ActionName = (typeof ACTION_NAMES)[number]

/** What an action came to. */
export interface ActionResult {
  /** Set-Cookie values. */
  readonly setCookies: readonly string[]
  /** Where to go on; back to the page when left out. */
  readonly location?: string
  /** What the page says then. */
  readonly notice: Notice
}

/** How far in the past an access token is made to end, in seconds: more than any clock tolerance. */
const EXPIRED_FOR = 600

/** Who impersonates from the page. */
const IMPERSONATOR = { email: 'developer@example.com', reason: 'Looking at the app in development' }

/** Does what a form of the page asks for. What goes wrong becomes the notice. */
export async function runAction(
  ctx: PluginContext,
  name: ActionName,
  { request, form }: { request: Request; form: URLSearchParams },
): Promise<ActionResult> {
  try {
    if (name === 'sign-in-as') return signInAs(ctx, form)
    const session = await appAuthService(ctx).getSession(request)
    if (session === null) return failed('Nobody is signed in in this browser.')
    if (name === 'expire') return await expire(ctx, request, session)
    return await refresh(ctx, { request, session }, name === 'switch' ? form.get('organization') : null)
  } catch (error) {
    if (error instanceof AuthKitError) return failed(`${error.message} (${error.code})`)
    if (error instanceof ControlError) return failed(error.message)
    throw error
  }
}

/** The app's own sign-in route does it; the local AuthKit shows no page this time. */
function signInAs({ localControl, paths }: PluginContext, form: URLSearchParams): ActionResult {
  const user = form.get('user')
  if (localControl === null || user === null) return failed('Only the local AuthKit can sign in as anyone.')
  const isImpersonated = form.has('impersonate')
  localControl.signInNext({ user, ...(isImpersonated && { impersonator: IMPERSONATOR }) })
  const query = new URLSearchParams({ returnPathname: form.get('return') ?? '/' })
  return { ...done('Signing in.'), location: `${paths.signInPath}?${query.toString()}` }
}

/** Another token for the same session, one whose time is over, takes the place of the one in the cookie. */
async function expire(ctx: PluginContext, request: Request, session: Session): Promise<ActionResult> {
  const { localControl, localAuthKit } = ctx
  const sid = tryDecodeClaims(session.accessToken)?.sid
  if (localControl === null || localAuthKit === null || sid === undefined) {
    return failed('Only the local AuthKit can make a token that has expired.')
  }
  const tokens = await localControl.issueTokens(sid, { lifetime: -EXPIRED_FOR, baseUrl: localAuthKit })
  const sealed = await sessionEncryption.sealData(
    { ...session, accessToken: tokens.access_token },
    { password: appConfiguration(ctx).getConfig().cookiePassword },
  )
  return {
    ...done('The access token has expired. The next request of the app refreshes it.'),
    ...(await save(ctx, request, sealed)),
  }
}

async function refresh(
  ctx: PluginContext,
  { request, session }: { request: Request; session: Session },
  organizationId: string | null,
): Promise<ActionResult> {
  const service = appAuthService(ctx)
  const { encryptedSession } =
    organizationId === null
      ? await service.refreshSession(session)
      : await service.switchOrganization(session, organizationId)
  const text =
    organizationId === null ? 'The session has been refreshed.' : `The session is now in ${organizationId}.`
  return { ...done(text), ...(await save(ctx, request, encryptedSession)) }
}

async function save(
  ctx: PluginContext,
  request: Request,
  sealed: string,
): Promise<Pick<ActionResult, 'setCookies'>> {
  const { headers = {} } = await appAuthService(ctx).saveSession(undefined, sealed, { request })
  return { setCookies: Object.values(headers).flat() }
}

function done(text: string): ActionResult {
  return { setCookies: [], notice: { text, isFailure: false } }
}

function failed(text: string): ActionResult {
  return { setCookies: [], notice: { text, isFailure: true } }
}
