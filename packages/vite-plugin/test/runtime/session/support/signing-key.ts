import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import type { CryptoKey, JWK } from 'jose'

/** A key pair of a WorkOS environment. */
export interface SigningKey {
  privateKey: CryptoKey
  jwk: JWK
}

/** What a token says besides its defaults; a key set to `undefined` is left out. */
export interface TokenOptions {
  /** Seconds from now; negative for one that has run out. */
  expiresIn?: number
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
}

export async function makeSigningKey(kid = 'key_1', alg = 'RS256'): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

/** An access token as WorkOS makes them. */
export function signToken(
  key: SigningKey,
  { expiresIn = 300, claims = {}, header = {} }: TokenOptions = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const defaults = {
    iss: 'https://api.workos.com',
    sub: 'user_1',
    sid: 'session_1',
    iat: now,
    exp: now + expiresIn,
  }
  const payload = Object.fromEntries(
    Object.entries({ ...defaults, ...claims }).filter(([, value]) => value !== undefined),
  )
  return new SignJWT(payload)
    .setProtectedHeader({ alg: key.jwk.alg ?? 'RS256', kid: key.jwk.kid ?? '', ...header })
    .sign(key.privateKey)
}
