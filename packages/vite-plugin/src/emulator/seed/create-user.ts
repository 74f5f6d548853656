import { normalizeEmail } from '../email-address.ts'
import type { UserRecord } from '../store/records.ts'
import type { SeedUser } from './seed.ts'

/** A user record; who signs up on the page or by the API is made the same way as who is in the seed. */
export function createUser(input: SeedUser & { createdAt: string }): UserRecord {
  const email = normalizeEmail(input.email)
  const { firstName = null, lastName = null } = input
  return {
    object: 'user',
    id: input.id ?? userIdOf(email),
    email,
    email_verified: input.emailVerified ?? true,
    name: fullName(firstName, lastName),
    first_name: firstName,
    last_name: lastName,
    profile_picture_url: input.profilePictureUrl ?? null,
    last_sign_in_at: null,
    locale: input.locale ?? null,
    external_id: input.externalId ?? null,
    metadata: { ...input.metadata },
    created_at: input.createdAt,
    updated_at: input.createdAt,
  }
}

export function fullName(firstName: string | null, lastName: string | null): string | null {
  const name = [firstName, lastName].filter((part) => part !== null && part !== '').join(' ')
  return name === '' ? null : name
}

/**
 * The same email gives the same id in every run, so rows that an app stored by user id keep their owner: letters and
 * digits stand for themselves, every other UTF-8 byte is `_` and its two hexadecimal digits.
 */
function userIdOf(email: string): string {
  const escaped = Array.from(new TextEncoder().encode(email), (byte) => {
    const character = String.fromCodePoint(byte)
    return /[a-z0-9]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`
  })
  return `user_local_${escaped.join('')}`
}
