import { CompactSign } from 'jose'

import { randomToken } from './random-token.ts'
import type { Realm } from './realm.ts'
import { SIGNING_ALGORITHM } from './signing-key.ts'
import type { AuthenticationBody, SessionRecord, SignIn, UserRecord } from './store/records.ts'

const encoder = new TextEncoder()

/** What is known of the browser or server that asked. */
export interface Requester {
  readonly ipAddress: string | null
  readonly userAgent: string | null
}

/** How the tokens of one answer are made. */
export interface TokenSettings {
  /** Base URL of the local AuthKit, the beginning of the `iss` claim. */
  readonly baseUrl: string
  /** Seconds; below zero for a token that has expired. @defaultValue that of the realm */
  readonly lifetime?: number
}

/** Makes a session for somebody who signed in. */
export function startSession(realm: Realm, signIn: SignIn, requester: Requester): SessionRecord {
  const now = realm.clock.now()
  const session: SessionRecord = {
    id: `session_${crypto.randomUUID()}`,
    signIn,
    organizationId: signIn.organizationId,
    ...requester,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
  }
  realm.store.sessions.set(session.id, session)
  const user = realm.store.user(signIn.userId)
  if (user !== undefined) user.last_sign_in_at = new Date(signIn.authenticatedAt).toISOString()
  return session
}

/** Makes the next pair of tokens of a session, in an organization of the user or (`null`) in none. */
export async function issueTokens(
  realm: Realm,
  session: SessionRecord,
  user: UserRecord,
  organizationId: string | null,
  settings: TokenSettings,
): Promise<AuthenticationBody> {
  const { method, impersonator } = session.signIn
  const refreshToken = randomToken('refresh_')
  realm.store.refreshTokens.set(refreshToken, { sessionId: session.id, organizationId, exchange: null })
  session.organizationId = organizationId
  session.updatedAt = realm.clock.now()
  return {
    // A copy: the answer to a retry must not change when the user does.
    user: { ...user },
    ...(organizationId !== null && { organization_id: organizationId }),
    access_token: await signAccessToken(realm, session, organizationId, settings),
    refresh_token: refreshToken,
    authentication_method: method,
    ...(impersonator !== null && { impersonator }),
  }
}

/** An access token with the claims of WorkOS' session tokens; those of the organization only inside of one. */
async function signAccessToken(
  { clock, store, clientId, keys, accessTokenLifetime }: Realm,
  { id, signIn }: SessionRecord,
  organizationId: string | null,
  { baseUrl, lifetime = signIn.accessTokenLifetime ?? accessTokenLifetime }: TokenSettings,
): Promise<string> {
  const now = Math.floor(clock.now() / 1000)
  const { userId, authenticatedAt, impersonator } = signIn
  const membership = organizationId === null ? undefined : store.membership(userId, organizationId)
  const grants = membership && store.grantsOf(membership.organizationId)
  const { privateKey, publicJwk } = await keys.current()
  const claims = {
    iss: `${baseUrl}/user_management/${clientId}`,
    sub: userId,
    sid: id,
    jti: crypto.randomUUID(),
    auth_time: Math.floor(authenticatedAt / 1000),
    ...(membership && {
      org_id: membership.organizationId,
      role: membership.roles[0],
      roles: membership.roles,
      permissions: store.permissionsOf(membership),
    }),
    entitlements: grants?.entitlements ?? [],
    feature_flags: [...new Set([...(grants?.featureFlags ?? []), ...store.featureFlagsOf(userId)])],
    // RFC 8693, section 4.1
    ...(impersonator !== null && { act: { sub: impersonator.email } }),
    iat: lifetime < 0 ? now + lifetime - 1 : now,
    exp: now + lifetime,
  }
  // Not `SignJWT`, which copies the claims before it writes them.
  return new CompactSign(encoder.encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: publicJwk.kid, typ: 'JWT' })
    .sign(privateKey)
}
