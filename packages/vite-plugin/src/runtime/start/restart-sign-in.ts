import { cookiePasswords } from '../session/config/cookie-passwords.ts'
import { AuthKitError, getConfig, sessionEncryption } from '../session/index.ts'
import type { AuthorizationOptions } from '../session/pkce/authorization.ts'
import { unsealState } from '../session/pkce/pkce-state.ts'
import { getRequestStateOrNull } from './context.ts'
import { isListedHost } from './host-redirect-uri.ts'
import { redirectToAuthKit } from './redirect-to-authkit.ts'
import { acceptsHtml, isPrefetch } from './request-guards.ts'

/** The state was sealed here, and is only too old. */
const TOO_OLD: ReadonlySet<unknown> = new Set(['ERR_STATE_EXPIRED', 'ERR_SEAL_EXPIRED'])

/** The verifier cookie is gone, or its time is over: what a second sign-in would put right. */
const GONE: ReadonlySet<unknown> = new Set([...TOO_OLD, 'ERR_STATE_COOKIE_MISSING'])

/**
 * Starts the sign-in of a callback again, whose verifier cookie is gone: evicted, too old, or left in another browser.
 * Once: a browser that keeps no cookies at all would go round in circles. Whether it was done before is in the sealed
 * `state` of the address, which needs no cookie.
 *
 * @returns the redirect to AuthKit; `undefined` when the failure is another one, it is no browser that opens a page, or
 *   this was the second try
 */
export async function restartSignIn(request: Request, error: unknown): Promise<Response | undefined> {
  if (!(error instanceof AuthKitError) || !GONE.has(error.code)) return undefined
  if (request.method !== 'GET' || !acceptsHtml(request) || isPrefetch(request)) return undefined
  const signIn = await readInterruptedSignIn(request)
  if (signIn === undefined || signIn.isRestart) return undefined
  const redirectUri = redirectUriFromHere(signIn.redirectUri)
  return redirectToAuthKit(request, { ...signIn, redirectUri, isRestart: true })
}

/**
 * The callback URL of the sign-in that starts again: the same, but where the callback came to another host than the
 * sign-in began on, that of this one: only this host gets the verifier cookie.
 */
function redirectUriFromHere(before: string | undefined): string | undefined {
  const here = getRequestStateOrNull()?.redirectUri
  if (before === undefined || here === undefined || hostOf(before) === hostOf(here)) return before
  // The configured one says nothing: whoever asks may come through a proxy that tells no host.
  const telling = here === getConfig('redirectUri') ? [before] : [before, here]
  const hosts = getConfig('redirectHosts')
  return telling.some((url) => isListedHost(hostOf(url), hosts)) ? undefined : before
}

function hostOf(url: string): string {
  return new URL(url).host
}

/** What the sign-in of a callback was to remember; `undefined` when it wasn't begun here. */
export async function readInterruptedSignIn({ url }: Request): Promise<AuthorizationOptions | undefined> {
  const sealed = new URL(url).searchParams.get('state')
  if (sealed === null) return undefined
  const passwords = cookiePasswords({
    cookiePassword: getConfig('cookiePassword'),
    previousCookiePasswords: getConfig('previousCookiePasswords'),
  })
  try {
    const { isRestart, returnPathname, customState, redirectUri } = await unsealState(
      sessionEncryption,
      passwords,
      sealed,
    )
    return { isRestart, returnPathname, state: customState, redirectUri }
  } catch (error) {
    // Ten minutes went by since, so this is no circle.
    return error instanceof AuthKitError && TOO_OLD.has(error.code) ? {} : undefined
  }
}
