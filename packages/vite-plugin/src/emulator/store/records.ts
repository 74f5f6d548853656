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
  domains: readonly OrganizationDomain[]
  external_id: string | null
  metadata: Record<string, string>
  created_at: string
  updated_at: string
}

/** A domain of an organization as the WorkOS API writes it. */
export interface OrganizationDomain {
  object: 'organization_domain'
  id: string
  organization_id: string
  domain: string
  state: 'verified' | 'pending'
}

/** What a session in an organization gets besides the role: the claims of the same names. */
export interface OrganizationGrants {
  readonly entitlements: readonly string[]
  readonly featureFlags: readonly string[]
}

/** `pending` is an invitation that was not accepted, `inactive` a member who was taken out. Neither can sign in. */
export type MembershipStatus = 'active' | 'inactive' | 'pending'

/** What a user is in an organization: the source of the `role`, `roles` and `permissions` claims. */
export interface MembershipRecord {
  readonly id: string
  readonly userId: string
  readonly organizationId: string
  /** Slugs; the first is the `role` claim. Never empty. */
  roles: readonly string[]
  /** Permissions of this member alone, besides those of the roles. */
  permissions: readonly string[]
  status: MembershipStatus
  /** ISO 8601. */
  readonly createdAt: string
  updatedAt: string
}

/** A role as the WorkOS API writes it. */
export interface RoleRecord {
  object: 'role'
  id: string
  slug: string
  name: string
  description: string | null
  permissions: string[]
  resource_type_slug: 'organization'
  type: 'EnvironmentRole'
  created_at: string
  updated_at: string
}

/** A permission as the WorkOS API writes it. */
export interface PermissionRecord {
  object: 'permission'
  id: string
  slug: string
  name: string
  description: string | null
  resource_type_slug: 'organization'
  system: boolean
  created_at: string
  updated_at: string
}

/** A redirect URI as the WorkOS API writes it. */
export interface RedirectUriRecord {
  object: 'redirect_uri'
  id: string
  uri: string
  default: boolean
  created_at: string
  updated_at: string
}

/** Who looks at the app as the user: the `impersonator` of the token answer, and the `act` claim. */
export interface Impersonator {
  readonly email: string
  readonly reason: string | null
}

/** How somebody signed in, as the token answer says it. */
export type AuthenticationMethod =
  | 'AppleOAuth'
  | 'GitHubOAuth'
  | 'GoogleOAuth'
  | 'Impersonation'
  | 'MagicAuth'
  | 'MicrosoftOAuth'
  | 'Password'

/** What a finished authentication says about the session that it makes. */
export interface SignIn {
  readonly userId: string
  /** `null` outside of an organization. */
  readonly organizationId: string | null
  readonly method: AuthenticationMethod
  readonly impersonator: Impersonator | null
  /** When the user signed in (milliseconds): the `auth_time` claim. */
  readonly authenticatedAt: number
  /** Origin of the redirect URI: where `logout` returns to when it is not told; `null` without a redirect. */
  readonly appOrigin: string | null
  /** Joins the steps of one sign-in in the event log. */
  readonly flow: string | null
  /** Of the session's access tokens, in seconds. @defaultValue that of the realm */
  readonly accessTokenLifetime?: number
}

/** An authorization code: one attempt to exchange it, whether that succeeds or not. Times are milliseconds. */
export interface CodeRecord {
  readonly signIn: SignIn
  readonly redirectUri: string
  /** `null` when the app sent none. */
  readonly codeChallenge: string | null
  readonly issuedAt: number
  used: boolean
  /** The session that the exchange made, to end it when the code is replayed (RFC 6749, section 4.1.2). */
  sessionId: string | null
}

/** A session. Times are milliseconds. */
export interface SessionRecord {
  readonly id: string
  readonly signIn: SignIn
  /** The organization of the newest tokens. */
  organizationId: string | null
  readonly ipAddress: string | null
  readonly userAgent: string | null
  readonly createdAt: number
  updatedAt: number
  /** `null` while it is alive. */
  endedAt: number | null
}

/** The one exchange of a refresh token, remembered to answer an identical retry identically. */
export interface RefreshExchange {
  readonly at: number
  /** The `organization_id` of that request, `null` when it had none. */
  readonly requestedOrganizationId: string | null
  /** `null` once nobody may ask for it any more. */
  answer: Promise<AuthenticationBody> | null
}

/** A refresh token, by its text. */
export interface RefreshTokenRecord {
  readonly sessionId: string
  readonly organizationId: string | null
  exchange: RefreshExchange | null
}

/** A code of six digits that stands for an email. Times are milliseconds. */
export interface MagicAuthRecord {
  readonly id: string
  readonly userId: string
  readonly email: string
  readonly code: string
  readonly createdAt: number
  readonly expiresAt: number
}

/** A sign-in that waits for the choice of an organization, by its token. */
export interface PendingAuthentication {
  readonly signIn: SignIn
  /** Milliseconds. */
  readonly expiresAt: number
}

/** The success body of `POST /user_management/authenticate`. */
export interface AuthenticationBody {
  user: UserRecord
  /** Absent outside of an organization. */
  organization_id?: string
  access_token: string
  refresh_token: string
  authentication_method: AuthenticationMethod
  impersonator?: Impersonator
}
