/** What a token of a test says; times are seconds, counted from now. */
export interface TokenTimes {
  /** @defaultValue 0 */
  issuedIn?: number | undefined
  expiresIn?: number | undefined
  claims?: Record<string, unknown>
}

let count = 0

/** A token without a signature that anyone could verify: the browser reads tokens only. */
export function makeToken({ issuedIn = 0, expiresIn, claims = {} }: TokenTimes = {}): string {
  const now = Math.floor(Date.now() / 1000)
  return encodeToken({
    jti: `token_${++count}`,
    iat: now + issuedIn,
    ...(expiresIn !== undefined && { exp: now + expiresIn }),
    ...claims,
  })
}

/** A token with exactly these claims. */
export function encodeToken(claims: unknown, header: unknown = { alg: 'RS256' }): string {
  return [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('signature')
    .join('.')
}
