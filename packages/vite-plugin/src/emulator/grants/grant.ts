import type { Call } from '../endpoint.ts'
import type { AuthenticationBody } from '../store/records.ts'

/** The body of a token request: strings, an empty one counting as missing. */
export interface GrantFields {
  /** @throws ApiError 400 when it is not a string */
  optional(name: string): string | undefined
  /** @throws ApiError 400 when it is missing or not a string */
  required(name: string): string
}

/** One `grant_type`; the client is known already. */
export type Grant = (call: Call, fields: GrantFields) => Promise<AuthenticationBody>
