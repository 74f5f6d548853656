import { SignJWT } from 'jose'

import type { Call } from './endpoint.ts'
import { randomToken } from './random-token.ts'
import { SIGNING_ALGORITHM } from './signing-key.ts'
import type { AuthenticationBody, SessionRecord, UserRecord } from './store/records.ts'

/** Makes the next pair of tokens of a session, in an organization of the user or (`null`) in none. */
export async function issueTokens(
  call: Call,
  session: SessionRecord,
  user: UserRecord,
  organizationId: string | null,
): Promise<AuthenticationBody> {
  const { store } = call.realm
  const refreshToken = randomToken('refresh_')
  store.refreshTokens.set(refreshToken, { sessionId: session.id, organizationId, exchange: null })
  return {
    // A copy: the answer to a retry must not change when the user does.
    user: { ...user },
    ...(organizationId !== null && { organization_id: organizationId }),
    access_token: await signAccessToken(call, session, organizationId),
    refresh_token: refreshToken,
    authentication_method: 'MagicAuth',
  }
}

/** An access token with the claims of WorkOS' session tokens; those of the organization only inside of one. */
async function signAccessToken(
  { realm, baseUrl }: Call,
  session: SessionRecord,
  organizationId: string | null,
): Promise<string> {
  const issuedAt = Math.floor(realm.now() / 1000)
  const membership =
    organizationId === null ? undefined : realm.store.membership(session.userId, organizationId)
  const { privateKey, publicJwk } = await realm.signingKey()
  return new SignJWT({
    sid: session.id,
    auth_time: Math.floor(session.authenticatedAt / 1000),
    ...(membership && {
      org_id: membership.organizationId,
      role: membership.role,
      roles: [membership.role],
      permissions: [...membership.permissions],
    }),
    entitlements: [],
    feature_flags: [],
  })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: publicJwk.kid, typ: 'JWT' })
    .setIssuer(`${baseUrl}/user_management/${realm.clientId}`)
    .setSubject(session.userId)
    .setJti(crypto.randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + realm.accessTokenLifetime)
    .sign(privateKey)
}
