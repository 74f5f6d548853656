/** What a sign-in remembers between its start and its callback, sealed in its verifier cookie. */
export interface PKCEState {
  nonce: string
  codeVerifier: string
  returnPathname?: string | undefined
  /** The caller's own `state`. */
  customState?: string | undefined
  /** Only when this sign-in used its own callback URL. */
  redirectUri?: string | undefined
  /** Milliseconds since the epoch. */
  issuedAt: number
}
