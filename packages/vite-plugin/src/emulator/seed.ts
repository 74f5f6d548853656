import type { MembershipRecord, OrganizationRecord, UserRecord } from './store/records.ts'

/** A user that exists from the start. */
export interface SeedUser {
  /** @defaultValue made from the email address, the same in every run */
  id?: string
  email: string
  firstName?: string
  lastName?: string
}

/** An organization that exists from the start. */
export interface SeedOrganization {
  id: string
  name: string
  members: readonly {
    /** Email address of a user of the seed. */
    email: string
    /** Slug of the role, the `role` claim. */
    role: string
    /** @defaultValue `[]` */
    permissions?: readonly string[]
  }[]
}

/** Whom the local AuthKit knows from the start. */
export interface Seed {
  users: readonly SeedUser[]
  organizations: readonly SeedOrganization[]
}

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

/** When everything in a seed was created: fixed, so that two runs give the same records. */
export const SEED_CREATED_AT = '2026-01-01T00:00:00.000Z'

/** The records of a seed. */
export interface SeedRecords {
  users: UserRecord[]
  organizations: OrganizationRecord[]
  memberships: MembershipRecord[]
}

/**
 * Turns a seed into records.
 *
 * @throws TypeError when an email or id is repeated, or a member is not one of the users
 */
export function resolveSeed(seed: Seed): SeedRecords {
  const byEmail = new Map<string, UserRecord>()
  const ids = new Set<string>()
  const claimId = (id: string): string => {
    if (ids.has(id)) throw new TypeError(`The seed has the id "${id}" twice.`)
    ids.add(id)
    return id
  }
  for (const user of seed.users) {
    const record = createUser({ ...user, createdAt: SEED_CREATED_AT })
    if (byEmail.has(record.email)) throw new TypeError(`The seed has the user "${record.email}" twice.`)
    claimId(record.id)
    byEmail.set(record.email, record)
  }
  const organizations = seed.organizations.map(({ id, name }): OrganizationRecord => ({
    object: 'organization',
    id: claimId(id),
    name,
    allow_profiles_outside_organization: false,
    domains: [],
    external_id: null,
    metadata: {},
    created_at: SEED_CREATED_AT,
    updated_at: SEED_CREATED_AT,
  }))
  const memberships = seed.organizations.flatMap(({ id, members }) =>
    members.map(({ email, role, permissions = [] }): MembershipRecord => {
      const user = byEmail.get(normalizeEmail(email))
      if (user === undefined) {
        throw new TypeError(`The seed makes "${email}" a member of "${id}", but has no user with that email.`)
      }
      return { userId: user.id, organizationId: id, role, permissions }
    }),
  )
  return { users: [...byEmail.values()], organizations, memberships }
}

/** A user record; who signs up on the page is made the same way as who is in the seed. */
export function createUser(input: SeedUser & { createdAt: string }): UserRecord {
  const email = normalizeEmail(input.email)
  const name = [input.firstName, input.lastName].filter((part) => part !== undefined).join(' ')
  return {
    object: 'user',
    id: input.id ?? userIdOf(email),
    email,
    email_verified: true,
    name: name === '' ? null : name,
    first_name: input.firstName ?? null,
    last_name: input.lastName ?? null,
    profile_picture_url: null,
    last_sign_in_at: null,
    locale: null,
    external_id: null,
    metadata: {},
    created_at: input.createdAt,
    updated_at: input.createdAt,
  }
}

/** Email addresses are compared without case and outer spaces, as AuthKit does. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase()
}

/**
 * The same email gives the same id in every run, so rows that an app stored by user id keep their owner: letters and
 * digits stand for themselves, every other UTF-8 byte is `_` and its two hexadecimal digits.
 */
function userIdOf(email: string): string {
  const escaped = Array.from(new TextEncoder().encode(email), (byte) => {
    const character = String.fromCodePoint(byte)
    return /[a-z0-9]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`
  })
  return `user_local_${escaped.join('')}`
}
