import { normalizeEmail } from '../email-address.ts'
import { createUser } from '../seed/create-user.ts'
import { resolveSeed } from '../seed/resolve-seed.ts'
import type { Seed } from '../seed/seed.ts'
import { BoundedMap } from './bounded-map.ts'
import { Collection } from './collection.ts'
import type {
  CodeRecord,
  MagicAuthRecord,
  MembershipRecord,
  OrganizationGrants,
  OrganizationRecord,
  PendingAuthentication,
  PermissionRecord,
  RedirectUriRecord,
  RefreshTokenRecord,
  RoleRecord,
  SessionRecord,
  UserRecord,
} from './records.ts'

/**
 * Most records of each kind, the oldest making room: a dev server that runs for weeks, or a load test, stays within
 * some tens of megabytes. What the seed has comes on top and is never dropped.
 */
export const STORE_CAPACITY = {
  users: 1_000,
  organizations: 1_000,
  memberships: 5_000,
  roles: 200,
  permissions: 1_000,
  redirectUris: 200,
  sessions: 10_000,
  codes: 1_000,
  refreshTokens: 20_000,
  magicAuths: 1_000,
  pendingAuthentications: 1_000,
} as const

/** How many records of each kind a store may hold. */
export type StoreCapacity = { readonly [kind in keyof typeof STORE_CAPACITY]: number }

/** A password that was set by the API: its salted hash. */
export interface PasswordHash {
  readonly salt: string
  readonly hash: string
}

const NO_GRANTS: OrganizationGrants = { entitlements: [], featureFlags: [] }

/** Everything a local AuthKit remembers, in memory, bounded. */
export class Store {
  readonly users: Collection<UserRecord>
  readonly organizations: Collection<OrganizationRecord>
  /** Of any status; {@link membershipsOf} and {@link membership} give the active ones. */
  readonly memberships: Collection<MembershipRecord>
  readonly roles: Collection<RoleRecord>
  readonly permissions: Collection<PermissionRecord>
  readonly redirectUris: Collection<RedirectUriRecord>
  /** By session id. */
  readonly sessions: BoundedMap<string, SessionRecord>
  /** By authorization code. */
  readonly codes: BoundedMap<string, CodeRecord>
  /** By refresh token. */
  readonly refreshTokens: BoundedMap<string, RefreshTokenRecord>
  /** By id. */
  readonly magicAuths: BoundedMap<string, MagicAuthRecord>
  /** By pending authentication token. */
  readonly pendingAuthentications: BoundedMap<string, PendingAuthentication>
  /** By user id. */
  readonly passwordHashes: BoundedMap<string, PasswordHash>
  /** Refresh tokens with an answer that is kept for retries, oldest first. */
  #answered: RefreshTokenRecord[] = []
  #seedPasswords: ReadonlyMap<string, string> = new Map()
  #featureFlags: ReadonlyMap<string, readonly string[]> = new Map()
  #grants: ReadonlyMap<string, OrganizationGrants> = new Map()

  constructor(seed: Seed, capacity: StoreCapacity = STORE_CAPACITY) {
    this.users = new Collection(capacity.users)
    this.organizations = new Collection(capacity.organizations)
    this.memberships = new Collection(capacity.memberships)
    this.roles = new Collection(capacity.roles)
    this.permissions = new Collection(capacity.permissions)
    this.redirectUris = new Collection(capacity.redirectUris)
    this.sessions = new BoundedMap(capacity.sessions)
    this.codes = new BoundedMap(capacity.codes)
    this.refreshTokens = new BoundedMap(capacity.refreshTokens)
    this.magicAuths = new BoundedMap(capacity.magicAuths)
    this.pendingAuthentications = new BoundedMap(capacity.pendingAuthentications)
    this.passwordHashes = new BoundedMap(capacity.users)
    this.seed(seed)
  }

  /**
   * Forgets everything and starts with this seed.
   *
   * @throws TypeError when the seed contradicts itself; the store is then as it was
   */
  reset(seed: Seed): void {
    resolveSeed(seed)
    for (const part of [this.sessions, this.codes, this.refreshTokens, this.magicAuths]) part.clear()
    for (const part of [this.pendingAuthentications, this.passwordHashes]) part.clear()
    for (const part of [this.users, this.organizations, this.memberships]) part.clear()
    for (const part of [this.roles, this.permissions, this.redirectUris]) part.clear()
    this.seed(seed)
  }

