import { parseSession } from '../seal/session.ts'
import { decodeClaims } from './token-claims.ts'
import type { RefreshResult } from './refresh-tokens.ts'

/** How an exchange of a refresh token ended, as the processes of an app tell each other. */
export type ExchangeOutcome =
  | { status: 'exchanged'; result: RefreshResult; organizationId: string | undefined }
  /** For good, for this organization. */
  | { status: 'refused'; organizationId: string | undefined }

/** Reads what another process said, maybe one of another version; `undefined` for what isn't understood. */
export function readOutcome(value: unknown): ExchangeOutcome | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { status, organizationId, result }: Record<string, unknown> = { ...value }
  if (organizationId !== undefined && typeof organizationId !== 'string') return undefined
  if (status === 'refused') return { status, organizationId }
  if (status !== 'exchanged') return undefined
  try {
    const { impersonator, ...tokens } = parseSession(result)
    decodeClaims(tokens.accessToken)
    return { status, organizationId, result: { ...tokens, impersonator } }
  } catch {
    return undefined
  }
}
