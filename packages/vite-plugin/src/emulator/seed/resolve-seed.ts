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
import {
  DEFAULT_ROLE,
  type Seed,
  type SeedMember,
  type SeedOrganization,
  type SeedPermission,
  type SeedRole,
} from './seed.ts'

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
 * @throws TypeError when an email, id or slug is repeated, a member is not one of the users, or a role or permission is
 * not one of those that the seed lists
 */
export function resolveSeed(seed: Seed): SeedRecords {
  const ids = new Set<string>()
  const claimId = (id: string): string => {
    if (ids.has(id)) throw new TypeError(`The seed has the id "${id}" twice.`)
    ids.add(id)
    return id
  }
  const byEmail = new Map<string, UserRecord>()
  const passwords = new Map<string, string>()
  const featureFlags = new Map<string, readonly string[]>()
  for (const user of seed.users) {
    const record = createUser({ ...user, createdAt: SEED_CREATED_AT })
    if (byEmail.has(record.email)) throw new TypeError(`The seed has the user "${record.email}" twice.`)
    byEmail.set(record.email, record)
    claimId(record.id)
    if (user.password !== undefined) passwords.set(record.id, user.password)
    if (user.featureFlags !== undefined) featureFlags.set(record.id, user.featureFlags)
  }
  const memberships = seed.organizations.flatMap((organization) =>
    organization.members.map((member) => membershipOf(member, organization, byEmail)),
  )
  return {
    users: [...byEmail.values()],
    organizations: seed.organizations.map((organization) => {
      claimId(organization.id)
      return createOrganization({ ...organization, createdAt: SEED_CREATED_AT })
    }),
    memberships,
    ...authorizationOf(seed, memberships),
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
): MembershipRecord {
  const user = byEmail.get(normalizeEmail(member.email))
  if (user === undefined) {
    throw new TypeError(
      `The seed makes "${member.email}" a member of "${id}", but has no user with that email.`,
    )
  }
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

function authorizationOf(
  seed: Seed,
  memberships: readonly MembershipRecord[],
): Pick<SeedRecords, 'roles' | 'permissions'> {
  const used = new Set([DEFAULT_ROLE, ...memberships.flatMap(({ roles }) => roles)])
  const roles = seed.roles ?? [...used].map((slug) => ({ slug }))
  const roleSlugs = unique('role', roles)
  for (const slug of used) {
    if (seed.roles !== undefined && slug !== DEFAULT_ROLE && !roleSlugs.has(slug))
      throw new TypeError(`The seed gives a member the role "${slug}", which its \`roles\` don't have.`)
  }
  const given = new Set([
    ...(seed.roles ?? []).flatMap(({ permissions = [] }) => permissions),
    ...memberships.flatMap(({ permissions }) => permissions),
  ])
  const permissions = seed.permissions ?? [...given].map((slug) => ({ slug }))
  const permissionSlugs = unique('permission', permissions)
  for (const slug of given) {
    if (!permissionSlugs.has(slug))
      throw new TypeError(`The seed gives the permission "${slug}", which its \`permissions\` don't have.`)
  }
  // WorkOS has it in every environment.
  const all = roleSlugs.has(DEFAULT_ROLE) ? roles : [...roles, { slug: DEFAULT_ROLE }]
  return {
    roles: all.map((role) => createRole(role, SEED_CREATED_AT)),
    permissions: permissions.map((permission) => createPermission(permission, SEED_CREATED_AT)),
  }
}

function unique(kind: string, items: readonly { slug: string }[]): Set<string> {
  const slugs = new Set<string>()
  for (const { slug } of items) {
    if (slugs.has(slug)) throw new TypeError(`The seed has the ${kind} "${slug}" twice.`)
    slugs.add(slug)
  }
  return slugs
}

export function createRole(
  { slug, name = slug, description, permissions = [] }: SeedRole,
  createdAt: string,
): RoleRecord {
  return {
    object: 'role',
    id: `role_${slug}`,
    slug,
    name,
    description: description ?? null,
    permissions: [...permissions],
    resource_type_slug: 'organization',
    type: 'EnvironmentRole',
    created_at: createdAt,
    updated_at: createdAt,
  }
}

export function createPermission(
  { slug, name = slug, description }: SeedPermission,
  createdAt: string,
): PermissionRecord {
  return {
    object: 'permission',
    id: `perm_${slug}`,
    slug,
    name,
    description: description ?? null,
    resource_type_slug: 'organization',
    system: false,
    created_at: createdAt,
    updated_at: createdAt,
  }
}