  /**
   * Puts the records of a seed over those that are there: who is signed in stays so, when the user is still there.
   *
   * @throws TypeError when the seed contradicts itself; the store is then as it was
   */
  seed(seed: Seed): void {
    const records = resolveSeed(seed)
    this.users.reseed(records.users)
    this.organizations.reseed(records.organizations)
    this.memberships.reseed(records.memberships)
    this.roles.reseed(records.roles)
    this.permissions.reseed(records.permissions)
    this.redirectUris.reseed(records.redirectUris)
    this.#seedPasswords = records.passwords
    this.#featureFlags = records.featureFlags
    this.#grants = records.grants
  }

  /**
   * Keeps the answer to an exchange for retries, and lets go of those before a time (milliseconds): they are the largest
   * things in here.
   */
  keepAnswer(token: RefreshTokenRecord, before: number): void {
    this.#answered.push(token)
    const isOver = ({ exchange }: RefreshTokenRecord): boolean =>
      exchange === null || exchange.at < before || this.#answered.length > this.refreshTokens.capacity
    let count = 0
    for (const known of this.#answered) {
      if (!isOver(known)) break
      if (known.exchange !== null) known.exchange.answer = null
      count += 1
    }
    if (count > 0) this.#answered.splice(0, count)
  }

  user(id: string): UserRecord | undefined {
    return this.users.get(id)
  }

  userByEmail(email: string): UserRecord | undefined {
    const wanted = normalizeEmail(email)
    return this.users.find((user) => user.email === wanted)
  }

  /** The user with that email address, who is signed up when there is none. */
  userWithEmail(email: string, createdAt: string): UserRecord {
    const known = this.userByEmail(email)
    if (known !== undefined) return known
    const user = createUser({ email, createdAt })
    this.users.add(user)
    return user
  }

  /** Takes a user out, with what belongs to the user. */
  deleteUser(id: string): void {
    this.users.delete(id)
    this.passwordHashes.delete(id)
    for (const membership of this.memberships.filter(({ userId }) => userId === id))
      this.memberships.delete(membership.id)
    for (const session of this.sessions.values())
      if (session.signIn.userId === id) this.sessions.delete(session.id)
  }

  organization(id: string): OrganizationRecord | undefined {
    return this.organizations.get(id)
  }

  /** Takes an organization out, with its memberships. Sessions in it get no more tokens for it. */
  deleteOrganization(id: string): void {
    this.organizations.delete(id)
    for (const membership of this.memberships.filter(({ organizationId }) => organizationId === id))
      this.memberships.delete(membership.id)
  }

  /** The active memberships of a user, in the order in which they were made. */
  membershipsOf(userId: string): MembershipRecord[] {
    return this.memberships.filter(
      (membership) => membership.userId === userId && membership.status === 'active',
    )
  }

  /** The active membership of a user in an organization. */
  membership(userId: string, organizationId: string): MembershipRecord | undefined {
    return this.membershipsOf(userId).find((membership) => membership.organizationId === organizationId)
  }

  roleBySlug(slug: string): RoleRecord | undefined {
    return this.roles.find((role) => role.slug === slug)
  }

  /** What a member may do: the permissions of the roles and the member's own, each once. */
  permissionsOf({ roles, permissions }: MembershipRecord): string[] {
    const ofRoles = roles.flatMap((slug) => this.roleBySlug(slug)?.permissions ?? [])
    return [...new Set([...ofRoles, ...permissions])]
  }

  /** What sessions in the organization get. */
  grantsOf(organizationId: string): OrganizationGrants {
    return this.#grants.get(organizationId) ?? NO_GRANTS
  }

  /** The flags of a user, whatever the organization. */
  featureFlagsOf(userId: string): readonly string[] {
    return this.#featureFlags.get(userId) ?? []
  }

  /** The password of a user as the seed has it, unless it was changed since. */
  seedPassword(userId: string): string | undefined {
    return this.passwordHashes.get(userId) === undefined ? this.#seedPasswords.get(userId) : undefined
  }
}
