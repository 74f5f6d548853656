/** Options of both directions of {@link SessionEncryption}. */
export interface SealOptions {
  /** At least 32 characters. */
  password: string
  /** Seconds; 0 or absent means for ever. The lifetime is fixed when sealing. */
  ttl?: number | undefined
}

/** Turns data into an opaque, tamper-proof string and back. */
export interface SessionEncryption {
  sealData(data: unknown, options: SealOptions): Promise<string>
  unsealData<T = unknown>(sealed: string, options: SealOptions): Promise<T>
}
