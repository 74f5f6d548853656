import type { AuthKitConfig } from './auth-kit-config.ts'
import { isRefreshStore } from '../store/refresh-store.ts'
import type { RefreshStore } from '../store/refresh-store.ts'
import { splitPasswords } from './split-passwords.ts'

/** A usable value, or what is wrong with it, worded to follow the name of the variable. */
export type Parsed<T> = { value: T } | { problem: string }

/** Reads a value as it stands in the environment (text) or in `configure()` (its own type). */
export type ValueParser<T> = (raw: unknown) => Parsed<T>

/** Sealing needs this much of a password, in UTF-16 code units as JavaScript counts them. */
export const MIN_COOKIE_PASSWORD_LENGTH = 32

export const parseText: ValueParser<string> = (raw) =>
  typeof raw === 'string' ? { value: raw.trim() } : { problem: 'must be text' }

export const parsePassword: ValueParser<string> = (raw) => {
  if (typeof raw !== 'string') return { problem: 'must be text' }
  if (raw.length >= MIN_COOKIE_PASSWORD_LENGTH) return { value: raw }
  return { problem: `must be at least ${MIN_COOKIE_PASSWORD_LENGTH} characters (currently ${raw.length})` }
}

/** A list, or text as {@link splitPasswords} reads it. */
export const parsePasswords: ValueParser<readonly string[]> = (raw) => {
  const values: unknown = typeof raw === 'string' ? splitPasswords(raw) : raw
  if (!Array.isArray(values)) return { problem: 'must be a password, or an array of passwords' }
  const passwords: string[] = []
  for (const [index, value] of values.entries()) {
    const parsed = parsePassword(value)
    if ('value' in parsed) passwords.push(parsed.value)
    else return { problem: values.length === 1 ? parsed.problem : `${parsed.problem} in number ${index + 1}` }
  }
  return { value: passwords }
}

export const parseRefreshStore: ValueParser<RefreshStore> = (raw) =>
  isRefreshStore(raw)
    ? { value: raw }
    : { problem: 'must be a store with getItem, setItem and removeItem, such as one of unstorage' }

export const parseHttpUrl: ValueParser<string> = (raw) => {
  const value = typeof raw === 'string' ? raw.trim() : ''
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return { value }
  return { problem: `must be an absolute http(s) URL (currently ${show(raw)})` }
}

export const parseBoolean: ValueParser<boolean> = (raw) => {
  if (typeof raw === 'boolean') return { value: raw }
  const word = typeof raw === 'string' ? raw.trim().toLowerCase() : undefined
  if (word === 'true' || word === 'false') return { value: word === 'true' }
  return { problem: `must be true or false (currently ${show(raw)})` }
}

export const parseSeconds: ValueParser<number> = (raw) =>
  parseInteger(raw, 0, Number.MAX_SAFE_INTEGER, 'must be a whole number of seconds')

export const parseCount: ValueParser<number> = (raw) =>
  parseInteger(raw, 0, Number.MAX_SAFE_INTEGER, 'must be a whole number, 0 or more')

/** A time to wait: timers of all engines hold 31 bits, and go off at once for more. */
export const parseMilliseconds: ValueParser<number> = (raw) =>
  parseInteger(raw, 1, 2_147_483_647, 'must be a whole number of milliseconds, from 1 to 2147483647')

export const parsePort: ValueParser<number> = (raw) =>
  parseInteger(raw, 1, 65_535, 'must be a port, from 1 to 65535')

export const parseSameSite: ValueParser<NonNullable<AuthKitConfig['cookieSameSite']>> = (raw) => {
  const word = typeof raw === 'string' ? raw.trim().toLowerCase() : undefined
  if (word === 'lax' || word === 'strict' || word === 'none') return { value: word }
  return { problem: `must be lax, strict or none (currently ${show(raw)})` }
}

/** RFC 6265, section 4.1.1: a token, as of RFC 2616, section 2.2. */
export const parseCookieName: ValueParser<string> = (raw) => {
  const value = typeof raw === 'string' ? raw.trim() : ''
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(value)) return { value }
  return { problem: `must be a cookie name: letters, digits and !#$%&'*+.^_\`|~- (currently ${show(raw)})` }
}

export const parseCookieDomain: ValueParser<string> = (raw) => {
  const value = typeof raw === 'string' ? raw.trim() : ''
  if (/^\.?[a-z\d-]+(?:\.[a-z\d-]+)*$/i.test(value)) return { value }
  return { problem: `must be a domain such as example.com, without scheme or port (currently ${show(raw)})` }
}

export const parseHostname: ValueParser<string> = (raw) => {
  const value = typeof raw === 'string' ? raw.trim() : ''
  const url = `http://${value}`
  // Same text out as in: so no scheme, user, port, path, query or hash.
  if (URL.canParse(url) && new URL(url).hostname === value.toLowerCase()) return { value }
  return {
    problem: `must be a host name such as api.workos.com, without scheme or port (currently ${show(raw)})`,
  }
}

function parseInteger(raw: unknown, min: number, max: number, problem: string): Parsed<number> {
  const value = typeof raw === 'string' && /^\d+$/.test(raw.trim()) ? Number(raw) : raw
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return { value }
  return { problem: `${problem} (currently ${show(raw)})` }
}

function show(raw: unknown): string {
  return typeof raw === 'string' ? `"${raw}"` : String(raw)
}
