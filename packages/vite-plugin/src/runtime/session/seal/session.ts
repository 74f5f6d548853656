import type { Impersonator, User } from '../api/workos-types.ts'
import { SessionEncryptionError } from '../errors.ts'

/** What the session cookie holds, sealed. */
export interface Session {
  accessToken: string
  refreshToken: string
  user: User
  impersonator?: Impersonator | undefined
}

/**
 * Checks what came out of a seal: sealed with our password it is ours, but maybe of another version, or another
 * thing altogether (a sign-in state is sealed with the same password).
 *
 * @throws SessionEncryptionError `ERR_SESSION_MALFORMED`
 */
export function parseSession(value: unknown): Session {
  if (!isRecord(value) || !hasTokensAndUser(value) || !isOptionalImpersonator(value['impersonator'])) {
    throw new SessionEncryptionError(
      "What the session cookie holds isn't a session: it needs an access token, a refresh token and a user.",
      undefined,
      'ERR_SESSION_MALFORMED',
    )
  }
  return toSession(value, value['impersonator'])
}

/** A session with the keys that belong to it, in the order in which they are sealed. */
export function toSession(
  tokens: Pick<Session, 'accessToken' | 'refreshToken' | 'user'>,
  impersonator: Impersonator | null | undefined,
): Session {
  const { accessToken, refreshToken, user } = tokens
  return { accessToken, refreshToken, user, ...(impersonator ? { impersonator } : {}) }
}

function hasTokensAndUser(
  value: Record<string, unknown>,
): value is Record<string, unknown> & Pick<Session, 'accessToken' | 'refreshToken' | 'user'> {
  const { accessToken, refreshToken, user } = value
  return isFilledText(accessToken) && isFilledText(refreshToken) && isRecord(user) && isFilledText(user['id'])
}

function isOptionalImpersonator(value: unknown): value is Impersonator | null | undefined {
  return value === undefined || value === null || (isRecord(value) && isFilledText(value['email']))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
