import { AuthKitError } from '../errors.ts'
import type { AuthenticationResponse, Impersonator, OauthTokens, User } from './workos-types.ts'

/**
 * Reads the answer of the token endpoint: snake case becomes camel case, fields it doesn't know are passed on.
 *
 * @throws AuthKitError `ERR_API_RESPONSE` for an answer without tokens or user
 */
export function toAuthenticationResponse(body: unknown): AuthenticationResponse {
  if (!isRecord(body) || !isFilledText(body['access_token']) || !isFilledText(body['refresh_token'])) {
    throw unreadable('an access token and a refresh token')
  }
  const {
    user,
    access_token: accessToken,
    refresh_token: refreshToken,
    organization_id: organizationId,
    authentication_method: authenticationMethod,
    impersonator,
    oauth_tokens: oauthTokens,
    ...rest
  } = body
  return {
    ...rest,
    user: toUser(user),
    accessToken,
    refreshToken,
    organizationId: textOrUndefined(organizationId),
    authenticationMethod: textOrUndefined(authenticationMethod),
    impersonator: toImpersonator(impersonator),
    oauthTokens: toOauthTokens(oauthTokens),
  }
}

function toUser(value: unknown): User {
  if (!isRecord(value) || !isFilledText(value['id']) || !isFilledText(value['email'])) {
    throw unreadable('a user with an id and an email address')
  }
  return {
    object: 'user',
    id: value['id'],
    email: value['email'],
    emailVerified: value['email_verified'] === true,
    profilePictureUrl: textOrNull(value['profile_picture_url']),
    name: textOrNull(value['name']),
    firstName: textOrNull(value['first_name']),
    lastName: textOrNull(value['last_name']),
    lastSignInAt: textOrNull(value['last_sign_in_at']),
    locale: textOrNull(value['locale']),
    createdAt: textOrNull(value['created_at']) ?? '',
    updatedAt: textOrNull(value['updated_at']) ?? '',
    externalId: textOrNull(value['external_id']),
    metadata: toMetadata(value['metadata']),
  }
}

function toMetadata(value: unknown): Record<string, string> {
  const entries = Object.entries(isRecord(value) ? value : {})
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function toImpersonator(value: unknown): Impersonator | undefined {
  if (!isRecord(value) || !isFilledText(value['email'])) return undefined
  return { email: value['email'], reason: textOrNull(value['reason']) }
}

function toOauthTokens(value: unknown): OauthTokens | undefined {
  if (!isRecord(value) || !isFilledText(value['access_token'])) return undefined
  const scopes: unknown[] = Array.isArray(value['scopes']) ? value['scopes'] : []
  return {
    accessToken: value['access_token'],
    refreshToken: textOrUndefined(value['refresh_token']) ?? '',
    expiresAt: typeof value['expires_at'] === 'number' ? value['expires_at'] : 0,
    scopes: scopes.filter((scope) => typeof scope === 'string'),
  }
}

function unreadable(missing: string): AuthKitError {
  return new AuthKitError(
    `WorkOS' answer can't be used: it should hold ${missing}.`,
    undefined,
    undefined,
    'ERR_API_RESPONSE',
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function textOrUndefined(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
