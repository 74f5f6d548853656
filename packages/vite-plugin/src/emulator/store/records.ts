/** A user as the WorkOS API writes it (`GET /user_management/users/:id`). Times are ISO 8601. */
export interface UserRecord {
  object: 'user'
  id: string
  email: string
  email_verified: boolean
  name: string | null
  first_name: string | null
  last_name: string | null
  profile_picture_url: string | null
  last_sign_in_at: string | null
  locale: string | null
  external_id: string | null
  metadata: Record<string, string>
  created_at: string
  updated_at: string
}

/** An organization as the WorkOS API writes it (`GET /organizations/:id`). */
export interface OrganizationRecord {
  object: 'organization'
  id: string
  name: string
  allow_profiles_outside_organization: boolean
  domains: readonly never[]
  external_id: string | null
  metadata: Record<string, string>
  created_at: string
  updated_at: string
}

/** What a user is in an organization: the source of the `role`, `roles` and `permissions` claims. */
export interface MembershipRecord {
  userId: string
  organizationId: string
  role: string
  permissions: readonly string[]
}

/** An authorization code: one attempt to exchange it, whether that succeeds or not. Times are milliseconds. */
export interface CodeRecord {
  readonly clientId: string
  readonly redirectUri: string
  /** `null` when the app sent none. */
  readonly codeChallenge: string | null
  readonly userId: string
  readonly organizationId: string | null
  readonly issuedAt: number
  used: boolean
  /** The session that the exchange made, to end it when the code is replayed (RFC 6749, section 4.1.2). */
  sessionId: string | null
}

export interface SessionRecord {
  readonly id: string
  readonly userId: string
  /** Origin of the redirect URI: where `logout` returns to when it is not told. */
  readonly appOrigin: string
  /** When the user signed in (milliseconds): the `auth_time` claim. */
  readonly authenticatedAt: number
  /** `null` while it is alive. */
  endedAt: number | null
}

/** The one exchange of a refresh token, remembered to answer an identical retry identically. */
export interface RefreshExchange {
  readonly at: number
  /** The `organization_id` of that request, `null` when it had none. */
  readonly requestedOrganizationId: string | null
  readonly answer: Promise<AuthenticationBody>
}

export interface RefreshTokenRecord {
  readonly sessionId: string
  readonly organizationId: string | null
  exchange: RefreshExchange | null
}

/** The success body of `POST /user_management/authenticate`. */
export interface AuthenticationBody {
  user: UserRecord
  /** Absent outside of an organization. */
  organization_id?: string
  access_token: string
  refresh_token: string
  authentication_method: 'MagicAuth'
}
