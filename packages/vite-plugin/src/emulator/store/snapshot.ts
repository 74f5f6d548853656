import type { JWK } from 'jose'

import { REPLAY_GRACE } from '../grants/refresh-token.ts'
import type { Realm } from '../realm.ts'
import { exportSigningKey, importSigningKey } from '../signing-key.ts'
import type { CollectionSnapshot } from './collection.ts'
import type {
  AuthenticationBody,
  CodeRecord,
  MagicAuthRecord,
  MembershipRecord,
  OrganizationRecord,
  PendingAuthentication,
  PermissionRecord,
  RedirectUriRecord,
  RefreshTokenRecord,
  RoleRecord,
  SessionRecord,
  UserRecord,
} from './records.ts'
import type { PasswordHash } from './store.ts'

/** Changes whenever a snapshot can't be read by an older release, or an older one by this. */
export const SNAPSHOT_VERSION = 1

/** All that a local AuthKit knows, as JSON. Secret: whoever has it can sign tokens. */
export interface LocalAuthKitSnapshot {
  readonly version: typeof SNAPSHOT_VERSION
  /** The seed it has been taken with, as JSON. */
  readonly seed: string
  /** Private ones, the one that signs first. */
  readonly keys: readonly JWK[]
  /** The lifetime of access tokens that the options said, and what it was then set to. */
  readonly initialAccessTokenLifetime: number
  readonly accessTokenLifetime: number
  readonly clockOffset: number
  readonly users: CollectionSnapshot<UserRecord>
  readonly organizations: CollectionSnapshot<OrganizationRecord>
  readonly memberships: CollectionSnapshot<MembershipRecord>
  readonly roles: CollectionSnapshot<RoleRecord>
  readonly permissions: CollectionSnapshot<PermissionRecord>
  readonly redirectUris: CollectionSnapshot<RedirectUriRecord>
  readonly passwordHashes: readonly (readonly [string, PasswordHash])[]
  readonly sessions: readonly SessionRecord[]
  readonly refreshTokens: readonly (readonly [string, RefreshTokenSnapshot])[]
  readonly codes: readonly (readonly [string, CodeRecord])[]
  readonly magicAuths: readonly MagicAuthRecord[]
  readonly pendingAuthentications: readonly (readonly [string, PendingAuthentication])[]
}

/** A refresh token whose answer is there and not only promised. */
interface RefreshTokenSnapshot extends Omit<RefreshTokenRecord, 'exchange'> {
  readonly exchange: {
    readonly at: number
    readonly requestedOrganizationId: string | null
    readonly answer: AuthenticationBody | null
  } | null
}

export async function takeSnapshot(realm: Realm): Promise<LocalAuthKitSnapshot> {
  const { store, clock } = realm
  const keys = await Promise.all(((await realm.keys.peek()) ?? []).map(exportSigningKey))
  const now = clock.now()
  const refreshTokens = await Promise.all(
    [...store.refreshTokens.entries()].map(async ([text, token]): Promise<[string, RefreshTokenSnapshot]> => [
      text,
      { ...token, exchange: await exchangeSnapshot(token, now) },
    ]),
  )
  return {
    version: SNAPSHOT_VERSION,
    seed: JSON.stringify(realm.seed),
    keys,
    initialAccessTokenLifetime: realm.initialAccessTokenLifetime,
    accessTokenLifetime: realm.accessTokenLifetime,
    clockOffset: clock.offset,
    users: store.users.snapshot(),
    organizations: store.organizations.snapshot(),
    memberships: store.memberships.snapshot(),
    roles: store.roles.snapshot(),
    permissions: store.permissions.snapshot(),
    redirectUris: store.redirectUris.snapshot(),
    passwordHashes: [...store.passwordHashes.entries()],
    sessions: [...store.sessions.values()],
    refreshTokens,
    codes: [...store.codes.entries()],
    magicAuths: [...store.magicAuths.values()],
    pendingAuthentications: [...store.pendingAuthentications.entries()],
  }
}

async function exchangeSnapshot(
  { exchange }: RefreshTokenRecord,
  now: number,
): Promise<RefreshTokenSnapshot['exchange']> {
  if (exchange === null) return null
  const isWanted = now < exchange.at + REPLAY_GRACE * 1000
  return { ...exchange, answer: isWanted ? await exchange.answer : null }
}

/** @throws TypeError when it is no snapshot of this version; nothing has changed then */
export async function restoreSnapshot(realm: Realm, value: unknown): Promise<void> {
  const snapshot = assertSnapshot(value)
  const keys = await Promise.all(snapshot.keys.map(importSigningKey)).catch((cause: unknown) => {
    throw new TypeError('The snapshot has a signing key that is not valid.', { cause })
  })
  const { store } = realm
  const isSameSeed = snapshot.seed === JSON.stringify(realm.seed)
  store.users.restore(snapshot.users, isSameSeed)
  store.organizations.restore(snapshot.organizations, isSameSeed)
  store.memberships.restore(snapshot.memberships, isSameSeed)
  store.roles.restore(snapshot.roles, isSameSeed)
  store.permissions.restore(snapshot.permissions, isSameSeed)
  store.redirectUris.restore(snapshot.redirectUris, isSameSeed)
  const hasUser = (id: string): boolean => store.user(id) !== undefined
  for (const { id, userId, organizationId } of store.memberships.all()) {
    if (!hasUser(userId) || store.organization(organizationId) === undefined) store.memberships.delete(id)
  }
  for (const [id, hash] of snapshot.passwordHashes) store.passwordHashes.set(id, hash)
  for (const session of snapshot.sessions)
    if (hasUser(session.signIn.userId)) store.sessions.set(session.id, session)
  for (const [text, { exchange, ...token }] of snapshot.refreshTokens) {
    const answer = exchange?.answer ? Promise.resolve(exchange.answer) : null
    store.refreshTokens.set(text, { ...token, exchange: exchange && { ...exchange, answer } })
  }
  for (const [code, record] of snapshot.codes) store.codes.set(code, record)
  for (const record of snapshot.magicAuths) store.magicAuths.set(record.id, record)
  for (const [token, pending] of snapshot.pendingAuthentications)
    store.pendingAuthentications.set(token, pending)
  // An option that was changed since holds.
  if (snapshot.initialAccessTokenLifetime === realm.initialAccessTokenLifetime)
    realm.accessTokenLifetime = snapshot.accessTokenLifetime
  realm.clock.offset = snapshot.clockOffset
  realm.keys.restore(keys)
}

function assertSnapshot(value: unknown): LocalAuthKitSnapshot {
  const snapshot = value as Partial<LocalAuthKitSnapshot> | null | undefined
  if (snapshot?.version !== SNAPSHOT_VERSION) {
    throw new TypeError(`This is no snapshot of version ${SNAPSHOT_VERSION} of a local AuthKit.`)
  }
  const lists = [
    snapshot.keys,
    snapshot.passwordHashes,
    snapshot.sessions,
    snapshot.refreshTokens,
    snapshot.codes,
    snapshot.magicAuths,
    snapshot.pendingAuthentications,
    ...[snapshot.users, snapshot.organizations, snapshot.memberships].map((part) => part?.added),
    ...[snapshot.roles, snapshot.permissions, snapshot.redirectUris].map((part) => part?.added),
  ]
  const { accessTokenLifetime, clockOffset } = snapshot
  const isWhole = Number.isInteger(accessTokenLifetime) && Number.isFinite(clockOffset)
  if (isWhole && lists.every(Array.isArray)) return snapshot as LocalAuthKitSnapshot
  throw new TypeError('The snapshot of the local AuthKit is not whole.')
}
