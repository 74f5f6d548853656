import type { SealOptions, SessionEncryption } from './session-encryption.ts'

/** Seals of `iron-webcrypto` in the text form of `iron-session`. */
export class IronSessionEncryption implements SessionEncryption {
  sealData(_data: unknown, _options: SealOptions): Promise<string> {
    throw new Error('not written yet')
  }

  unsealData<T = unknown>(_sealed: string, _options: SealOptions): Promise<T> {
    throw new Error('not written yet')
  }
}

/** The encryption every session uses unless told otherwise. */
export const sessionEncryption: IronSessionEncryption = new IronSessionEncryption()
