/** Claims of a WorkOS access token. */
export interface JWTPayload {
  /** Session id. */
  sid: string
  iss: string
  /** User id. */
  sub: string
  /** Seconds since the epoch. */
  exp: number
  /** Seconds since the epoch. */
  iat: number
  jti: string
  aud?: string | string[] | undefined
  org_id?: string | undefined
  role?: string | undefined
  roles?: string[] | undefined
  permissions?: string[] | undefined
  /** When the user last signed in actively: seconds since the epoch. */
  auth_time?: number | undefined
}

/** The two readable parts of a token. */
export interface DecodedJwt {
  header: Record<string, unknown>
  payload: Partial<JWTPayload>
}

/**
 * Reads a JSON Web Token (RFC 7519) without verifying it: good enough for what a page shows, never for what a server
 * allows.
 *
 * @throws Error when it isn't one
 */
export function decodeJwt(token: string): DecodedJwt {
  const parts = token.split('.')
  if (parts.length !== 3) throw new Error('Invalid JWT format: a token has three parts.')
  try {
    return { header: decodePart(parts[0]), payload: decodePart(parts[1]) }
  } catch (error) {
    throw new Error('Failed to decode JWT: its parts must be JSON objects in base64url.', { cause: error })
  }
}

function decodePart(part = ''): Record<string, unknown> {
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
  if (typeof value !== 'object' || value === null) throw new TypeError('Not an object.')
  return { ...value }
}
