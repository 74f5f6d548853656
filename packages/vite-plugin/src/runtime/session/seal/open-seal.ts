import { base64url } from 'jose'

/** First field of a seal. */
const FORMAT = 'Fe26.2'

/** Base64url of the 32 bytes of a SHA-256, in the one way to write it: of the last character, two bits are zeros. */
const SIGNATURE = /^[\w-]{42}[AEIMQUYcgkosw048]$/

/** Milliseconds that clocks may differ. */
const CLOCK_SKEW = 60_000

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A seal that can't be opened. */
export class UnopenedSeal extends Error {
  override name = 'UnopenedSeal'
  /** Whether it was good, but only for a time that is over. */
  readonly isExpired: boolean

  constructor(message: string, { isExpired = false, cause }: { isExpired?: boolean; cause?: unknown } = {}) {
    super(message, { cause })
    this.isExpired = isExpired
  }
}

/** Imports a password for {@link openSeal}. */
export function importPassword(password: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', encoder.encode(password), 'PBKDF2', false, ['deriveKey'])
}

/**
 * Opens a seal that `seal()` of `iron-webcrypto` makes with its `defaults`: eight fields, of which the last signs all
 * before it, salt of the signature excepted (https://github.com/hueniverse/iron).
 *
 * `unseal()` of the library does the same in twice the time, on every request whose session isn't remembered: it
 * imports the password anew for each key, and decodes base64 one character at a time.
 *
 * @param passwordId what the seal must say it was sealed with
 * @throws UnopenedSeal
 */
export async function openSeal(
  sealed: string,
  { password, passwordId }: { password: CryptoKey; passwordId: string },
): Promise<unknown> {
  const [format, id, salt = '', iv = '', text = '', expiry = '', signatureSalt = '', signature = '', more] =
    sealed.split('*')
  if (format !== FORMAT || more !== undefined || !SIGNATURE.test(signature)) {
    throw new UnopenedSeal("It hasn't the form of a seal.")
  }
  if (id !== passwordId) throw new UnopenedSeal('It was sealed with a password of another id.')

  const signed = [format, id, salt, iv, text, expiry].join('*')
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  const signatureKey = await deriveKey(password, signatureSalt, hmac, 'verify')
  const isSigned = await crypto.subtle.verify('HMAC', signatureKey, decode(signature), encoder.encode(signed))
  if (!isSigned) throw new UnopenedSeal("Its signature doesn't match.")
  if (expiry !== '' && Number(expiry) <= Date.now() - CLOCK_SKEW) {
    throw new UnopenedSeal('It has expired.', { isExpired: true })
  }

  try {
    const aes = { name: 'AES-CBC', length: 256 }
    const textKey = await deriveKey(password, salt, aes, 'decrypt')
    const algorithm = { name: 'AES-CBC', iv: decode(iv) }
    const bytes = await crypto.subtle.decrypt(algorithm, textKey, decode(text))
    return JSON.parse(decoder.decode(bytes))
  } catch (cause) {
    throw new UnopenedSeal("What is in it can't be read.", { cause })
  }
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(base64url.decode(text))
}

/** One iteration is what the format has: passwords for it are long and random. */
function deriveKey(
  password: CryptoKey,
  salt: string,
  algorithm: { name: string; length: number; hash?: string },
  usage: 'verify' | 'decrypt',
): Promise<CryptoKey> {
  const derivation = { name: 'PBKDF2', salt: encoder.encode(salt), iterations: 1, hash: 'SHA-1' }
  return crypto.subtle.deriveKey(derivation, password, algorithm, false, [usage])
}
