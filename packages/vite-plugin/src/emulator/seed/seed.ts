/** A user that exists from the start. */
export interface SeedUser {
  /** @defaultValue made from the email address, the same in every run */
  id?: string
  email: string
  firstName?: string
  lastName?: string
  /** @defaultValue `true` */
  emailVerified?: boolean
  /** For the password grant; the sign-in page asks for none. @defaultValue none: that grant refuses the user */
  password?: string
  profilePictureUrl?: string
  locale?: string
  externalId?: string
  /** @defaultValue `{}` */
  metadata?: Readonly<Record<string, string>>
  /** The `feature_flags` claim, with those of the organization. @defaultValue `[]` */
  featureFlags?: readonly string[]
}

/** What a user of the seed is in an organization. */
export interface SeedMember {
  /** Email address of a user of the seed. */
  email: string
  /** Slug of the role, the `role` claim. @defaultValue `'member'`, or the first of `roles` */
  role?: string
  /** Slugs of all roles, the `roles` claim. @defaultValue `[role]` */
  roles?: readonly string[]
  /** Besides those of the roles. @defaultValue `[]` */
  permissions?: readonly string[]
  /** @defaultValue `'active'` */
  status?: 'active' | 'inactive' | 'pending'
}

/** An organization that exists from the start. */
export interface SeedOrganization {
  id: string
  name: string
  members: readonly SeedMember[]
  /** Verified ones. @defaultValue `[]` */
  domains?: readonly string[]
  externalId?: string
  /** @defaultValue `{}` */
  metadata?: Readonly<Record<string, string>>
  /** The `entitlements` claim. @defaultValue `[]` */
  entitlements?: readonly string[]
  /** The `feature_flags` claim, with those of the user. @defaultValue `[]` */
  featureFlags?: readonly string[]
}

/** A role that exists from the start. */
export interface SeedRole {
  slug: string
  /** @defaultValue the slug */
  name?: string
  description?: string
  /** Slugs. @defaultValue `[]` */
  permissions?: readonly string[]
}

/** A permission that exists from the start. */
export interface SeedPermission {
  slug: string
  /** @defaultValue the slug */
  name?: string
  description?: string
}

/** Whom and what the local AuthKit knows from the start. */
export interface Seed {
  users: readonly SeedUser[]
  organizations: readonly SeedOrganization[]
  /** @defaultValue those that the members have, without permissions of their own */
  roles?: readonly SeedRole[]
  /** @defaultValue those that the roles and members have */
  permissions?: readonly SeedPermission[]
  /**
   * The only URIs that a sign-in may return to, as WorkOS has it.
   *
   * @defaultValue every http and https URL on this machine
   */
  redirectUris?: readonly string[]
  /**
   * The only URLs that a sign-out may return to, as WorkOS has it.
   *
   * @defaultValue every http and https URL on this machine
   */
  signOutRedirects?: readonly string[]
}

/** Role of a member whose seed names none: the default role of WorkOS. */
export const DEFAULT_ROLE = 'member'

/** The seed of a local AuthKit that is given none. */
export const DEFAULT_SEED: Seed = {
  users: [
    { id: 'user_local_alice', email: 'alice@example.com', firstName: 'Alice', lastName: 'Andersson' },
    { id: 'user_local_bob', email: 'bob@example.com', firstName: 'Bob', lastName: 'Brown' },
  ],
  organizations: [
    {
      id: 'org_local_example',
      name: 'Example Org',
      members: [
        { email: 'alice@example.com', role: 'admin', permissions: ['posts:read', 'posts:write'] },
        { email: 'bob@example.com', role: 'member', permissions: ['posts:read'] },
      ],
    },
  ],
}
