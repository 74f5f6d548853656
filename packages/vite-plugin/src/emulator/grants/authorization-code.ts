import { base64url } from 'jose'

import { invalidGrant } from '../api-error.ts'
import type { Call } from '../endpoint.ts'
import type { CodeRecord } from '../store/records.ts'
import { beginSession, firstTokens } from './finish-sign-in.ts'
import type { Grant } from './grant.ts'

/** Lifetime of an authorization code in seconds. */
export const CODE_LIFETIME = 600

/** RFC 7636, section 4.1. */
const CODE_VERIFIER = /^[\w.~-]{43,128}$/

/**
 * Exchanges an authorization code for a session. A code has one attempt: it is spent before anything about it is
 * checked, and a replay ends the session that the first exchange made.
 *
 * @throws ApiError `invalid_grant`
 */
export const exchangeCode: Grant = async (call, fields) => {
  const { store, clock } = call.realm
  const code = fields.required('code')
  const record = store.codes.get(code)
  const verifier = fields.optional('code_verifier')
  const redirectUri = fields.optional('redirect_uri')
  if (record !== undefined) noteCode(call, record)

  if (record === undefined || record.used) {
    const session = record?.sessionId ? store.sessions.get(record.sessionId) : undefined
    if (session !== undefined) session.endedAt ??= clock.now()
    throw invalidCode(code)
  }
  record.used = true
  if (clock.now() >= record.issuedAt + CODE_LIFETIME * 1000) throw invalidCode(code)
  // The SDKs don't send it; who does must send the one of the authorize request (RFC 6749, section 4.1.3).
  if (redirectUri !== undefined && redirectUri !== record.redirectUri) {
    throw invalidGrant('The redirect_uri is not the one the code was issued for.')
  }
  await assertVerifier(record, verifier)

  const { signIn } = record
  const user = store.user(signIn.userId)
  const isMember =
    signIn.organizationId === null || store.membership(signIn.userId, signIn.organizationId) !== undefined
  // Taken out since the code was made.
  if (user === undefined || !isMember) throw invalidCode(code)
  const session = beginSession(call, signIn)
  record.sessionId = session.id
  return firstTokens(call, session, user)
}

function noteCode({ note }: Call, { signIn: { userId, flow } }: CodeRecord): void {
  note({ userId, ...(flow !== null && { flow }) })
}

/** An unknown code, an old one and a spent one are answered alike, as WorkOS does. */
function invalidCode(code: string): Error {
  return invalidGrant(`The code '${code}' has expired or is invalid.`)
}

/** A challenge needs its verifier, and a verifier a challenge: without one, PKCE was taken off the request on its way. */
async function assertVerifier(record: CodeRecord, verifier: string | undefined): Promise<void> {
  if (record.codeChallenge === null && verifier === undefined) return
  const isWellFormed = verifier !== undefined && CODE_VERIFIER.test(verifier)
  if (isWellFormed && (await s256(verifier)) === record.codeChallenge) return
  throw invalidGrant('Invalid code verifier.')
}

/** The S256 challenge of a verifier (RFC 7636, section 4.2). */
async function s256(verifier: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return base64url.encode(new Uint8Array(hash))
}
