import type { PluginContext } from '../../context.ts'
import { createWorkOSClient } from '../../runtime/session/api/create-workos-client.ts'
import { CookieSessionStorage } from '../../runtime/session/cookies/cookie-session-storage.ts'
import { readCookie } from '../../runtime/session/cookies/parse-cookies.ts'
import { AuthKitError } from '../../runtime/session/errors.ts'
import { sessionEncryption } from '../../runtime/session/seal/iron-session-encryption.ts'
import type { Session } from '../../runtime/session/seal/session.ts'
import { AuthService } from '../../runtime/session/service/auth-service.ts'
import { tryDecodeClaims, type BaseTokenClaims } from '../../runtime/session/tokens/token-claims.ts'
import { appConfiguration } from './app-configuration.ts'

/** The session of a browser, opened with the app's own password. */
export type SessionReport =
  | { readonly state: 'none' }
  | { readonly state: 'unreadable'; readonly reason: string }
  | {
      readonly state: 'open'
      readonly user: Session['user']
      readonly impersonator: Session['impersonator']
      /** Of the access token; its signature is not checked again. */
      readonly claims: BaseTokenClaims
    }

/** Sessions in the cookies of a request; what is written comes back as headers. */
class RequestCookies extends CookieSessionStorage<Request, Response> {
  override getCookie(request: Request, name: string): Promise<string | null> {
    return Promise.resolve(readCookie(request.headers.get('cookie'), name))
  }
}

/** The toolkit's service with the app's configuration, made anew each time: that may have changed. */
export function appAuthService(ctx: PluginContext): AuthService<Request, Response> {
  const config = appConfiguration(ctx).getConfig()
  return new AuthService(config, new RequestCookies(config), createWorkOSClient(config), sessionEncryption)
}

/** Who is signed in in the browser of a request. Asks nobody and refreshes nothing. */
export async function readSession(ctx: PluginContext, request: Request): Promise<SessionReport> {
  try {
    const session = await appAuthService(ctx).getSession(request)
    if (session === null) return { state: 'none' }
    const claims = tryDecodeClaims(session.accessToken)
    if (claims === undefined) return { state: 'unreadable', reason: 'Its access token is not a JWT.' }
    return { state: 'open', user: session.user, impersonator: session.impersonator, claims }
  } catch (error) {
    if (!(error instanceof AuthKitError)) throw error
    return { state: 'unreadable', reason: error.message }
  }
}
