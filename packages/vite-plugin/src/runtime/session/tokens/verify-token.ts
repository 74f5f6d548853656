import { errors, jwtVerify } from 'jose'
import type { JWTVerifyGetKey } from 'jose'

import { KeySetUnavailable } from './key-set-unavailable.ts'
import { tryDecodeClaims } from './token-claims.ts'
import type { BaseTokenClaims } from './token-claims.ts'

/** The one algorithm WorkOS signs access tokens with. */
export const ACCESS_TOKEN_ALGORITHM = 'RS256'

/**
 * What is known about an access token.
 *
 * - `verified`: signed by WorkOS and in force.
 * - `expired`: signed by WorkOS, past its `exp`.
 * - `invalid`: not signed by WorkOS, or not an access token.
 * - `unavailable`: a JWT, but the keys can't be had now; its claims are unverified.
 */
export type TokenVerification =
  | { status: 'verified'; claims: BaseTokenClaims }
  | { status: 'expired'; claims: BaseTokenClaims }
  | { status: 'invalid'; reason: unknown }
  | { status: 'unavailable'; claims: BaseTokenClaims; reason: KeySetUnavailable }

/**
 * Verifies an access token; never rejects.
 *
 * @param options `now`: the time to go by, in milliseconds since the epoch
 */
export async function verifyToken(
  token: string,
  getKey: JWTVerifyGetKey,
  { issuer, now = Date.now() }: { issuer?: string | undefined; now?: number | undefined } = {},
): Promise<TokenVerification> {
  try {
    const { payload } = await jwtVerify<BaseTokenClaims>(token, getKey, {
      algorithms: [ACCESS_TOKEN_ALGORITHM],
      requiredClaims: ['exp', 'sid'],
      currentDate: new Date(now),
      ...(issuer === undefined ? {} : { issuer }),
    })
    return { status: 'verified', claims: payload }
  } catch (error) {
    const claims = tryDecodeClaims(token)
    // Thrown only once the signature and the other claims have been found good.
    if (error instanceof errors.JWTExpired && claims) return { status: 'expired', claims }
    if (error instanceof KeySetUnavailable && claims) return { status: 'unavailable', claims, reason: error }
    return { status: 'invalid', reason: error }
  }
}
