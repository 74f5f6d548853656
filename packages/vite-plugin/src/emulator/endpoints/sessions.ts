import { apiResponse, entityNotFound } from '../api-error.ts'
import { BodyFields } from '../body-fields.ts'
import type { Endpoint, Endpoints } from '../endpoint.ts'
import { listAnswer } from '../list-answer.ts'
import type { Realm } from '../realm.ts'
import { MAX_SESSION_AGE, sessionStatus } from '../session-status.ts'
import type { AuthenticationMethod, SessionRecord } from '../store/records.ts'

/** `auth_method` of a session, which is written otherwise than in the token answer. */
const METHODS: Record<AuthenticationMethod, string> = {
  AppleOAuth: 'oauth',
  GitHubOAuth: 'oauth',
  GoogleOAuth: 'oauth',
  Impersonation: 'impersonation',
  MagicAuth: 'magic_code',
  MicrosoftOAuth: 'oauth',
  Password: 'password',
}

/** `GET /user_management/users/:id/sessions` */
const list: Endpoint = (call) => {
  const { id = '' } = call.params
  const { store } = call.realm
  if (store.user(id) === undefined) throw entityNotFound('User', id)
  const sessions = [...store.sessions.values()].filter(({ signIn }) => signIn.userId === id)
  return listAnswer(call.url, sessions, (session) => sessionBody(session, call.realm))
}

/** `POST /user_management/sessions/revoke` */
const revoke: Endpoint = async (call) => {
  const body = await BodyFields.read(call.request)
  const id = body.requiredText('session_id')
  body.check()
  const session = call.realm.store.sessions.get(id)
  if (session === undefined) throw entityNotFound('Session', id)
  session.endedAt ??= call.realm.clock.now()
  call.note({ sessionId: id })
  return apiResponse(sessionBody(session, call.realm))
}

/** A session as the WorkOS API writes it. */
function sessionBody(session: SessionRecord, { clock }: Realm): object {
  const { id, signIn, organizationId, ipAddress, userAgent, createdAt, updatedAt, endedAt } = session
  const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()
  return {
    object: 'session',
    id,
    user_id: signIn.userId,
    ip_address: ipAddress,
    user_agent: userAgent,
    ...(organizationId !== null && { organization_id: organizationId }),
    ...(signIn.impersonator !== null && { impersonator: signIn.impersonator }),
    auth_method: METHODS[signIn.method],
    status: sessionStatus(session, clock.now()),
    expires_at: iso(createdAt + MAX_SESSION_AGE * 1000),
    ended_at: endedAt === null ? null : iso(endedAt),
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
  }
}

export const sessions: Endpoints<'list' | 'revoke'> = { list, revoke }
