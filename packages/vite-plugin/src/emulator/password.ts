import { base64url } from 'jose'

import type { PasswordHash, Store } from './store/store.ts'

/**
 * Rounds of PBKDF2. Far below what a server on the internet should take: this keeps a password that somebody also uses
 * elsewhere from standing in the state file as it is.
 */
const ITERATIONS = 10_000

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = base64url.encode(crypto.getRandomValues(new Uint8Array(16)))
  return { salt, hash: await derive(password, salt) }
}

/** Whether it is the password of the user; `false` for a user without one. */
export async function isPassword(store: Store, userId: string, password: string): Promise<boolean> {
  const known = store.passwordHashes.get(userId)
  if (known === undefined) return store.seedPassword(userId) === password
  return (await derive(password, known.salt)) === known.hash
}

async function derive(password: string, salt: string): Promise<string> {
  const bytes = new TextEncoder().encode(password)
  const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits'])
  const parameters = {
    name: 'PBKDF2',
    hash: 'SHA-256',
    salt: new TextEncoder().encode(salt),
    iterations: ITERATIONS,
  }
  return base64url.encode(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256)))
}
