import { base64url } from 'jose'

/** A secret of 256 random bits in base64url, after a prefix that says what it is. */
export function randomToken(prefix: string): string {
  return prefix + base64url.encode(crypto.getRandomValues(new Uint8Array(32)))
}
