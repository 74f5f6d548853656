import { OAuthStateMismatchError, PKCECookieMissingError } from '../errors.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import type { Passwords } from '../seal/unseal-or-throw.ts'
import { unsealState } from './pkce-state.ts'
import type { PKCEState } from './pkce-state.ts'

/** The two copies of the sealed state that a callback brings. */
export interface CallbackStateParameters {
  /** The `state` parameter. */
  stateFromUrl: string | undefined
  /** The verifier cookie. */
  cookieValue: string | undefined
}

/** See `AuthKitCore.verifyCallbackState`. */
export async function verifyCallbackState(
  { stateFromUrl, cookieValue }: CallbackStateParameters,
  encryption: SessionEncryption,
  password: Passwords,
): Promise<PKCEState> {
  if (!stateFromUrl) {
    throw new OAuthStateMismatchError('The callback has no "state" parameter. Start the sign-in again.')
  }
  if (!cookieValue) {
    throw new PKCECookieMissingError(
      "The browser sent no verifier cookie for this sign-in. It expired, was blocked, or the sign-in's first " +
        "response lost it on its way (a server or proxy that drops Set-Cookie, or another domain than the callback's).",
    )
  }
  if (!isEqualInConstantTime(stateFromUrl, cookieValue)) {
    throw new OAuthStateMismatchError(
      'The callback\'s "state" isn\'t the one this browser started with. Start the sign-in again.',
    )
  }
  return unsealState(encryption, password, cookieValue)
}

function isEqualInConstantTime(left: string, right: string): boolean {
  const a = new TextEncoder().encode(left)
  const b = new TextEncoder().encode(right)
  if (a.length !== b.length) return false
  let difference = 0
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0)
  return difference === 0
}
