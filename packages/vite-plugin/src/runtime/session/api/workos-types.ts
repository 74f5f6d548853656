/** A WorkOS user, as stored in the session. Field names are those of `@workos-inc/node`. */
export interface User {
  object: 'user'
  id: string
  email: string
  emailVerified: boolean
  profilePictureUrl: string | null
  name: string | null
  firstName: string | null
  lastName: string | null
  /** ISO 8601. */
  lastSignInAt: string | null
  locale: string | null
  /** ISO 8601. */
  createdAt: string
  /** ISO 8601. */
  updatedAt: string
  externalId: string | null
  metadata: Record<string, string>
}

/** Who is acting as the user, when a WorkOS dashboard member impersonates them. */
export interface Impersonator {
  email: string
  reason: string | null
}

/** The part of a WorkOS organization that the toolkit reads. */
export interface Organization {
  id: string
  name: string
}

/** Tokens of the upstream provider (Google, GitHub, ...), when the environment is set to return them. */
export interface OauthTokens {
  accessToken: string
  refreshToken: string
  /** Seconds since the epoch. */
  expiresAt: number
  scopes: string[]
}

/** What the token endpoint answers, for a code and for a refresh token alike. */
export interface AuthenticationResponse {
  user: User
  organizationId?: string | undefined
  accessToken: string
  refreshToken: string
  impersonator?: Impersonator | undefined
  /** How the user signed in, for example `Password` or `GoogleOAuth`. */
  authenticationMethod?: string | undefined
  oauthTokens?: OauthTokens | undefined
  sealedSession?: string | undefined
}
