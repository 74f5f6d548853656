import { calculateJwkThumbprint, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose'

/** Algorithm of the access tokens, the one WorkOS uses. */
export const SIGNING_ALGORITHM = 'RS256'

/** The key that signs access tokens, with its public half as the JWKS endpoint shows it. */
export interface SigningKey {
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK & { readonly kid: string }
}

/**
 * Makes an RSA key pair of 2048 bits, which takes some 100 ms. Its `kid` is the JWK thumbprint (RFC 7638), so the same
 * key always has the same id.
 */
export async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(SIGNING_ALGORITHM, { modulusLength: 2048 })
  const { kty, n, e } = await exportJWK(publicKey)
  const members = { kty, n, e } as JWK
  const kid = await calculateJwkThumbprint(members)
  return { privateKey, publicJwk: { ...members, kid, alg: SIGNING_ALGORITHM, use: 'sig' } }
}
