import { defaults, seal } from 'iron-webcrypto'

import { MIN_COOKIE_PASSWORD_LENGTH } from '../config/parse-value.ts'
import { SessionEncryptionError } from '../errors.ts'
import { importPassword, openSeal, UnopenedSeal } from './open-seal.ts'
import type { SealOptions, SessionEncryption } from './session-encryption.ts'

// The one password id of the format. It has no place for a second: which of several passwords made a seal is found by
// trying them.
const PASSWORD_ID = '1'
const VERSION_DELIMITER = '~'
const CURRENT_VERSION = '2'

/** How many imported passwords are kept: an app has one, and those that it had before. */
const MAX_IMPORTED_PASSWORDS = 16

/**
 * Seals of `iron-webcrypto`, in the text form of `iron-session`: cookies of `@workos/authkit-session`,
 * `@workos-inc/authkit-nextjs` and this toolkit open each other.
 */
export class IronSessionEncryption implements SessionEncryption {
  readonly #passwords = new Map<string, CryptoKey>()

  /**
   * Seals plain JSON data; `ttl` in seconds, 0 (the default) for ever.
   *
   * @throws SessionEncryptionError `ERR_SEAL_FAILED` when the password is too short or the data isn't plain JSON
   */
  async sealData(data: unknown, { password, ttl = 0 }: SealOptions): Promise<string> {
    assertPassword(password)
    try {
      const sealed = await seal(data, { id: PASSWORD_ID, secret: password }, { ...defaults, ttl: ttl * 1000 })
      return `${sealed}${VERSION_DELIMITER}${CURRENT_VERSION}`
    } catch (error) {
      throw new SessionEncryptionError(
        "The data can't be sealed: it isn't plain JSON.",
        error,
        'ERR_SEAL_FAILED',
      )
    }
  }

  /**
   * Opens a seal. Only the lifetime it was sealed with counts, with 60 seconds of grace.
   *
   * The result is what was sealed, of whatever shape: check it before use.
   *
   * @throws SessionEncryptionError `ERR_SEAL_EXPIRED`, `ERR_SEAL_VERSION`, or `ERR_SEAL_INVALID` for one that was
   *   altered or made with another password
   */
  async unsealData<T = unknown>(sealed: string, { password }: SealOptions): Promise<T> {
    assertPassword(password)
    const delimiter = sealed.indexOf(VERSION_DELIMITER)
    const version = delimiter === -1 ? CURRENT_VERSION : sealed.slice(delimiter + VERSION_DELIMITER.length)
    if (version !== CURRENT_VERSION) {
      throw new SessionEncryptionError(
        `The seal isn't of version ${CURRENT_VERSION}, the only one that is understood.`,
        undefined,
        'ERR_SEAL_VERSION',
      )
    }
    try {
      const body = delimiter === -1 ? sealed : sealed.slice(0, delimiter)
      // The signature of `SessionEncryption` lets the caller name the type; callers in this toolkit check it.
      return (await openSeal(body, {
        password: await this.#import(password),
        passwordId: PASSWORD_ID,
      })) as T
    } catch (error) {
      throw toUnsealError(error)
    }
  }

  async #import(password: string): Promise<CryptoKey> {
    const known = this.#passwords.get(password)
    if (known) return known
    const imported = await importPassword(password)
    if (this.#passwords.size >= MAX_IMPORTED_PASSWORDS) this.#passwords.clear()
    this.#passwords.set(password, imported)
    return imported
  }
}

/** The encryption every session uses unless told otherwise. */
export const sessionEncryption: IronSessionEncryption = new IronSessionEncryption()

function assertPassword(password: string): void {
  if (typeof password === 'string' && password.length >= MIN_COOKIE_PASSWORD_LENGTH) return
  throw new SessionEncryptionError(
    `The cookie password (WORKOS_COOKIE_PASSWORD) must be at least ${MIN_COOKIE_PASSWORD_LENGTH} characters.`,
    undefined,
    'ERR_SEAL_FAILED',
  )
}

function toUnsealError(error: unknown): SessionEncryptionError {
  return error instanceof UnopenedSeal && error.isExpired
    ? new SessionEncryptionError('The seal has expired.', error, 'ERR_SEAL_EXPIRED')
    : new SessionEncryptionError(
        'The seal was altered, or made with another password (WORKOS_COOKIE_PASSWORD).',
        error,
        'ERR_SEAL_INVALID',
      )
}
