import { decodeJwt } from 'jose'
import type { JWTPayload } from 'jose'

import { TokenValidationError } from '../errors.ts'

/** Claims of a WorkOS access token. */
export interface BaseTokenClaims extends JWTPayload {
  /** Session id. */
  sid: string
  org_id?: string
  role?: string
  roles?: string[]
  permissions?: string[]
  entitlements?: string[]
  feature_flags?: string[]
}

/** Claims an app adds through a JWT template. */
export type CustomClaims = Record<string, unknown>

/**
 * Decodes a token without verifying it.
 *
 * @throws TokenValidationError when it isn't a JWT
 */
export function decodeClaims(token: string): BaseTokenClaims {
  try {
    return decodeJwt<BaseTokenClaims>(token)
  } catch (error) {
    throw new TokenValidationError("Invalid token: it isn't a JWT.", error)
  }
}

/** The same, with `undefined` for what isn't a JWT. */
export function tryDecodeClaims(token: string): BaseTokenClaims | undefined {
  try {
    return decodeClaims(token)
  } catch {
    return undefined
  }
}
