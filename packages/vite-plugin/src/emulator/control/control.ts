import { authorizeResponseUrl, parseAuthorizeRequest } from '../authorize-request.ts'
import type { LocalAuthKitEvent } from '../event-log.ts'
import { issueCode } from '../issue-code.ts'
import { issueTokens, startSession } from '../issue-tokens.ts'
import type { NextFailure, NextSignIn } from '../next-answers.ts'
import { checkLifetime, type Realm } from '../realm.ts'
import { parseSeed } from '../seed/parse-seed.ts'
import type { Seed } from '../seed/seed.ts'
import { MAX_SESSION_AGE, sessionStatus } from '../session-status.ts'
import type {
  AuthenticationBody,
  Impersonator,
  MembershipRecord,
  OrganizationRecord,
  PermissionRecord,
  RedirectUriRecord,
  RoleRecord,
  SessionRecord,
  UserRecord,
} from '../store/records.ts'
import { prepareTestSignIn, type TestSignIn } from './test-sign-in.ts'
import { checkFailure, checkImpersonator, checkTimes, ControlError } from './check-control.ts'

/** Everything a local AuthKit knows, as it is now. A copy. */
export interface ControlState {
  clientId: string
  /** Seconds. */
  accessTokenLifetime: number
  /** Milliseconds that its clock is ahead of the system's. */
  clockOffset: number
  /** The time by its clock, ISO 8601. */
  now: string
  /** Ids of the keys in the JWKS, the one that signs first; none while none was needed. */
  keyIds: string[]
  failures: (NextFailure & { times: number })[]
  signIns: (NextSignIn & { times: number })[]
}

/** A session as the control shows it. Times are ISO 8601. */
export interface ControlSession {
  id: string
  userId: string
  email: string | null
  organizationId: string | null
  status: 'active' | 'expired' | 'revoked'
  impersonator: Impersonator | null
  createdAt: string
  updatedAt: string
  expiresAt: string
  endedAt: string | null
}

/** Who is signed in, without a page. */
export interface ControlSignIn {
  /** Id or email address. */
  user: string
  /** @defaultValue the user's first organization, else none; `null` for none */
  organizationId?: string | null
  impersonator?: Impersonator
  /** Lifetime of the access token in seconds; below zero for one that has expired. @defaultValue that of the realm */
  lifetime?: number
  /** Base URL of the local AuthKit, for the `iss` claim. @defaultValue `http://localhost` */
  baseUrl?: string
}

/** Tokens for a session that is there. */
export interface ControlTokens {
  /** @defaultValue that of the newest tokens; `null` for none */
  organizationId?: string | null
  /** Seconds; below zero for a token that has expired. @defaultValue that of the realm */
  lifetime?: number
  /** @defaultValue `http://localhost` */
  baseUrl?: string
}

/**
 * What a local AuthKit can be told beyond what WorkOS can: time, failures, keys, sessions. The requests below
 * `/control`, the dev page and the test kit all go through it.
 *
 * Every method that is given something it can't do throws a {@link ControlError} that says what to do.
 */
export class LocalAuthKitControl {
  readonly #realm: Realm

  constructor(realm: Realm) {
    this.#realm = realm
  }

  async state(): Promise<ControlState> {
    const { clientId, accessTokenLifetime, clock, keys, failures, signIns } = this.#realm
    const ring = await keys.peek()
    return {
      clientId,
      accessTokenLifetime,
      clockOffset: clock.offset,
      now: clock.timestamp(),
      keyIds: (ring ?? []).map(({ publicJwk }) => publicJwk.kid),
      failures: failures.all(),
      signIns: signIns.all(),
    }
  }

