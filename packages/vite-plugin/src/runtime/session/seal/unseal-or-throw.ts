import { SessionEncryptionError } from '../errors.ts'
import type { SealOptions, SessionEncryption } from './session-encryption.ts'

/** What may open a seal: the password in use, then those that were in use before it. */
export type Passwords = string | readonly [string, ...string[]]

/** How to open a seal, and what the sealed thing is called in a message. */
export interface UnsealOptions extends Omit<SealOptions, 'password'> {
  password: Passwords
  what: string
}

/**
 * Unseals with any encryption, the app's own included, and with the first password that opens the seal.
 *
 * @throws SessionEncryptionError when none does: what the encryption says of the password in use
 */
export async function unsealOrThrow(
  encryption: SessionEncryption,
  sealed: string,
  { password: passwords, what, ...options }: UnsealOptions,
): Promise<unknown> {
  const [current, ...previous] = typeof passwords === 'string' ? [passwords] : passwords
  try {
    return await encryption.unsealData(sealed, { ...options, password: current })
  } catch (error) {
    const failure = toSessionEncryptionError(error, what)
    // Every other code is that of a seal which this password did open, or which no password can.
    if (failure.code !== 'ERR_SEAL_INVALID') throw failure
    for (const password of previous) {
      try {
        return await encryption.unsealData(sealed, { ...options, password })
      } catch (laterError) {
        const later = toSessionEncryptionError(laterError, what)
        if (later.code !== 'ERR_SEAL_INVALID') throw later
      }
    }
    throw failure
  }
}

function toSessionEncryptionError(error: unknown, what: string): SessionEncryptionError {
  if (error instanceof SessionEncryptionError) return error
  return new SessionEncryptionError(`The ${what} can't be unsealed.`, error)
}
