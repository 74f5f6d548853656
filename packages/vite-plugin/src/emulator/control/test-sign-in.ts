import { isEmail } from '../email-address.ts'
import type { Realm } from '../realm.ts'
import { createOrganization, newOrganizationId, ORGANIZATION_ID_PREFIX } from '../seed/create-organization.ts'
import { createUser } from '../seed/create-user.ts'
import { createRole } from '../seed/authorization.ts'
import { DEFAULT_ROLE } from '../seed/seed.ts'
import type { Impersonator, MembershipRecord, OrganizationRecord, UserRecord } from '../store/records.ts'
import { checkImpersonator, ControlError } from './check-control.ts'

/** Whom a test signs in: who and what is not there is made. */
export interface TestSignIn {
  readonly email: string
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  /** Id or name. */
  readonly organization?: string | undefined
  /** Slug, in the organization. */
  readonly role?: string | undefined
  /** Slugs, in the organization, besides those of the role. */
  readonly permissions?: readonly string[] | undefined
  readonly impersonator?: Impersonator | undefined
  /** Of the session's access tokens, in seconds. */
  readonly accessTokenLifetime?: number | undefined
}

/**
 * The user and the organization of a test's sign-in. What the seed has stays as it is: other tests, and the developer
 * at the dev server, count on it.
 *
 * @param asked id of the organization that the app asks for, which counts when the test names none
 * @throws ControlError
 */
export function prepareTestSignIn(
  signIn: TestSignIn,
  asked: string | undefined,
  realm: Realm,
): { userId: string; organizationId: string | null } {
  checkImpersonator(signIn.impersonator)
  if (!isEmail(signIn.email)) throw new ControlError('`user.email` must be an email address.')
  const wanted = signIn.organization ?? asked
  const isPlaced = signIn.role !== undefined || signIn.permissions !== undefined
  if (wanted === undefined && isPlaced) {
    throw new ControlError('`role` and `permissions` need an `organization` to have them in.')
  }
  const organization = wanted === undefined ? undefined : organizationOf(wanted, realm)
  const user = userOf(signIn, realm)
  if (organization === undefined) {
    return { userId: user.id, organizationId: realm.store.membershipsOf(user.id)[0]?.organizationId ?? null }
  }
  setMembership(user, organization, signIn, realm)
  return { userId: user.id, organizationId: organization.id }
}

function userOf({ email, firstName, lastName }: TestSignIn, { store, clock }: Realm): UserRecord {
  const known = store.userByEmail(email)
  if (known !== undefined) return known
  const user = createUser({
    email,
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    createdAt: clock.timestamp(),
  })
  store.users.add(user)
  return user
}

function organizationOf(idOrName: string, { store, clock }: Realm): OrganizationRecord {
  const known = store.organization(idOrName) ?? store.organizations.find(({ name }) => name === idOrName)
  if (known !== undefined) return known
  // What begins like an id is never taken for a name.
  if (idOrName.startsWith(ORGANIZATION_ID_PREFIX)) {
    throw new ControlError(`There is no organization "${idOrName}".`, 400)
  }
  const organization = createOrganization({
    id: newOrganizationId(),
    name: idOrName,
    createdAt: clock.timestamp(),
  })
  store.organizations.add(organization)
  return organization
}

function setMembership(
  user: UserRecord,
  organization: OrganizationRecord,
  { role, permissions }: TestSignIn,
  { store, clock }: Realm,
): void {
  const known = store.memberships.find(
    ({ userId, organizationId }) => userId === user.id && organizationId === organization.id,
  )
  if (known !== undefined && isLike(known, role, permissions)) return
  if (known !== undefined && store.memberships.isSeeded(known.id)) {
    throw new ControlError(
      `${user.email} is ${known.status === 'active' ? known.roles.join(' and ') : known.status} in ${organization.name} by the seed. Take a user of its own for another role or other permissions: an email address that is new becomes one.`,
    )
  }
  const roles = role === undefined ? (known?.roles ?? [DEFAULT_ROLE]) : [role]
  const now = clock.timestamp()
  for (const slug of roles) {
    if (store.roleBySlug(slug) === undefined) store.roles.add(createRole({ slug }, now))
  }
  store.memberships.add({
    id: known?.id ?? `om_${crypto.randomUUID()}`,
    userId: user.id,
    organizationId: organization.id,
    roles,
    permissions: permissions ?? known?.permissions ?? [],
    status: 'active',
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  })
}

function isLike(
  known: MembershipRecord,
  role: string | undefined,
  permissions: readonly string[] | undefined,
): boolean {
  if (known.status !== 'active') return false
  if (role !== undefined && known.roles[0] !== role) return false
  return permissions === undefined || isSameSet(permissions, known.permissions)
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return new Set([...one, ...other]).size === new Set(one).size && new Set(one).size === new Set(other).size
}
