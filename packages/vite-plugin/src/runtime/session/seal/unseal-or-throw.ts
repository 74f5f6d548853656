import { SessionEncryptionError } from '../errors.ts'
import type { SealOptions, SessionEncryption } from './session-encryption.ts'

/**
 * Unseals with any encryption, the app's own included.
 *
 * @param options `what` names the sealed thing in the message
 * @throws SessionEncryptionError whatever the encryption throws
 */
export async function unsealOrThrow(
  encryption: SessionEncryption,
  sealed: string,
  { what, ...options }: SealOptions & { what: string },
): Promise<unknown> {
  try {
    return await encryption.unsealData(sealed, options)
  } catch (error) {
    if (error instanceof SessionEncryptionError) throw error
    throw new SessionEncryptionError(`The ${what} can't be unsealed.`, error)
  }
}
