import { toSession } from '../seal/session.ts'
import type { Session } from '../seal/session.ts'
import type { BaseTokenClaims } from '../tokens/token-claims.ts'

/** A session, and the claims of its access token. */
export interface SessionWithClaims {
  session: Session
  claims: BaseTokenClaims
}

/**
 * The same as text, which several requests can share: whoever unpacks it gets objects of their own, to be changed
 * without anybody else noticing; and what it takes in memory is known.
 */
export interface PackedSession {
  readonly accessToken: string
  readonly refreshToken: string
  /** User, impersonator and claims as JSON. */
  readonly rest: string
  /** End of the access token, in milliseconds since the epoch; a token without one has ended. */
  readonly expiresAt: number
}

export function packSession({ session, claims }: SessionWithClaims): PackedSession {
  const { accessToken, refreshToken, user, impersonator } = session
  return {
    accessToken,
    refreshToken,
    rest: JSON.stringify({ user, impersonator, claims }),
    // RFC 7519, section 4.1.4: in seconds, and the token isn't good any more on that second.
    expiresAt: (claims.exp ?? 0) * 1000,
  }
}

export function unpackSession({ accessToken, refreshToken, rest }: PackedSession): SessionWithClaims {
  const { user, impersonator, claims } = JSON.parse(rest)
  return { session: toSession({ accessToken, refreshToken, user }, impersonator), claims }
}
