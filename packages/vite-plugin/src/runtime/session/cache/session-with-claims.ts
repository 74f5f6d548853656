import type { Session } from '../seal/session.ts'
import type { BaseTokenClaims } from '../tokens/token-claims.ts'

/** A session, and the claims of its access token. */
export interface SessionWithClaims {
  readonly session: Session
  readonly claims: BaseTokenClaims
}