  users(): UserRecord[] {
    return structuredClone(this.#realm.store.users.all())
  }

  organizations(): OrganizationRecord[] {
    return structuredClone(this.#realm.store.organizations.all())
  }

  /** Of any status. @param userId of this user only */
  memberships(userId?: string): MembershipRecord[] {
    const { memberships } = this.#realm.store
    return structuredClone(memberships.filter((one) => userId === undefined || one.userId === userId))
  }

  roles(): RoleRecord[] {
    return structuredClone(this.#realm.store.roles.all())
  }

  permissions(): PermissionRecord[] {
    return structuredClone(this.#realm.store.permissions.all())
  }

  redirectUris(): RedirectUriRecord[] {
    return structuredClone(this.#realm.store.redirectUris.all())
  }

  /** Newest first. */
  sessions(): ControlSession[] {
    return [...this.#realm.store.sessions.values()].map((session) => this.#show(session)).toReversed()
  }

  session(id: string): ControlSession | undefined {
    const session = this.#realm.store.sessions.get(id)
    return session && this.#show(session)
  }

  /** The newest requests, oldest first. */
  events(): readonly LocalAuthKitEvent[] {
    return this.#realm.events.all()
  }

  /** Calls back at each request from now on. @returns stops that */
  onEvent(listener: (event: LocalAuthKitEvent) => void): () => void {
    return this.#realm.events.subscribe(listener)
  }

  /** Lifetime of the access tokens that are issued from now on, in seconds. */
  setAccessTokenLifetime(seconds: number): void {
    this.#realm.accessTokenLifetime = checked(() => checkLifetime(seconds))
    this.#realm.changed()
  }

  /**
   * Sets its clock so many seconds ahead of the system's (negative: behind). Codes, refresh tokens and sessions age by
   * it, and tokens are issued at its time; the app goes by its own clock.
   */
  setClock(offsetSeconds: number): void {
    if (!Number.isFinite(offsetSeconds) || Math.abs(offsetSeconds) > MAX_SESSION_AGE * 10) {
      throw new ControlError(`The clock can be moved by at most ${MAX_SESSION_AGE * 10} seconds.`)
    }
    this.#realm.clock.offset = Math.round(offsetSeconds * 1000)
    this.#realm.changed()
  }

  /** Moves its clock on by so many seconds. */
  advanceClock(seconds: number): void {
    this.setClock(this.#realm.clock.offset / 1000 + seconds)
  }

  /** Makes the next requests to an endpoint fail or wait. */
  failNext(failure: NextFailure): void {
    this.#realm.failures.add(checkFailure(failure))
  }

  clearFailures(): void {
    this.#realm.failures.clear()
  }

  /** Signs the next authorize requests in without showing the page. */
  signInNext(signIn: NextSignIn): void {
    checkTimes(signIn.times)
    checkImpersonator(signIn.impersonator)
    const user = this.#user(signIn.user)
    if (signIn.organizationId !== undefined) this.#assertMember(user, signIn.organizationId)
    this.#realm.signIns.add({ ...signIn, user: user.id })
  }

  clearSignIns(): void {
    this.#realm.signIns.clear()
  }

  /**
   * Signs with a new key from now on.
   *
   * @param options `keepOld: false` takes the keys before it out of the JWKS: tokens they signed can't be verified
   * @returns the id of the new key
   */
  async rotateKeys({ keepOld = true }: { keepOld?: boolean } = {}): Promise<string> {
    const { publicJwk } = await this.#realm.keys.rotate(keepOld)
    this.#realm.changed()
    return publicJwk.kid
  }

  /** Ends a session: its refresh tokens are refused from now on. Ending it again does nothing. */
  revokeSession(id: string): ControlSession {
    const session = this.#session(id)
    session.endedAt ??= this.#realm.clock.now()
    this.#realm.changed()
    return this.#show(session)
  }

  /** Makes a session and its first tokens. */
  async signIn(options: ControlSignIn): Promise<AuthenticationBody> {
    const user = this.#user(options.user)
    checkImpersonator(options.impersonator)
    const organizationId = this.#organizationFor(user, options.organizationId)
    const session = startSession(
      this.#realm,
      {
        userId: user.id,
        organizationId,
        method: options.impersonator === undefined ? 'MagicAuth' : 'Impersonation',
        impersonator: options.impersonator ?? null,
        authenticatedAt: this.#realm.clock.now(),
        appOrigin: null,
        flow: null,
      },
      { ipAddress: null, userAgent: null },
    )
    const body = await this.#issue(session, user, organizationId, options)
    this.#realm.changed()
    return body
  }

  /**
   * Answers an authorize request for whom a test says, in place of the page: who and what is not there is made.
   *
   * @param query of the authorize request
   * @returns where a browser would go on: the redirect URI with a code
   */
  authorizeAs(query: URLSearchParams, signIn: TestSignIn): string {
    const parsed = parseAuthorizeRequest(query, this.#realm)
    if (!parsed.ok) throw new ControlError(parsed.problems.join(' '))
    const { accessTokenLifetime, impersonator } = signIn
    if (accessTokenLifetime !== undefined) checked(() => checkLifetime(accessTokenLifetime))
    const place = prepareTestSignIn(signIn, parsed.value.organizationId, this.#realm)
    const code = issueCode(parsed.value, { ...place, accessTokenLifetime, impersonator }, this.#realm)
    this.#realm.changed()
    return authorizeResponseUrl(parsed.value, { code })
  }

  /** Makes more tokens of a session, without spending the refresh token that the app has. */
  async issueTokens(sessionId: string, options: ControlTokens = {}): Promise<AuthenticationBody> {
    const session = this.#session(sessionId)
    const user = this.#user(session.signIn.userId)
    const { organizationId = session.organizationId } = options
    if (organizationId !== null) this.#assertMember(user, organizationId)
    const body = await this.#issue(session, user, organizationId, options)
    this.#realm.changed()
    return body
  }

  /**
   * Goes back to the seed: users, organizations and all, no session, its clock at the system's, no failure waiting.
   * The signing keys stay.
   *
   * @param seed to go to instead, and from then on
   */
  reset(seed?: Seed): void {
    const next = seed === undefined ? this.#realm.seed : checked(() => parseSeed(seed))
    checked(() => this.#realm.store.reset(next))
    this.#realm.seed = next
    this.#realm.accessTokenLifetime = this.#realm.initialAccessTokenLifetime
    this.#realm.clock.offset = 0
    this.#realm.failures.clear()
    this.#realm.signIns.clear()
    this.#realm.events.clear()
    this.#realm.changed()
  }

  /** Puts a changed seed in the place of the one before; who is signed in stays so, if still in it. */
  applySeed(seed: Seed): void {
    const next = checked(() => parseSeed(seed))
    checked(() => this.#realm.store.seed(next))
    this.#realm.seed = next
    this.#realm.changed()
  }

  #issue(
    session: SessionRecord,
    user: UserRecord,
    organizationId: string | null,
    { baseUrl = 'http://localhost', lifetime }: ControlTokens,
  ): Promise<AuthenticationBody> {
    if (lifetime !== undefined && !Number.isInteger(lifetime)) {
      throw new ControlError('`lifetime` must be a whole number of seconds.')
    }
    const settings = { baseUrl, ...(lifetime !== undefined && { lifetime }) }
    return issueTokens(this.#realm, session, user, organizationId, settings)
  }

  #show(session: SessionRecord): ControlSession {
    const { id, signIn, organizationId, createdAt, updatedAt, endedAt } = session
    return {
      id,
      userId: signIn.userId,
      email: this.#realm.store.user(signIn.userId)?.email ?? null,
      organizationId,
      status: sessionStatus(session, this.#realm.clock.now()),
      impersonator: signIn.impersonator,
      createdAt: new Date(createdAt).toISOString(),
      updatedAt: new Date(updatedAt).toISOString(),
      expiresAt: new Date(createdAt + MAX_SESSION_AGE * 1000).toISOString(),
      endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    }
  }

  #user(idOrEmail: string): UserRecord {
    const { store } = this.#realm
    const user = store.user(idOrEmail) ?? store.userByEmail(idOrEmail)
    if (user === undefined) throw new ControlError(`There is no user "${idOrEmail}".`, 404)
    return user
  }

  #session(id: string): SessionRecord {
    const session = this.#realm.store.sessions.get(id)
    if (session === undefined) throw new ControlError(`There is no session "${id}".`, 404)
    return session
  }

  #organizationFor(user: UserRecord, organizationId: string | null | undefined): string | null {
    if (organizationId === undefined)
      return this.#realm.store.membershipsOf(user.id)[0]?.organizationId ?? null
    if (organizationId !== null) this.#assertMember(user, organizationId)
    return organizationId
  }

  #assertMember(user: UserRecord, organizationId: string): void {
    if (this.#realm.store.membership(user.id, organizationId) !== undefined) return
    throw new ControlError(`${user.email} is not an active member of "${organizationId}".`)
  }
}

/** @throws ControlError in place of what is thrown for a value that is not valid */
function checked<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw error instanceof TypeError ? new ControlError(error.message, 400, { cause: error }) : error
  }
}
