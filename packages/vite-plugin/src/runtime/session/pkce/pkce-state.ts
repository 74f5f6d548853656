import { SessionEncryptionError } from '../errors.ts'
import type { SessionEncryption } from '../seal/session-encryption.ts'
import { unsealOrThrow } from '../seal/unseal-or-throw.ts'
import type { Passwords } from '../seal/unseal-or-throw.ts'

/** How long a sign-in may take, in seconds. */
export const PKCE_STATE_LIFETIME = 600

/** How far in the future a state may have been issued, in seconds: the clocks of two servers differ. */
export const PKCE_STATE_CLOCK_SKEW = 60

/** What a sign-in remembers between its start and its callback, sealed in its verifier cookie. */
export interface PKCEState {
  nonce: string
  codeVerifier: string
  returnPathname?: string | undefined
  /** The caller's own `state`. */
  customState?: string | undefined
  /** Only when this sign-in used its own callback URL. */
  redirectUri?: string | undefined
  /** This sign-in took the place of one whose verifier cookie was gone. */
  isRestart?: boolean | undefined
  /** Milliseconds since the epoch. */
  issuedAt: number
}

/** Seals a state, issued now. The seal is both the `state` parameter and the value of the verifier cookie. */
export function sealState(
  encryption: SessionEncryption,
  password: string,
  state: Omit<PKCEState, 'issuedAt'>,
): Promise<string> {
  const { nonce, codeVerifier, returnPathname, customState, redirectUri, isRestart } = state
  return encryption.sealData(
    { nonce, codeVerifier, returnPathname, customState, redirectUri, isRestart, issuedAt: Date.now() },
    { password, ttl: PKCE_STATE_LIFETIME },
  )
}

/**
 * Opens a state.
 *
 * @throws SessionEncryptionError when it was sealed with none of these passwords, has another shape, or isn't recent
 */
export async function unsealState(
  encryption: SessionEncryption,
  password: Passwords,
  sealed: string,
): Promise<PKCEState> {
  const unsealed = await unsealOrThrow(encryption, sealed, {
    password,
    ttl: PKCE_STATE_LIFETIME,
    what: 'sign-in state',
  })
  const state = parseState(unsealed)
  if (!state) {
    throw new SessionEncryptionError('Malformed PKCE state payload.', undefined, 'ERR_STATE_MALFORMED')
  }
  const age = Date.now() - state.issuedAt
  if (age < -PKCE_STATE_CLOCK_SKEW * 1000 || age > PKCE_STATE_LIFETIME * 1000) {
    throw new SessionEncryptionError(
      `PKCE state expired: a sign-in has to finish within ${PKCE_STATE_LIFETIME / 60} minutes. Start it again.`,
      undefined,
      'ERR_STATE_EXPIRED',
    )
  }
  return state
}

function parseState(value: unknown): PKCEState | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { nonce, codeVerifier, returnPathname, customState, redirectUri, isRestart, issuedAt } =
    value as Record<keyof PKCEState, unknown>
  if (typeof nonce !== 'string' || typeof codeVerifier !== 'string') return undefined
  if (typeof issuedAt !== 'number') return undefined
  if (!isOptionalText(returnPathname) || !isOptionalText(customState) || !isOptionalText(redirectUri)) {
    return undefined
  }
  return {
    nonce,
    codeVerifier,
    returnPathname,
    customState,
    redirectUri,
    ...(isRestart === true && { isRestart }),
    issuedAt,
  }
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string'
}
