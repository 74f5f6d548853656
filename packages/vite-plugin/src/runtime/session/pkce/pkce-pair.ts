/** A PKCE verifier with its challenge (RFC 7636). */
export interface PkcePair {
  codeVerifier: string
  codeChallenge: string
  codeChallengeMethod: 'S256'
}
