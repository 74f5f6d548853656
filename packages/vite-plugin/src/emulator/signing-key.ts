import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'

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
  const { privateKey, publicKey } = await generateKeyPair(SIGNING_ALGORITHM, {
    modulusLength: 2048,
    extractable: true,
  })
  return { privateKey, publicJwk: await publicJwkOf(await exportJWK(publicKey)) }
}

/** A signing key as JSON, its private half included, for the state file of a dev server. */
export async function exportSigningKey({ privateKey }: SigningKey): Promise<JWK> {
  return exportJWK(privateKey)
}

/** @throws when the key is not an RSA key that {@link exportSigningKey} has written */
export async function importSigningKey(jwk: JWK): Promise<SigningKey> {
  const privateKey = await importJWK(jwk, SIGNING_ALGORITHM, { extractable: true })
  if (privateKey instanceof Uint8Array || privateKey.type !== 'private') {
    throw new TypeError('The signing key is not a private RSA key.')
  }
  return { privateKey, publicJwk: await publicJwkOf(jwk) }
}

async function publicJwkOf({ kty, n, e }: JWK): Promise<SigningKey['publicJwk']> {
  const members = { kty, n, e } as JWK
  const kid = await calculateJwkThumbprint(members)
  return { ...members, kid, alg: SIGNING_ALGORITHM, use: 'sig' }
}
