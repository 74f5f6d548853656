import type { JWTPayload } from 'jose'

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
