import { normalizeEmail } from '../email-address.ts'
import type {
  MembershipRecord,
  OrganizationGrants,
  OrganizationRecord,
  PermissionRecord,
  RedirectUriRecord,
  RoleRecord,
  UserRecord,
} from '../store/records.ts'
import { createOrganization } from './create-organization.ts'
import { createUser } from './create-user.ts'
import { authorizationOf, notListed } from './authorization.ts'
import { SeedError, type SeedPath } from './parse-seed.ts'
import { DEFAULT_ROLE, type Seed, type SeedMember, type SeedOrganization } from './seed.ts'

/** When everything in a seed was created: fixed, so that two runs give the same records. */
export const SEED_CREATED_AT = '2026-01-01T00:00:00.000Z'

/** The records of a seed. */
export interface SeedRecords {
  users: UserRecord[]
  organizations: OrganizationRecord[]
  memberships: MembershipRecord[]
  roles: RoleRecord[]
  permissions: PermissionRecord[]
  redirectUris: RedirectUriRecord[]
  /** By user id, as the seed has them. */
  passwords: Map<string, string>
  /** By user id. */
  featureFlags: Map<string, readonly string[]>
  /** By organization id. */
  grants: Map<string, OrganizationGrants>
}

/**
 * Turns a seed into records.
 *
 * @throws SeedError when an email, id or slug is repeated, a member is not one of the users, or a role or permission is
 * not one of those that the seed lists
 */
export function resolveSeed(seed: Seed): SeedRecords {
  const ids = new Set<string>()
  const claimId = (id: string, path: SeedPath): void => {
    if (ids.has(id)) throw new SeedError(path, `is "${id}", an id that is taken already.`)
    ids.add(id)
  }
  const byEmail = new Map<string, UserRecord>()
  const passwords = new Map<string, string>()
  const featureFlags = new Map<string, readonly string[]>()
  for (const [index, user] of seed.users.entries()) {
    const record = createUser({ ...user, createdAt: SEED_CREATED_AT })
    if (byEmail.has(record.email)) {
      throw new SeedError(['users', index, 'email'], `is "${record.email}", who is there already.`)
    }
    byEmail.set(record.email, record)
    claimId(record.id, ['users', index, 'id'])
    if (user.password !== undefined) passwords.set(record.id, user.password)
    if (user.featureFlags !== undefined) featureFlags.set(record.id, user.featureFlags)
  }
  const memberships = seed.organizations.flatMap((organization, index) => {
    claimId(organization.id, ['organizations', index, 'id'])
    return organization.members.map((member, place) =>
      membershipOf(member, organization, byEmail, ['organizations', index, 'members', place, 'email']),
    )
  })
  return {
    users: [...byEmail.values()],
    organizations: seed.organizations.map((organization) =>
      createOrganization({ ...organization, createdAt: SEED_CREATED_AT }),
    ),
    memberships,
    ...authorizationOf(seed, SEED_CREATED_AT),
    redirectUris: (seed.redirectUris ?? []).map((uri, index) => ({
      object: 'redirect_uri',
      id: `redir_local_${index + 1}`,
      uri,
      default: index === 0,
      created_at: SEED_CREATED_AT,
      updated_at: SEED_CREATED_AT,
    })),
    passwords,
    featureFlags,
    grants: new Map(
      seed.organizations.map(({ id, entitlements = [], featureFlags = [] }) => [
        id,
        { entitlements, featureFlags },
      ]),
    ),
  }
}

function membershipOf(
  member: SeedMember,
  { id }: SeedOrganization,
  byEmail: ReadonlyMap<string, UserRecord>,
  path: SeedPath,
): MembershipRecord {
  const email = normalizeEmail(member.email)
  const user = byEmail.get(email)
  if (user === undefined) throw notListed(path, email, 'users', [...byEmail.keys()])
  const first = member.role ?? member.roles?.[0] ?? DEFAULT_ROLE
  return {
    id: membershipId(id, user.id),
    userId: user.id,
    organizationId: id,
    roles: [first, ...(member.roles ?? []).filter((role) => role !== first)],
    permissions: member.permissions ?? [],
    status: member.status ?? 'active',
    createdAt: SEED_CREATED_AT,
    updatedAt: SEED_CREATED_AT,
  }
}

/** The same in every run, like the ids of users. */
export function membershipId(organizationId: string, userId: string): string {
  return `om_${organizationId}_${userId}`
}
