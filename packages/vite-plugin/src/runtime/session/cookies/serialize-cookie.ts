import type { CookieOptions } from './cookie-options.ts'

/** One Set-Cookie value. `expired` writes the cookie's deletion instead. */
export function serializeCookie(
  name: string,
  value: string,
  options: CookieOptions,
  flags: { expired?: boolean | undefined } = {},
): string {
  const parts = [`${name}=${encodeURIComponent(value)}`]
  if (options.path) parts.push(`Path=${options.path}`)
  if (options.domain) parts.push(`Domain=${options.domain}`)
  const maxAge = flags.expired ? 0 : options.maxAge
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`)
  if (options.httpOnly) parts.push('HttpOnly')
  if (options.secure) parts.push('Secure')
  if (options.sameSite) parts.push(`SameSite=${capitalize(options.sameSite)}`)
  if (options.priority) parts.push(`Priority=${options.priority}`)
  if (options.partitioned) parts.push('Partitioned')
  return parts.join('; ')
}

function capitalize(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
}
