import { closestName } from '../../closest-name.ts'
import type { PermissionRecord, RoleRecord } from '../store/records.ts'
import { SeedError, type SeedPath } from './parse-seed.ts'
import { DEFAULT_ROLE, type Seed, type SeedPermission, type SeedRole } from './seed.ts'

/** Where a seed names a role or permission. */
interface Mention {
  readonly slug: string
  readonly path: SeedPath
}

/**
 * The roles and permissions of a seed: those that it lists, or where it lists none, those that it names elsewhere.
 *
 * @throws SeedError when one is listed twice, or named and not listed
 */
export function authorizationOf(
  seed: Seed,
  createdAt: string,
): { roles: RoleRecord[]; permissions: PermissionRecord[] } {
  const members = seed.organizations.flatMap(({ members }, index) =>
    members.map((member, place) => ({ ...member, path: ['organizations', index, 'members', place] })),
  )
  // WorkOS has the default one in every environment.
  const roles = listed('roles', seed.roles, [
    { slug: DEFAULT_ROLE, path: [] },
    ...members.flatMap(({ role, path }) =>
      role === undefined ? [] : [{ slug: role, path: [...path, 'role'] }],
    ),
    ...members.flatMap(({ roles, path }) => mentions(roles, [...path, 'roles'])),
  ])
  const permissions = listed('permissions', seed.permissions, [
    ...(seed.roles ?? []).flatMap((role, index) =>
      mentions(role.permissions, ['roles', index, 'permissions']),
    ),
    ...members.flatMap((member) => mentions(member.permissions, [...member.path, 'permissions'])),
  ])
  return {
    roles: roles.map((role) => createRole(role, createdAt)),
    permissions: permissions.map((permission) => createPermission(permission, createdAt)),
  }
}

function mentions(slugs: readonly string[] = [], path: SeedPath): Mention[] {
  return slugs.map((slug, index) => ({ slug, path: [...path, index] }))
}

/** Those that the seed lists, in its order, and the default role; without a list, those that it names. */
function listed<T extends { readonly slug: string }>(
  list: 'roles' | 'permissions',
  items: readonly T[] | undefined,
  named: readonly Mention[],
): (T | { slug: string })[] {
  if (items === undefined) return [...new Set(named.map(({ slug }) => slug))].map((slug) => ({ slug }))
  const slugs = new Set<string>()
  for (const [index, { slug }] of items.entries()) {
    if (slugs.has(slug)) throw new SeedError([list, index, 'slug'], `is "${slug}", which is there already.`)
    slugs.add(slug)
  }
  const added = list === 'roles' && !slugs.has(DEFAULT_ROLE) ? [{ slug: DEFAULT_ROLE }] : []
  for (const { slug, path } of named) {
    if (!slugs.has(slug) && slug !== added[0]?.slug) throw notListed(path, slug, list, [...slugs])
  }
  return [...items, ...added]
}

/** For a name that the seed has nowhere else, with the one that it may have meant. */
export function notListed(path: SeedPath, name: string, list: string, known: readonly string[]): SeedError {
  const meant = closestName(name, known)
  const help = meant === undefined ? '' : ` Did you mean "${meant}"?`
  return new SeedError(path, `is "${name}", which is not one of \`${list}\`.${help}`)
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
