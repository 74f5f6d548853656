import { useMemo } from 'react'

import { decodeJwt } from './decode-jwt.ts'
import type { JWTPayload } from './decode-jwt.ts'
import { useAccessToken } from './use-access-token.ts'

/** Claims of an access token with those that the app's JWT template adds; none of them before the token is there. */
export type TokenClaims<T = Record<string, unknown>> = Partial<JWTPayload & T>

const NO_CLAIMS = {}

/**
 * The claims of the access token, for display: nobody has verified them in the browser. Empty without a token, and for
 * one that can't be read.
 *
 * @throws Error outside of `AuthKitProvider`
 */
export function useTokenClaims<T = Record<string, unknown>>(): TokenClaims<T> {
  const { accessToken } = useAccessToken()
  return useMemo(() => readClaims<T>(accessToken), [accessToken])
}

function readClaims<T>(token: string | undefined): TokenClaims<T> {
  if (token === undefined) return NO_CLAIMS
  try {
    // What the claims are is the app's word: see `T`.
    return decodeJwt(token).payload as TokenClaims<T>
  } catch {
    return NO_CLAIMS
  }
}
