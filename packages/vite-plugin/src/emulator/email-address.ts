/** One `@` with something on both sides and no spaces: enough to tell a slip from an address. */
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+$/

/** Longest email address (RFC 5321, section 4.5.3.1.3, without the brackets). */
const MAX_EMAIL_LENGTH = 254

export function isEmail(value: string): boolean {
  return value.length <= MAX_EMAIL_LENGTH && EMAIL.test(value)
}

/** Email addresses are compared without case and outer spaces, as AuthKit does. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase()
}
