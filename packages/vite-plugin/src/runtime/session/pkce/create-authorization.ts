import type { WorkOSClient } from '../api/workos-client.ts'
import type { AuthKitConfig } from '../config/auth-kit-config.ts'
import { serializeCookie } from '../cookies/serialize-cookie.ts'
import { PKCEPayloadTooLargeError } from '../errors.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import { withoutUndefined } from '../without-undefined.ts'
import type { AuthorizationOptions, GeneratedAuthorizationUrl } from './authorization.ts'
import { generatePkcePair } from './pkce-pair.ts'
import { sealState } from './pkce-state.ts'
import { getPKCECookieNameForState, getPKCECookieOptions } from './verifier-cookies.ts'

/** How long the caller's own `state` may be, in bytes of UTF-8. */
export const PKCE_MAX_STATE_BYTES = 2048

/**
 * How long the verifier's whole Set-Cookie header may be, in bytes. Browsers drop cookies above 4,096; proxies
 * may be stricter.
 */
export const PKCE_MAX_COOKIE_BYTES = 3800

/**
 * Makes an authorize URL and the verifier cookie that must accompany it.
 *
 * @throws PKCEPayloadTooLargeError when what it should remember doesn't fit in the cookie
 */
export async function createAuthorization(
  client: WorkOSClient,
  config: AuthKitConfig,
  encryption: SessionEncryption,
  options: AuthorizationOptions,
): Promise<GeneratedAuthorizationUrl> {
  assertStateFits(options.state)
  const redirectUri = options.redirectUri ?? config.redirectUri
  const pair = await (client.pkce?.generate() ?? generatePkcePair())
  const sealedState = await sealState(encryption, config.cookiePassword, {
    nonce: crypto.randomUUID(),
    codeVerifier: pair.codeVerifier,
    returnPathname: options.returnPathname,
    customState: options.state,
    // The callback assumes the configured one; saying it again would cost some 85 bytes of cookie.
    redirectUri: redirectUri === config.redirectUri ? undefined : redirectUri,
    isRestart: options.isRestart,
  })
  const cookieName = getPKCECookieNameForState(sealedState)
  const cookieOptions = getPKCECookieOptions(config, redirectUri)
  assertCookieFits(serializeCookie(cookieName, sealedState, cookieOptions))

  const url = client.userManagement.getAuthorizationUrl(
    withoutUndefined({
      provider: 'authkit',
      clientId: config.clientId,
      redirectUri,
      state: sealedState,
      codeChallenge: pair.codeChallenge,
      codeChallengeMethod: pair.codeChallengeMethod,
      screenHint: options.screenHint,
      organizationId: options.organizationId,
      loginHint: options.loginHint,
      prompt: options.prompt,
      maxAge: options.maxAge,
    } as const),
  )
  return { url, sealedState, cookieName, cookieOptions }
}

function assertStateFits(state: string | undefined): void {
  if (state === undefined || byteLength(state) <= PKCE_MAX_STATE_BYTES) return
  throw new PKCEPayloadTooLargeError(
    `The option "state" is ${byteLength(state)} bytes long; at most ${PKCE_MAX_STATE_BYTES} are possible. ` +
      'It travels in a cookie: keep an id in it, and the rest on the server.',
  )
}

function assertCookieFits(setCookie: string): void {
  if (byteLength(setCookie) <= PKCE_MAX_COOKIE_BYTES) return
  throw new PKCEPayloadTooLargeError(
    `The verifier cookie would be ${byteLength(setCookie)} bytes long; at most ${PKCE_MAX_COOKIE_BYTES} are ` +
      'possible. Shorten "state", "returnPathname" or "redirectUri".',
  )
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength
}
