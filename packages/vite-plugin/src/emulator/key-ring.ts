import { generateSigningKey, type SigningKey } from './signing-key.ts'

/** Most keys that the JWKS shows: the one that signs and those before it. */
export const MAX_KEYS = 4

/** The keys of a local AuthKit: one signs, those before it go on verifying. */
export class KeyRing {
  /** The one that signs is the first. */
  #keys: Promise<readonly SigningKey[]> | undefined

  /** @param keys the one that signs first; without any, one is made when it is first needed */
  constructor(keys: readonly SigningKey[] = []) {
    if (keys.length > 0) this.#keys = Promise.resolve(keys)
  }

  /** The key that signs. */
  async current(): Promise<SigningKey> {
    const [current] = await this.all()
    // Never: the ring is made with a key or makes one.
    if (current === undefined) throw new Error('The local AuthKit has no signing key.')
    return current
  }

  /** The keys of the JWKS, the one that signs first. */
  all(): Promise<readonly SigningKey[]> {
    return (this.#keys ??= generateSigningKey().then((key) => [key]))
  }

  /**
   * Signs with a new key from now on.
   *
   * @param keepOld whether the keys before it stay in the JWKS, as in a planned rotation; without them, tokens that
   * they signed can't be verified any more
   */
  async rotate(keepOld: boolean): Promise<SigningKey> {
    const [key, old] = await Promise.all([generateSigningKey(), this.all()])
    this.#keys = Promise.resolve([key, ...(keepOld ? old : [])].slice(0, MAX_KEYS))
    return key
  }

  /** Signs with these from now on, if there are any. */
  restore(keys: readonly SigningKey[]): void {
    if (keys.length > 0) this.#keys = Promise.resolve(keys)
  }

  /** The keys if there are any yet: what the state file holds. */
  peek(): Promise<readonly SigningKey[]> | undefined {
    return this.#keys
  }
}
