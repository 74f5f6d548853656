import { base64url } from 'jose'

/** A PKCE verifier with its challenge (RFC 7636). */
export interface PkcePair {
  codeVerifier: string
  codeChallenge: string
  codeChallengeMethod: 'S256'
}

// RFC 7636, section 4.1, recommends 32 octets, which make a verifier of 43 characters.
const VERIFIER_BYTES = 32

/** A new pair from the engine's random source. */
export async function generatePkcePair(): Promise<PkcePair> {
  const codeVerifier = base64url.encode(crypto.getRandomValues(new Uint8Array(VERIFIER_BYTES)))
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier))
  return {
    codeVerifier,
    codeChallenge: base64url.encode(new Uint8Array(digest)),
    codeChallengeMethod: 'S256',
  }
}
