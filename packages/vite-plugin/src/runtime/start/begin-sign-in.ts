import { getConfig } from '../session/index.ts'
import type { AuthorizationOptions } from '../session/pkce/authorization.ts'
import { getAuthkit } from './authkit.ts'
import { getRequestStateOrNull } from './context.ts'
import { evictStaleFlows } from './pending-flows.ts'
import { setCookiesOf } from './response-cookies.ts'
import { createUnsentResponse } from './unsent-response.ts'

/** A sign-in under way: where to send the browser, and the cookies it must get on the way. */
export interface PendingSignIn {
  url: string
  /** Set-Cookie values; the verifier cookie comes last, for servers that keep just one. */
  cookies: string[]
  /** Name of the verifier cookie. */
  cookieName: string
}

/** Makes an authorize URL with its verifier cookie, and makes room for that when too many are pending. */
export async function beginSignIn(request: Request, options: AuthorizationOptions): Promise<PendingSignIn> {
  const authkit = await getAuthkit()
  const redirectUri = options.redirectUri ?? perFlowRedirectUri()
  const flow = await authkit.createAuthorization(createUnsentResponse(), {
    ...options,
    ...(redirectUri && { redirectUri }),
  })
  const cookies = setCookiesOf(flow)
  const evicted = await evictStaleFlows(request, authkit, { cookies, redirectUri })
  return { url: flow.url, cookies: [...evicted, ...cookies], cookieName: flow.cookieName }
}

/** The middleware's callback URL, when it isn't the configured one, which needs no place in the sealed state. */
function perFlowRedirectUri(): string | undefined {
  const redirectUri = getRequestStateOrNull()?.redirectUri
  return redirectUri === getConfig('redirectUri') ? undefined : redirectUri
}
