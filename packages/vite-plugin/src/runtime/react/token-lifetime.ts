import { decodeJwt } from './decode-jwt.ts'

/** Seconds before its expiry at which a token is replaced; {@link SHORT_BUFFER} for one that lives briefly. */
export const BUFFER = 60
export const SHORT_BUFFER = 30

/** Up to this many seconds of life, a token lives briefly. */
export const SHORT_LIFE = 300

/** What a token says about its time. All of it in seconds. */
export interface TokenLifetime {
  /** Since the epoch, by the clock of the issuer. */
  expiresAt: number
  /** Since the epoch, by the clock of the issuer; `undefined` when the token doesn't say. */
  issuedAt: number | undefined
  /** How long before its expiry it should be replaced. */
  buffer: number
}

/**
 * Reads the times of a token; `undefined` for an opaque one, and for one that never expires.
 *
 * @param now seconds since the epoch, for tokens that don't say when they were issued
 */
export function readLifetime(token: string, now: number): TokenLifetime | undefined {
  const { exp, iat } = readTimes(token)
  if (exp === undefined) return undefined
  const life = Math.max(exp - (iat ?? now), 0)
  const buffer = life > SHORT_LIFE ? BUFFER : Math.min(SHORT_BUFFER, life / 2)
  return { expiresAt: exp, issuedAt: iat, buffer }
}

function readTimes(token: string): { exp?: number | undefined; iat?: number | undefined } {
  try {
    const { exp, iat } = decodeJwt(token).payload
    return { exp: asNumber(exp), iat: asNumber(iat) }
  } catch {
    return {}
  }
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
