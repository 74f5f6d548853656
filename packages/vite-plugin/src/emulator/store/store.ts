import { createUser, normalizeEmail, resolveSeed, type Seed } from '../seed.ts'
import { BoundedMap } from './bounded-map.ts'
import type {
  CodeRecord,
  MembershipRecord,
  OrganizationRecord,
  RefreshTokenRecord,
  SessionRecord,
  UserRecord,
} from './records.ts'

/**
 * Most records of each kind, the oldest making room: a dev server that runs for weeks, or a load test, stays within
 * some tens of megabytes. Users of the seed come on top and are never dropped.
 */
export const STORE_CAPACITY = { users: 1_000, sessions: 10_000, codes: 1_000, refreshTokens: 20_000 } as const

/** How many records of each kind a store may hold. */
export type StoreCapacity = { readonly [kind in keyof typeof STORE_CAPACITY]: number }

/** Everything a local AuthKit remembers, in memory, bounded. */
export class Store {
  /** By authorization code. */
  readonly codes: BoundedMap<string, CodeRecord>
  /** By session id. */
  readonly sessions: BoundedMap<string, SessionRecord>
  /** By refresh token. */
  readonly refreshTokens: BoundedMap<string, RefreshTokenRecord>
  readonly #seedUsers: ReadonlyMap<string, UserRecord>
  readonly #signedUpUsers: BoundedMap<string, UserRecord>
  readonly #organizations: ReadonlyMap<string, OrganizationRecord>
  readonly #memberships: readonly MembershipRecord[]

  constructor(seed: Seed, capacity: StoreCapacity = STORE_CAPACITY) {
    const { users, organizations, memberships } = resolveSeed(seed)
    this.codes = new BoundedMap(capacity.codes)
    this.sessions = new BoundedMap(capacity.sessions)
    this.refreshTokens = new BoundedMap(capacity.refreshTokens)
    this.#signedUpUsers = new BoundedMap(capacity.users)
    this.#seedUsers = new Map(users.map((user) => [user.id, user]))
    this.#organizations = new Map(organizations.map((organization) => [organization.id, organization]))
    this.#memberships = memberships
  }

  /** The users that the sign-in page offers. */
  seedUsers(): UserRecord[] {
    return [...this.#seedUsers.values()]
  }

  user(id: string): UserRecord | undefined {
    return this.#seedUsers.get(id) ?? this.#signedUpUsers.get(id)
  }

  /** The user with that email address, who is signed up when there is none. */
  userWithEmail(email: string, createdAt: string): UserRecord {
    const known = this.seedUsers().find((user) => user.email === normalizeEmail(email))
    if (known !== undefined) return known
    const user = createUser({ email, createdAt })
    const signedUp = this.#signedUpUsers.get(user.id)
    if (signedUp !== undefined) return signedUp
    this.#signedUpUsers.set(user.id, user)
    return user
  }

  organization(id: string): OrganizationRecord | undefined {
    return this.#organizations.get(id)
  }

  /** The organizations of a user, in the order of the seed. */
  memberships(userId: string): MembershipRecord[] {
    return this.#memberships.filter((membership) => membership.userId === userId)
  }

  membership(userId: string, organizationId: string): MembershipRecord | undefined {
    return this.memberships(userId).find((membership) => membership.organizationId === organizationId)
  }
}
